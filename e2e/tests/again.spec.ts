/** Refusals of the file page: each says what lifts it, and once that is done "Try again" goes on in place. */

import type { Locator, Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { type Folder, expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

interface Statement {
  Action: string;
  Resource: string;
  Principal?: object;
}

const trusted = policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" });
const whole = (Statement: object[]) => ({ Version: "2012-10-17", Statement });

/** From now on it shows whether the page was loaded anew. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { same: true }));
const isSame = (page: Page) => page.evaluate(() => "same" in window);

/** What would be added at a place, such as "the bucket policy of b". */
async function advised(where: Page | Locator, place: string) {
  const figure = where.locator("figure").filter({ hasText: `Add to ${place}` });
  const text = await figure.locator("pre").first().textContent();
  return (JSON.parse(text ?? "") as { Statement: Statement[] }).Statement;
}

const again = (where: Page | Locator) => where.getByRole("button", { name: "Try again" });

/** Goes to a folder without loading the page anew. */
async function go(page: Page, { bucket, prefix }: Folder) {
  const box = page.getByRole("textbox", { name: "Open a place you know" });
  await box.fill(`s3://${bucket}/${prefix}`);
  await box.press("Enter");
}

test("a role that may do nothing gets to a file by what each refusal says", async ({
  signIn,
  files,
  buckets,
  folder,
  page,
}) => {
  const role = "from-nothing";
  const key = `${folder.prefix}a.txt`;
  await buckets.createRole(role, trusted);
  await buckets.keep(folder.bucket, key, { tags: "team=film" });
  await signIn.openVisitor(await buckets.assume(role));
  await mark(page);
  const allowed: Statement[] = [];
  const mend = async (where: Page | Locator, action: string) => {
    const missing = await advised(where, `a permissions policy of ${role}`);
    expect(missing.map(({ Action }) => Action)).toEqual([action]);
    allowed.push(...missing);
    await buckets.allow(role, whole(allowed));
    await again(where).click();
  };

  await expect(page.getByText("Your role may not list buckets")).toBeVisible();
  await expectAccessible(page);
  await mend(page, "s3:ListAllMyBuckets");
  await expect(page.getByRole("link", { name: folder.bucket })).toBeVisible();

  await go(page, folder);
  await mend(page.getByRole("alert").filter({ hasText: "AWS says no" }), "s3:ListBucket");
  await expect(files.row("a.txt")).toBeVisible();

  await files.openRow("a.txt");
  await mend(files.dialog, "s3:GetObject");
  await expect(files.preview).toContainText(key);
  await files.closePreview();

  await files.menu("a.txt", "Properties");
  await expect(files.dialog).toContainText("could not be read");
  await mend(files.dialog, "s3:GetObjectTagging");
  await expect(files.dialog.getByText("film")).toBeVisible();
  expect(await isSame(page)).toBe(true);
  // That is all there is.
  expect(allowed.map(({ Resource }) => Resource)).toEqual([
    "*",
    `arn:aws:s3:::${folder.bucket}`,
    `arn:aws:s3:::${folder.bucket}/${key}`,
    `arn:aws:s3:::${folder.bucket}/${key}`,
  ]);
});

test("what the bucket's policy denies is read and written once its owner has changed it", async ({
  signIn,
  files,
  buckets,
  folder,
  page,
}) => {
  const role = "denied-by-bucket";
  const arn = await buckets.createRole(role, trusted);
  const all = { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetObject", "s3:PutObject"], Resource: "*" };
  await buckets.allow(role, whole([all]));
  const deny = {
    Effect: "Deny",
    Principal: { AWS: arn },
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: `arn:aws:s3:::${folder.bucket}/${folder.prefix}kept*`,
  };
  await buckets.put(folder.bucket, `${folder.prefix}kept.txt`, "Kept back.", "text/plain");
  await buckets.setPolicy(folder.bucket, whole([deny]));
  await signIn.openVisitor(await buckets.assume(role));
  await mark(page);
  await go(page, folder);
  await files.openRow("kept.txt");
  await expect(files.dialog).toContainText(`Whoever looks after the bucket ${folder.bucket}`);
  // No policy lifts a deny.
  await expect(files.dialog.locator("figure").filter({ hasText: "Add to" })).toHaveCount(0);
  await again(files.dialog).click();
  await expect(files.dialog).toContainText(`Whoever looks after the bucket ${folder.bucket}`);
  await buckets.setPolicy(folder.bucket, null);
  await again(files.dialog).click();
  await expect(files.preview).toContainText("Kept back.");
  await files.closePreview();

  await buckets.setPolicy(folder.bucket, whole([deny]));
  await files.upload({ name: "kept.csv", mimeType: "text/csv", buffer: Buffer.from("a,b") });
  await page.getByRole("button", { name: "What would help with kept.csv" }).click();
  await expect(files.dialog).toContainText("“kept.csv” was not uploaded");
  await expect(files.dialog).toContainText(`Whoever looks after the bucket ${folder.bucket}`);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScrolling(page);
  await buckets.setPolicy(folder.bucket, null);
  await again(files.dialog).click();
  await expect(files.row("kept.csv")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}kept.csv`))).toBe("a,b");
  expect(await isSame(page)).toBe(true);
});

test("a bucket of another account opens once both sides allow it", async ({ signIn, files, demo, page }) => {
  const { buckets, partner } = demo;
  const role = "goes-abroad";
  const place = { bucket: "partner-drop", prefix: "abroad/" };
  await buckets.createRole(role, trusted);
  await partner.put(place.bucket, `${place.prefix}a.txt`);
  await signIn.openVisitor(await buckets.assume(role));
  await mark(page);
  await go(page, place);
  const alert = page.getByRole("alert").filter({ hasText: "AWS says no" });
  await buckets.allow(role, whole(await advised(alert, `a permissions policy of ${role}`)));
  await again(alert).click();
  await expect(alert).toContainText("AWS says no");
  await partner.setPolicy(place.bucket, whole(await advised(alert, `the bucket policy of ${place.bucket}`)));
  await again(alert).click();
  await expect(files.row("a.txt")).toBeVisible();
  expect(await isSame(page)).toBe(true);
  await partner.setPolicy(place.bucket, null);
  await partner.remove(place.bucket, place.prefix);
});
