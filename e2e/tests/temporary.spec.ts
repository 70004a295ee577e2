import { expect, test } from "../support/test.ts";

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const assets = { bucket: "studio-assets", prefix: "" };

test("typed credentials work, and stay on the server", async ({ signIn, files, buckets, page }) => {
  const keys = await buckets.assume("wardrobe-visitor");
  await signIn.openVisitor(keys);
  await files.goto("visitor", assets);
  await expect(files.list).toBeVisible();
  await expect(files.identity).toContainText("wardrobe-visitor");
  await expect(files.identity).toContainText("grace");
  const held = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  for (const secret of [keys.id, keys.secret, keys.token]) {
    expect(held).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
  }
});

test("pasted credentials bring their end along, and it is shown", async ({ signIn, files, buckets }) => {
  await signIn.pasteVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", assets);
  await expect(files.list).toBeVisible();
  await expect(files.identity).toContainText(/1[45] min left/);
  await files.identity.click();
  await expect(files.page.getByRole("dialog", { name: "Who you are here" })).toContainText("111111111111");
});

test("when AWS says they are expired, so does the page, and new ones go on from there", async ({
  signIn,
  files,
  buckets,
  demo,
  page,
}) => {
  await signIn.pasteVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", assets);
  await expect(files.list).toBeVisible();
  await demo.expireSessions();
  await page.reload();
  // That was not at the time that had been told, so none is given.
  const expired = page.getByRole("alert", { name: "Expired" });
  await expect(expired.getByRole("heading")).toHaveText("Your credentials expired.");
  await expect(files.identity).toContainText("expired");
  await expect(page.getByText(/denied|not allowed|AWS says no/i)).toHaveCount(0);
  await signIn.typeKeys(await buckets.assume("wardrobe-visitor"));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(files.list).toBeVisible();
  await expect(expired).toBeHidden();
  expect(new URL(page.url()).searchParams.get("bucket")).toBe("studio-assets");
});

test("the countdown reaches its end on a page that stays open", async ({ signIn, files, buckets, page }) => {
  const keys = await buckets.assume("wardrobe-visitor");
  await signIn.pasteVisitor({ ...keys, end: soon(12) });
  await files.goto("visitor", assets);
  await expect(files.identity).toContainText(/\d+ s left/);
  await expect(page.getByRole("alert", { name: "Expired" })).toBeVisible({ timeout: 60_000 });
  await expect(files.identity).toContainText("expired");
});

test("a long-lived key is refused with its reason", async ({ signIn, page }) => {
  await signIn.openVisitor({ id: "AKIAIOSFODNN7EXAMPLE", secret: "x".repeat(40), token: "made-up", end: "" });
  await expect(page.getByText(/is a long-lived key/)).toBeVisible();
});

test("credentials that AWS does not know are refused in its words", async ({ signIn, page, buckets }) => {
  const keys = await buckets.assume("wardrobe-visitor");
  await signIn.openVisitor({ ...keys, secret: "x".repeat(40) });
  await expect(page.getByText(/^AWS does not accept these credentials. AWS says/)).toBeVisible();
  await expect(page.getByText(/signature/i).first()).toBeAttached();
});

test("what the role may not is denied, with action and resource, and not called expired", async ({
  signIn,
  files,
  buckets,
  page,
}) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", { bucket: "finance-reports", prefix: "" });
  const alert = page.getByRole("alert").filter({ hasText: "AWS says no" });
  await expect(alert).toContainText("s3:ListBucket");
  await expect(alert).toContainText("arn:aws:s3:::finance-reports");
  await expect(alert).toContainText("assumed-role/wardrobe-visitor/grace");
  await expect(page.getByText(/expired/i)).toHaveCount(0);
});
