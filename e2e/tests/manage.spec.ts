import { expect, test } from "../support/test.ts";

test("a new folder is made, once", async ({ opened, folder, buckets, page }) => {
  await opened.newFolder("reports 2026");
  await expect(opened.row("reports 2026")).toBeVisible();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}reports 2026/`]);
  await opened.askForFolder("reports 2026");
  await expect(page.getByText(/already/i).first()).toBeVisible();
});

test("a file is renamed, and takes no other's place", async ({ opened, folder, buckets, page }) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`, "a");
  await buckets.put(folder.bucket, `${folder.prefix}b.txt`, "b");
  await page.reload();
  await opened.rename("a.txt", "c.txt");
  await expect(opened.row("c.txt")).toBeVisible();
  await expect(opened.row("a.txt")).toBeHidden();
  await opened.askToRename("c.txt", "b.txt");
  await expect(page.getByText(/already/i).first()).toBeVisible();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([
    `${folder.prefix}b.txt`,
    `${folder.prefix}c.txt`,
  ]);
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}b.txt`))).toBe("b");
});

test("a folder is renamed with all below it", async ({ opened, folder, buckets, page }) => {
  for (const name of ["tree/a", "tree/deep/b", "tree2/stays"])
    await buckets.put(folder.bucket, folder.prefix + name);
  await page.reload();
  await opened.rename("tree", "wood");
  await expect(opened.row("wood")).toBeVisible();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    ["tree2/stays", "wood/a", "wood/deep/b"].map((name) => folder.prefix + name),
  );
});

test("files are moved and copied to another folder", async ({ opened, folder, buckets, page }) => {
  for (const name of ["a.txt", "b.txt", "there/x"]) await buckets.put(folder.bucket, folder.prefix + name);
  await page.reload();
  await opened.sendTo("Move", `${folder.prefix}there/`, folder.bucket, "a.txt");
  await expect(opened.row("a.txt")).toBeHidden();
  await opened.sendTo("Copy", `${folder.prefix}there/`, folder.bucket, "b.txt");
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual(["b.txt", "there/a.txt", "there/b.txt", "there/x"].map((name) => folder.prefix + name));
});

test("the delete dialog says how many, and takes no neighbour", async ({ opened, folder, buckets, page }) => {
  const doomed = ["folder/a", "folder/b/c", "folder/d", "single.txt"];
  for (const name of [...doomed, "folder2/stays", "folder.txt"])
    await buckets.put(folder.bucket, folder.prefix + name, "12345");
  await page.reload();
  await opened.select("folder", "single.txt");
  await page.keyboard.press("Delete");
  await expect(opened.dialog).toContainText("4 objects");
  await expect(opened.dialog).toContainText("20 bytes");
  await expect(opened.dialog).toContainText("for good");
  await page.keyboard.press("Escape");
  await expect(opened.dialog).toBeHidden();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toHaveLength(6);
  await opened.delete("folder", "single.txt");
  await expect(opened.row("folder")).toBeHidden();
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual(["folder.txt", "folder2/stays"].map((name) => folder.prefix + name));
});

test("in a bucket with versions the dialog says that they are kept", async ({
  signIn,
  files,
  buckets,
  page,
}) => {
  const folder = { bucket: "studio-archive", prefix: "e2e-versions/" };
  await buckets.put(folder.bucket, `${folder.prefix}kept.txt`);
  await signIn.openStudio();
  await files.goto("studio", folder);
  await files.select("kept.txt");
  await page.keyboard.press("Delete");
  await expect(files.dialog).toContainText(/version/i);
  await files.dialog.getByRole("button", { name: /^Delete/ }).click();
  await expect(files.row("kept.txt")).toBeHidden();
});
