import { FilesPage } from "../support/files.ts";
import { expect, test } from "../support/test.ts";

test("1: one tile for each connection, and no field for a key", async ({ signIn, page }) => {
  await signIn.goto();
  const labels = [
    "Studio files",
    "Finance",
    "Partner drop box",
    "Research",
    "Post-production",
    "Your own role",
  ];
  for (const label of labels) await expect(signIn.tile(label)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(labels.length);
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

test("14: an address leads another to the same folder, order and file, through the sign-in", async ({
  opened,
  folder,
  buckets,
  browser,
  baseURL,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}here.txt`, "what is here", "text/plain");
  await buckets.put(folder.bucket, `${folder.prefix}large.txt`, "x".repeat(100));
  await page.reload();
  await opened.sortBy("Size");
  await opened.sortBy("Size");
  await opened.open("here.txt");
  await expect(opened.preview).toContainText("what is here");
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await stranger.goto(page.url());
  await stranger.getByRole("button", { name: "Open Studio files" }).click();
  const theirs = new FilesPage(stranger);
  await expect(theirs.preview).toContainText("what is here");
  expect(new URL(stranger.url()).search).toBe(new URL(page.url()).search);
  await theirs.closePreview();
  expect(await theirs.names()).toEqual(["large.txt", "here.txt"]);
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
