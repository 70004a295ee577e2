/** People who may see but a part of a bucket begin there, and find their way around it. */

import type { Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { type Folder, expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const crumb = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Folder" }).getByRole("link", { name, exact: true });

/** What a policy says of the place that somebody may work in, and of nothing else. */
function only({ bucket }: Folder, prefix: string) {
  const arn = `arn:aws:s3:::${bucket}`;
  const Condition = { StringLike: { "s3:prefix": `${prefix}*` } };
  const Statement = [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: arn, Condition },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${arn}/${prefix}*` },
  ];
  return { Version: "2012-10-17", Statement };
}

test("above the places of a connection there are the ways to them", async ({ signIn, files, page }) => {
  await signIn.openFinance("lovelace");
  await page.getByRole("link", { name: "finance-reports/2026" }).click();
  await expect(files.row("01-report.csv")).toBeVisible();
  await crumb(page, "finance-reports").click();
  await expect(page.getByText("You see only the ways to your places here", { exact: true })).toBeVisible();
  expect(await files.names()).toEqual(["2026"]);

  // Nothing can be changed here, by a button, a key or a menu.
  await expect(files.button("Upload")).toBeDisabled();
  await expect(files.button("New folder")).toBeDisabled();
  await files.select("2026");
  for (const name of ["Rename", "Move", "Copy", "Delete"])
    await expect(page.getByRole("button", { name, exact: true })).toBeDisabled();
  for (const key of ["Delete", "F2"]) {
    await page.keyboard.press(key);
    await expect(files.dialog).toContainText("You see only the ways to your places here.");
    await page.keyboard.press("Escape");
    await expect(files.dialog).toBeHidden();
    await expect(files.list).toBeFocused();
  }
  await files.row("2026").click({ button: "right", position: { x: 90, y: 16 } });
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeDisabled();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await files.openFolder("2026");
  await expect(files.row("01-report.csv")).toBeVisible();
  await page.goBack();
  await expect(files.row("2026")).toBeVisible();
  await crumb(page, "All locations").click();
  await expect(page.getByRole("link", { name: "finance-reports/2026" })).toBeVisible();
});

test("to a folder that only leads to places nothing is moved", async ({ signIn, files, page }) => {
  await signIn.openFinance("lovelace");
  await page.getByRole("link", { name: "finance-reports/2026" }).click();
  await files.select("01-report.csv");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const chosen = files.dialog.getByRole("navigation", { name: "Chosen folder" });
  await chosen.getByRole("button", { name: "finance-reports" }).click();
  await expect(files.dialog.getByText(/You see only the ways to your places here: choose/)).toBeVisible();
  await expect(files.dialog.getByRole("button", { name: "Copy here" })).toBeDisabled();
  await files.dialog.getByRole("button", { name: "2026", exact: true }).click();
  await expect(files.dialog).toContainText("They are in this folder.");
});

test("who may list one folder finds it again, until it is refused", async ({
  signIn,
  files,
  buckets,
  folder,
  page,
}) => {
  const role = "one-folder";
  await buckets.createRole(role, policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }));
  const mine = `${folder.prefix}team/a+b c/`;
  await buckets.put(folder.bucket, `${mine}notes.txt`);
  await buckets.put(folder.bucket, `${folder.prefix}team/others.txt`);
  await buckets.allow(role, only(folder, mine));
  await signIn.openVisitor(await buckets.assume(role));

  await expect(page.getByText("Your role may not list buckets")).toBeVisible();
  await expect(page.getByText("Where you have been")).toBeHidden();
  const box = page.getByRole("textbox", { name: "Open a place you know" });
  await box.fill(`arn:aws:s3:::${folder.bucket}/${mine}*`);
  await box.press("Enter");
  await expect(files.row("notes.txt")).toBeVisible();

  // Upwards it is refused, in so many words, and there is a way back.
  await crumb(page, "team").click();
  const alert = page.getByRole("alert").filter({ hasText: "AWS says no" });
  await expect(alert).toContainText("no policy of one-folder allows it");
  await crumb(page, folder.bucket).click();
  await expect(alert).toBeVisible();
  const back = alert.getByRole("link", { name: mine.slice(0, -1) });
  await expectAccessible(page);
  await back.click();
  await expect(files.row("notes.txt")).toBeVisible();
  await crumb(page, folder.bucket).click();
  // As the console encodes it.
  const query = new URLSearchParams({ region: "us-east-1", prefix: mine });
  await box.fill(`https://us-east-1.console.aws.amazon.com/s3/buckets/${folder.bucket}?${query}`);
  await box.press("Enter");
  await expect(files.row("notes.txt")).toBeVisible();

  await crumb(page, "All locations").click();
  const been = page.getByRole("region", { name: "Where you have been" });
  await expect(been.getByRole("link")).toHaveText([`${folder.bucket}/${mine.slice(0, -1)}`]);
  await buckets.allow(role, only(folder, `${folder.prefix}elsewhere/`));
  await been.getByRole("link").click();
  await expect(alert).toBeVisible();
  await crumb(page, "All locations").click();
  await expect(page.getByText("Your role may not list buckets")).toBeVisible();
  await expect(been).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the ways and the way back are readable on a small ${colorScheme} screen`, async ({
    signIn,
    files,
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn.openFinance("lovelace");
    await page.getByRole("link", { name: "finance-reports/2026" }).click();
    await crumb(page, "finance-reports").click();
    await expect(files.row("2026")).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScrolling(page);
  });
}
