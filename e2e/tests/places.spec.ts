/** People who may see but a part of a bucket begin there, and find their way around it. */

import type { Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { serve } from "../support/server.ts";
import { SignInPage } from "../support/sign-in.ts";
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

test("8: above the places of a connection there are the ways to them", async ({ signIn, files, page }) => {
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

test("7 and 8: who may use one folder only walks to it through those above, and types a place", async ({
  demo,
  buckets,
  folder,
  run,
  files,
  page,
}) => {
  const role = "one-place";
  await buckets.createRole(role, policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }));
  const mine = `${folder.prefix}team/a/`;
  await buckets.allow(role, only(folder, mine));
  for (const name of ["team/a/mine.txt", "team/a/deep/below.txt", "team/b/theirs.txt", "others.txt"])
    await buckets.put(folder.bucket, folder.prefix + name);
  const settings = `locations = ["s3://${folder.bucket}/${mine}"]\nrole = { kind = "temporary" }\n`;
  await page.goto(await run((home) => serve(home, demo, settings)));
  await new SignInPage(page).typeKeys(await buckets.assume(role));
  await page.getByRole("button", { name: "Open", exact: true }).click();

  const place = page.getByRole("link", { name: `${folder.bucket}/${mine.slice(0, -1)}` });
  await expect(place).toBeVisible();
  await place.click();
  await expect.poll(() => files.names()).toEqual(["deep", "mine.txt"]);
  const ways = mine.split("/").slice(0, -1);
  for (const way of ways.toReversed()) {
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => files.names()).toEqual([way]);
  }
  for (const way of ways) await files.openFolder(way);
  await expect.poll(() => files.names()).toEqual(["deep", "mine.txt"]);
  await crumb(page, "All locations").click();
  const box = page.getByRole("textbox", { name: "Open a place you know" });
  await box.fill(`s3://${folder.bucket}/${mine}deep/`);
  await box.press("Enter");
  await expect(files.row("below.txt")).toBeVisible();
  await files.goToAddress(`s3://${folder.bucket}/${folder.prefix}team/b/`);
  await expect(page.getByRole("alert")).toContainText("does not offer this place");
});

test("a folder with a star is on the first page until the star is taken away", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`);
  await page.reload();
  await expect(opened.row("a.txt")).toBeVisible();
  const star = opened.button("Favourite");
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  const starred = page.getByRole("region", { name: "Favourites" });
  await page.goto("/c/studio");
  await expectAccessible(page);
  await starred.getByRole("link", { name: `${folder.bucket}/${folder.prefix.slice(0, -1)}` }).click();
  await expect(opened.row("a.txt")).toBeVisible();
  await star.click();
  await crumb(page, "All locations").click();
  await expect(page.getByRole("region", { name: "Recent folders" })).toContainText(
    folder.prefix.slice(0, -1),
  );
  await expect(starred).toBeHidden();
});

test("the ways and the way back are readable on a small screen", async ({ signIn, files, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn.openFinance("lovelace");
  await page.getByRole("link", { name: "finance-reports/2026" }).click();
  await crumb(page, "finance-reports").click();
  await expect(files.row("2026")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
});
