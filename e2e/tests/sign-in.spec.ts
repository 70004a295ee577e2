import { expect, test } from "../support/test.ts";

test("one tile for each connection, and no field for a key", async ({ signIn, page }) => {
  await signIn.goto();
  for (const label of ["Studio files", "Finance", "Your own role"])
    await expect(signIn.tile(label)).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveCount(0);
  await expect(page.locator("input[type=password]")).toHaveCount(0);
});

test("the role of the machine is browsed with no key typed", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  await expect(page.getByText("studio-archive").first()).toBeVisible();
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(files.list).toBeVisible();
  await expect(files.identity).toContainText("wardrobe-studio");
  await files.identity.click();
  await expect(page.getByText("111111111111").first()).toBeVisible();
});

test("a password opens one folder and nothing beside it", async ({ signIn, files, page, buckets }) => {
  await buckets.put("finance-reports", "2026/e2e.csv", "a,b\n1,2\n", "text/csv");
  await signIn.openFinance("wrong");
  await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
  await signIn.typePassword("ada", "lovelace");
  await page.getByRole("link", { name: /finance-reports/ }).click();
  await expect(files.row("e2e.csv")).toBeVisible();
  await files.goto("finance", { bucket: "finance-reports", prefix: "2025/" });
  await expect(page.getByRole("alert")).toContainText("does not offer this place");
  await buckets.remove("finance-reports", "2026/e2e.csv");
});

test("an address is kept through the sign-in", async ({
  opened,
  folder,
  buckets,
  browser,
  baseURL,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}here.txt`);
  await page.reload();
  await expect(opened.row("here.txt")).toBeVisible();
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await stranger.goto(page.url());
  await stranger.getByRole("button", { name: "Open Studio files" }).click();
  await expect(stranger.getByText("here.txt").first()).toBeVisible();
  expect(new URL(stranger.url()).search).toBe(new URL(page.url()).search);
  await stranger.context().close();
});

test("signing out forgets everything on the server", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  const before = await page.context().cookies();
  await files.signOut();
  await expect(signIn.tile("Studio files")).toBeVisible();
  await page.context().addCookies(before);
  const answer = await page.request.get("/api/connections/studio/objects?bucket=studio-assets");
  expect(answer.status()).toBe(401);
});
