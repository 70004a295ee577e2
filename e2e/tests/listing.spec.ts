import { expect, test } from "../support/test.ts";

const many = { bucket: "studio-big", prefix: "many/" };

test("the first rows of 100,000 are there before the second page", async ({ signIn, files, demo }) => {
  await signIn.openStudio();
  await demo.forgetRequests();
  await demo.faults({ operation: "ListObjectsV2", delay_ms: 5_000 });
  await files.goto("studio", many);
  await expect(files.row("file-00000000.txt")).toBeVisible();
  // One page after the other: while no third is asked for, S3 has not answered with the second.
  expect(await demo.requests("ListObjectsV2")).toBeLessThanOrEqual(2);
  await demo.faults();
});

test("all of 100,000 are at hand, and few are drawn", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  await files.goto("studio", many);
  await expect(page.getByText(/100,000/).first()).toBeVisible({ timeout: 120_000 });
  await files.list.focus();
  await page.keyboard.press("End");
  await expect(files.row("file-00099999.txt")).toBeVisible();
  expect(await files.list.getByRole("row").count()).toBeLessThan(200);
  await page.keyboard.press("Home");
  await expect(files.row("file-00000000.txt")).toBeVisible();
});

test("leaving a long folder ends its listing", async ({ signIn, files, demo, page }) => {
  await signIn.openStudio();
  await demo.forgetRequests();
  await demo.faults({ operation: "ListObjectsV2", delay_ms: 300 });
  await files.goto("studio", many);
  await expect(files.row("file-00000000.txt")).toBeVisible();
  await page.goto("about:blank");
  await demo.faults({ operation: "ListObjectsV2", delay_ms: 20 });
  await expect
    .poll(async () => {
      const before = await demo.requests("ListObjectsV2");
      await new Promise((done) => setTimeout(done, 500));
      return (await demo.requests("ListObjectsV2")) - before;
    })
    .toBe(0);
  expect(await demo.requests("ListObjectsV2")).toBeLessThan(50);
  await demo.faults();
});

test("a column sorts, folders first, and the address keeps it", async ({ opened, folder, buckets, page }) => {
  for (const [name, size] of [
    ["b.txt", 30],
    ["a.txt", 200],
    ["c.txt", 1],
    ["sub/x", 5],
  ] as const)
    await buckets.put(folder.bucket, folder.prefix + name, "x".repeat(size));
  await page.reload();
  await expect.poll(() => opened.names()).toEqual(["sub", "a.txt", "b.txt", "c.txt"]);
  await opened.sortBy("Size");
  await expect.poll(() => opened.names()).toEqual(["sub", "c.txt", "b.txt", "a.txt"]);
  await opened.sortBy("Size");
  await expect.poll(() => opened.names()).toEqual(["sub", "a.txt", "b.txt", "c.txt"]);
  await page.reload();
  await expect.poll(() => opened.names()).toEqual(["sub", "a.txt", "b.txt", "c.txt"]);
  expect(new URL(page.url()).searchParams.get("sort")).toBe("size");
});

test("rows are chosen by keyboard alone", async ({ opened, folder, buckets, page }) => {
  for (const name of ["alpha", "beta", "gamma", "delta"])
    await buckets.put(folder.bucket, folder.prefix + name);
  await page.reload();
  await expect(opened.row("alpha")).toBeVisible();
  await opened.list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(opened.selected).toHaveCount(2);
  await page.keyboard.press("Control+a");
  await expect(opened.selected).toHaveCount(4);
  await page.keyboard.press("Escape");
  await expect(opened.selected).toHaveCount(0);
  await page.keyboard.type("ga");
  await page.keyboard.press("Enter");
  await expect(opened.preview).toContainText("gamma");
});

test("15: an address that is typed leads there", async ({ opened, page }) => {
  for (const address of [
    "s3://studio-assets/photos/2026/",
    "arn:aws:s3:::studio-assets/photos/2026/",
    "https://us-east-1.console.aws.amazon.com/s3/buckets/studio-assets?prefix=photos/2026/",
  ]) {
    await opened.goToAddress(address);
    await expect(opened.row("night-coast.jpg")).toBeVisible();
    await page.goBack();
  }
  await opened.goToAddress("nonsense with spaces");
  await expect(opened.row("night-coast.jpg")).toBeHidden();
});

test("empty, missing, denied and unreachable are told apart", async ({
  opened,
  folder,
  buckets,
  files,
  demo,
  page,
}) => {
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await buckets.put(folder.bucket, folder.prefix, "");
  await page.reload();
  await expect(page.getByRole("heading", { name: "This folder is empty" })).toBeVisible();
  await files.goto("studio", { bucket: "there-is-no-such-bucket", prefix: "" });
  await expect(page.getByRole("alert")).toContainText(/no such bucket/i);
  await files.goto("studio", { bucket: "finance-reports", prefix: "2026/" });
  await expect(page.getByRole("alert")).toContainText("s3:ListBucket");
  await demo.faults({ operation: "ListObjectsV2", internal_error: 1 });
  await files.goto("studio", folder);
  await expect(page.getByRole("alert")).toBeVisible({ timeout: 60_000 });
  await demo.faults();
  await opened.button("Try again").click();
  await expect(page.getByRole("heading", { name: "This folder is empty" })).toBeVisible();
});

test("back and forward walk the folders", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-assets", prefix: "" });
  await files.openFolder("photos");
  await files.openFolder("2026");
  await expect(files.row("night-coast.jpg")).toBeVisible();
  await page.goBack();
  await expect(files.row("2026")).toBeVisible();
  await page.goForward();
  await expect(files.row("night-coast.jpg")).toBeVisible();
});
