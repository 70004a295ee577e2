import { expect, test } from "../support/test.ts";

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

test("pasted credentials work, and their end is shown", async ({ signIn, files, buckets, page }) => {
  const keys = await buckets.assume("wardrobe-visitor");
  await signIn.openVisitor(keys, soon(900));
  await files.goto("visitor", { bucket: "studio-assets", prefix: "" });
  await expect(files.list).toBeVisible();
  await expect(files.identity).toContainText("wardrobe-visitor");
  await expect(files.identity).toContainText(/1[45] min/);
  const held = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  for (const secret of [keys.secret, keys.token]) expect(held).not.toContain(secret);
});

test("at the end it says expired, and new ones go on from there", async ({ signIn, files, buckets, demo, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", { bucket: "studio-assets", prefix: "" });
  await expect(files.list).toBeVisible();
  await demo.expireSessions();
  await page.reload();
  await expect(page.getByText(/expired/i).first()).toBeVisible();
  await expect(page.getByText(/denied|not allowed|refuses/i)).toHaveCount(0);
  await files.button(/sign in again|new credentials|open again/i).or(page.getByRole("link", { name: /again|new credentials/i })).first().click();
  await signIn.fillKeys(await buckets.assume("wardrobe-visitor"));
  await expect(files.list).toBeVisible();
  expect(new URL(page.url()).searchParams.get("bucket")).toBe("studio-assets");
});

test("the countdown reaches its end on a page that stays open", async ({ signIn, files, buckets, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"), soon(8));
  await files.goto("visitor", { bucket: "studio-assets", prefix: "" });
  await expect(files.identity).toContainText(/\d+ ?s/);
  await expect(page.getByText(/expired/i).first()).toBeVisible({ timeout: 20_000 });
});

test("a long-lived key is refused with its reason", async ({ signIn, page }) => {
  await signIn.openVisitor({ id: "AKIAIOSFODNN7EXAMPLE", secret: "x".repeat(40), token: "made-up", end: "" });
  await expect(page.getByText(/long-lived access key/).first()).toBeVisible();
});

test("what the role may not is denied, with action and resource", async ({ signIn, files, buckets, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", { bucket: "finance-reports", prefix: "" });
  await expect(page.getByText(/s3:ListBucket/).first()).toBeVisible();
  await expect(page.getByText(/arn:aws:s3:::finance-reports/).first()).toBeVisible();
  await expect(page.getByText(/expired/i)).toHaveCount(0);
});
