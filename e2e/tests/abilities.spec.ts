/** What the role may not do here is greyed with its reason, and goes on once somebody allows it. */

import type { Page } from "@playwright/test";

import type { Folder } from "../support/test.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { same: true }));
const isSame = (page: Page) => page.evaluate(() => "same" in window);

/** The statement that the dialog would have added. */
async function advised(page: Page, { bucket, prefix }: Folder, action: string, name = "*") {
  const text = (await page.getByRole("dialog").locator("pre").first().textContent()) ?? "";
  expect(JSON.parse(text).Statement).toEqual([
    { Effect: "Allow", Action: action, Resource: `arn:aws:s3:::${bucket}/${prefix}${name}` },
  ]);
  return text;
}

test.beforeEach(async ({ signIn, files, folder, buckets, demo }) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`, "a", "text/plain");
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await demo.forgetRequests();
  await files.goto("visitor", folder);
  await expect(files.row("a.txt")).toBeVisible();
});

test("27: Upload is greyed for who may only read; with the policy that is shown, it goes through", async ({
  files,
  folder,
  buckets,
  page,
}) => {
  await mark(page);
  const upload = page.getByRole("button", { name: "Upload", exact: true });
  await expect(upload).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Tab");
  await upload.focus();
  await expect(page.getByRole("tooltip")).toHaveText("Your role may not write here: no policy allows it.");
  await page.keyboard.press("Enter");
  await expect(files.dialog.getByRole("heading", { level: 2 })).toHaveText("You may not upload here");
  await expect(files.dialog).toContainText("no policy of wardrobe-visitor allows it");
  const policy = await advised(page, folder, "s3:PutObject");
  await expectAccessible(page);

  await files.dialog.getByRole("button", { name: "Try again" }).click();
  await expect(files.dialog.getByRole("status")).toContainText("It is still refused.");
  await buckets.allow("wardrobe-visitor", policy);
  await files.dialog.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("It is no longer refused")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(upload).not.toHaveAttribute("aria-disabled");
  await expect(upload).toBeFocused();
  await files.upload({ name: "new.txt", mimeType: "text/plain", buffer: Buffer.from("new") });
  await expect(files.row("new.txt")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}new.txt`))).toBe("new");
  expect(await isSame(page)).toBe(true);
});

test("the same in the menu and by key; what is allowed is not greyed", async ({ files, page, demo }) => {
  await files.row("a.txt").click({ button: "right", position: { x: 90, y: 16 } });
  const item = (name: string) => page.getByRole("menuitem", { name });
  for (const name of ["Rename", "Move to", "Copy to"]) {
    await expect(item(name)).toHaveAttribute("aria-disabled", "true");
    await expect(item(name)).toContainText("Your role may not write here: no policy allows it.");
  }
  for (const name of ["Open", "Download", "Properties", "Delete"])
    await expect(item(name)).not.toHaveAttribute("aria-disabled");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  for (const [key, title] of [
    ["F2", "You may not rename here"],
    ["Enter", null],
  ] as const) {
    await files.list.focus();
    await page.keyboard.press(key);
    if (title) await expect(files.dialog).toContainText(title);
    else await expect(files.preview).toContainText("a.txt");
    await page.keyboard.press("Escape");
    await expect(files.dialog).toBeHidden();
  }
  // All this was found out without a trace.
  expect(await demo.requests("PutObject")).toBe(0);
  expect(await demo.requests("CreateMultipartUpload")).toBe(0);
  expect(await demo.requests("ListObjectsV2")).toBe(1);
});

test("what has been refused once is greyed from then on; trying again goes on with it", async ({
  files,
  folder,
  buckets,
  page,
}) => {
  await files.select("a.txt");
  const bar = page.getByRole("group", { name: "Selection" });
  const press = bar.getByRole("button", { name: "Delete" });
  // Nothing that has no effect tells beforehand.
  await expect(press).not.toHaveAttribute("aria-disabled");
  await press.click();
  await files.dialog.getByRole("button", { name: "Delete 1 object" }).click();
  await expect(files.dialog).toContainText("1 object not deleted");
  await files.dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(press).toHaveAttribute("aria-disabled", "true");

  await files.list.focus();
  await page.keyboard.press("Delete");
  await expect(files.dialog).toContainText("You may not delete here");
  await buckets.allow("wardrobe-visitor", await advised(page, folder, "s3:DeleteObject", "a.txt"));
  await files.dialog.getByRole("button", { name: "Try again" }).click();
  await files.dialog.getByRole("button", { name: "Delete 1 object" }).click();
  await expect(files.dialog).toBeHidden();
  await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("the identity card tells what may be done in the open place, and leads to the check", async ({
  files,
  folder,
  page,
}) => {
  await files.identity.click();
  const card = page.getByRole("dialog", { name: "Who you are here" });
  await expect(card.getByRole("listitem").filter({ hasText: "Write files" })).toContainText(
    `Refused: Write filesAWS refuses s3:PutObject on arn:aws:s3:::${folder.bucket}/${folder.prefix}*`,
  );
  for (const line of ["Allowed: List files", "Allowed: Read files", "Not known: Delete files"])
    await expect(card.getByRole("listitem").filter({ hasText: line })).toBeVisible();
  await expectAccessible(page);
  await card.getByRole("link", { name: "Check it step by step" }).click();
  await expect(page.getByRole("heading", { name: "What works here" })).toBeVisible();
  await expect(card).toBeHidden();
});

test("27: who knows better than what is known tries it all the same", async ({
  files,
  folder,
  buckets,
  page,
}) => {
  // Only names with this end: of those, a name that is made up says nothing.
  await buckets.allow("wardrobe-visitor", {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${folder.bucket}/${folder.prefix}*.csv`,
      },
    ],
  });
  const upload = page.getByRole("button", { name: "Upload", exact: true });
  const tryIt = async () => {
    await expect(upload).toHaveAttribute("aria-disabled", "true");
    await upload.press("Enter");
    await files.dialog.getByRole("button", { name: "Try it all the same" }).click();
    await expect(files.dialog).toBeHidden();
  };
  await tryIt();
  await files.upload({ name: "new.txt", mimeType: "text/plain", buffer: Buffer.from("a,b") });
  await expect(page.getByRole("heading", { name: "1 file could not be uploaded" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Uploads" })).toContainText(
    /AWS refuses s3:PutObject on .*new\.txt/,
  );
  // The focus is back at the button, and its tooltip, which lies beside the page's landmarks, is shown.
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  // What AWS said is told whole.
  await upload.press("Enter");
  await files.dialog.getByText("What AWS said").click();
  const told = files.dialog.getByRole("definition");
  for (const part of [
    "s3:PutObject",
    `arn:aws:s3:::${folder.bucket}/${folder.prefix}new.txt`,
    /assumed-role\/wardrobe-visitor\/grace$/,
    "identity-based, does not allow it",
  ])
    await expect(told.filter({ hasText: part }).first()).toBeVisible();
  await expect(files.dialog.getByText("AWS request id")).toBeVisible();
  await advised(page, folder, "s3:PutObject", "new.txt");
  await page.keyboard.press("Escape");
  await files.button("Remove new.txt from this list").click();

  await tryIt();
  await files.upload({ name: "new.csv", mimeType: "text/csv", buffer: Buffer.from("a,b") });
  await expect(files.row("new.csv")).toBeVisible();
});

test("greyed things and their dialog are readable at 360 pixels", async ({ files, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const upload = page.getByRole("button", { name: "Upload", exact: true });
  await expect(upload).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await upload.press("Enter");
  await expect(files.dialog.getByRole("tab", { name: "Message to send" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
});
