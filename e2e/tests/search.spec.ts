/** Looking for files in all folders below. */

import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

test("13: what is somewhere below a folder is found, opened, and led to its folder", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  for (const name of ["report.txt", "a/Annual Report.txt", "a/b/c/report 2.csv", "a/notes.txt"])
    await buckets.put(folder.bucket, folder.prefix + name);
  await opened.listAgain();
  await page.getByRole("searchbox", { name: "Filter by name" }).fill("report");
  await page.getByRole("button", { name: "Search in all folders below" }).click();
  const hits = page.getByRole("list", { name: "Found" }).getByRole("listitem");
  await expect(hits).toHaveCount(3);
  await expect(page.getByRole("status").filter({ hasText: "3 found, 4 objects looked at" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("search")).toBe("report");
  await expectAccessible(page);

  // A link to it is the same search.
  await page.reload();
  await expect(hits).toHaveCount(3);
  await hits.getByRole("link", { name: "Annual Report.txt" }).click();
  await expect(opened.preview).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hits).toHaveCount(3);

  await page.getByLabel("How").selectOption("Pattern (*.txt)");
  await page.getByRole("searchbox", { name: "Search for" }).fill("*.txt");
  await page.keyboard.press("Enter");
  await expect(hits).toHaveCount(3);
  await expect(hits.filter({ hasText: "notes.txt" })).toHaveCount(1);

  await hits.filter({ hasText: "Annual" }).getByRole("link", { name: "a/" }).click();
  await expect(opened.row("notes.txt")).toBeVisible();
  await page.goBack();
  await expect(hits).toHaveCount(3);
  await page.getByRole("button", { name: "Back to the folder" }).click();
  await expect(opened.row("report.txt")).toBeVisible();
});

test("a search that cannot be made says why, and one that finds nothing says so", async ({
  opened,
  page,
  demo,
}) => {
  await opened.page.getByRole("button", { name: "Search in all folders below" }).click();
  const words = page.getByRole("searchbox", { name: "Search for" });
  await expect(words).toBeFocused();
  await words.fill("a(");
  await page.getByLabel("How").selectOption("Regular expression");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("unclosed group");
  await page.getByText("Size, date and folders").click();
  await page.getByLabel("At least").fill("lots");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Such as 300, 20 KB or 1.5 GB").first()).toBeVisible();
  await page.getByLabel("At least").fill("1 TB");
  await words.fill(".");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();

  await demo.faults({ operation: "ListObjectsV2", internal_error: 1 });
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("S3 is in trouble");
  await demo.faults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("13: a search of very many tells how far it is, and can be stopped", async ({ opened, page, demo }) => {
  await demo.faults({ operation: "ListObjectsV2", delay_ms: 400 });
  await page.goto("/c/studio/files?bucket=studio-big&prefix=&search=file-0");
  const hits = page.getByRole("list", { name: "Found" }).getByRole("listitem");
  await expect(hits.first()).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("status").filter({ hasText: "stopped" })).toBeVisible();
  await demo.faults();
  await expect(opened.page.getByRole("button", { name: "Search again" })).toBeVisible();
  // Only the rows in view are there.
  expect(await hits.count()).toBeLessThan(60);
});

test("a search fits a phone and can be used by everybody", async ({ opened, page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await expect(opened.page.getByRole("button", { name: "New folder" })).toBeVisible();
  await page.goto("/c/studio/files?bucket=studio-assets&prefix=&search=o&min=1");
  await expect(page.getByRole("list", { name: "Found" }).getByRole("listitem").first()).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "looked at" })).toBeVisible();
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});
