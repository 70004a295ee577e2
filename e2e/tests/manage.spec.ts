import { expect, expectAccessible, test } from "../support/test.ts";

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
  await opened.listAgain();
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
  await opened.newName.fill("d.txt");
  await expect(page.getByText(/already/i)).toBeHidden();
  await opened.newName.press("Enter");
  await expect.poll(() => opened.names()).toEqual(["b.txt", "d.txt"]);
});

test("a file takes another's place when it is told to", async ({ opened, folder, buckets }) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`, "new");
  await buckets.put(folder.bucket, `${folder.prefix}b.txt`, "old");
  await opened.listAgain();
  await opened.askToRename("a.txt", "b.txt");
  await expect(opened.renaming).toContainText("There is already a file of this name. Nothing was changed.");
  await opened.renaming.getByRole("button", { name: "Replace the other" }).click();
  await expect(opened.newName).toBeHidden();
  await expect.poll(() => opened.names()).toEqual(["b.txt"]);
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}b.txt`))).toBe("new");
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}b.txt`]);
});

test("29: what is renamed keeps all that S3 knows of it; what is large is copied by parts", async ({
  opened,
  folder,
  buckets,
  demo,
  page,
}) => {
  // Above 5 GiB S3 copies by parts alone.
  const size = process.env.LARGE ? 6 * 1024 ** 3 : 64 * 1024 ** 2;
  test.setTimeout(process.env.LARGE ? 900_000 : 180_000);
  const [from, to] = ["film.bin", "cut.bin"].map((name) => folder.prefix + name) as [string, string];
  const more = { metadata: { camera: "X100" }, tags: "a=1&b=2", storage_class: "STANDARD_IA" };
  await buckets.keep(folder.bucket, from, { ...more, encryption: "aws:kms", size });
  const { modified: _, ...before } = await buckets.head(folder.bucket, from);
  expect(before).toMatchObject({ encryption: "aws:kms", tags: { a: "1", b: "2" } });
  await opened.listAgain();
  await demo.forgetRequests();
  const operation = process.env.LARGE ? "UploadPartCopy" : "CopyObject";
  await demo.faults({ operation, delay_ms: 1_500 });
  await opened.askToRename("film.bin", "cut.bin");
  await expect(opened.renaming).toContainText("0 of 1 object renamed");
  await expect(opened.renaming.getByRole("progressbar")).toBeVisible();
  await expectAccessible(page);
  await demo.faults();
  await expect.poll(() => opened.names(), { timeout: 600_000 }).toEqual(["cut.bin"]);
  expect(await demo.requests(operation)).toBeGreaterThan(process.env.LARGE ? 1 : 0);
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([to]);
  const { modified: __, ...after } = await buckets.head(folder.bucket, to);
  expect(after).toEqual(before);
});

test("a folder does not run into another of the name", async ({ opened, folder, buckets, page }) => {
  const keys = ["tree/a", "wood/b"].map((name) => folder.prefix + name);
  for (const key of keys) await buckets.put(folder.bucket, key);
  await opened.listAgain();
  await opened.askToRename("tree", "wood");
  await expect(opened.renaming).toContainText("There is already a folder of this name. Nothing was changed.");
  await page.keyboard.press("Escape");
  await expect(opened.newName).toBeHidden();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(keys);
});

test("a folder is renamed with all below it", async ({ opened, folder, buckets }) => {
  for (const name of ["tree/a", "tree/deep/b", "tree2/stays"])
    await buckets.put(folder.bucket, folder.prefix + name);
  await opened.listAgain();
  await opened.rename("tree", "wood");
  await expect(opened.row("wood")).toBeVisible();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    ["tree2/stays", "wood/a", "wood/deep/b"].map((name) => folder.prefix + name),
  );
});

test("files are moved and copied to another folder", async ({ opened, folder, buckets }) => {
  for (const name of ["a.txt", "b.txt", "there/x"]) await buckets.put(folder.bucket, folder.prefix + name);
  await opened.listAgain();
  await opened.sendTo("Move", `${folder.prefix}there/`, folder.bucket, "a.txt");
  await expect(opened.row("a.txt")).toBeHidden();
  await opened.sendTo("Copy", `${folder.prefix}there/`, folder.bucket, "b.txt");
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual(["b.txt", "there/a.txt", "there/b.txt", "there/x"].map((name) => folder.prefix + name));
});

test("what is in the way of a move stays until it is to be replaced", async ({ opened, folder, buckets }) => {
  const put = (name: string, body: string) => buckets.put(folder.bucket, folder.prefix + name, body);
  const keys = (...names: string[]) => names.map((name) => folder.prefix + name);
  const there = `${folder.prefix}there/a.txt`;
  await put("a.txt", "new");
  await put("b.txt", "b");
  await put("there/a.txt", "old");
  await opened.listAgain();
  await opened.askToSend("Move", `${folder.prefix}there/`, folder.bucket, "a.txt", "b.txt");
  await expect(opened.dialog).toContainText("1 object moved");
  await expect(opened.dialog).toContainText("1 object not moved");
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    keys("a.txt", "there/a.txt", "there/b.txt"),
  );
  expect(String(await buckets.read(folder.bucket, there))).toBe("old");
  await opened.dialog.getByRole("button", { name: "Replace 1 file" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect.poll(() => opened.names()).toEqual(["there"]);
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(keys("there/a.txt", "there/b.txt"));
  expect(String(await buckets.read(folder.bucket, there))).toBe("new");
});

test("a folder is chosen by walking to it", async ({ opened, folder, buckets }) => {
  for (const name of ["a.txt", "there/deep/x"]) await buckets.put(folder.bucket, folder.prefix + name);
  await opened.listAgain();
  await opened.select("a.txt");
  await opened.button("Move").click();
  const offered = opened.dialog.getByRole("list", { name: "Folders" });
  await offered.getByRole("button", { name: "there" }).click();
  await offered.getByRole("button", { name: "deep" }).click();
  await expect(offered).toContainText("No folders in here.");
  await opened.dialog.getByRole("button", { name: "Move here" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect(opened.row("a.txt")).toBeHidden();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    ["there/deep/a.txt", "there/deep/x"].map((name) => folder.prefix + name),
  );
});

test("the properties of a file and of a folder", async ({ opened, folder, buckets, page }) => {
  for (const name of ["a.txt", "tree/b", "tree/deep/c"])
    await buckets.put(folder.bucket, folder.prefix + name, "12345", "text/plain");
  await opened.listAgain();
  await opened.select("a.txt");
  await page.keyboard.press("Alt+Enter");
  for (const known of [`s3://${folder.bucket}/${folder.prefix}a.txt`, "5 bytes", "text/plain", "ETag"])
    await expect(opened.dialog).toContainText(known);
  await page.keyboard.press("Escape");
  await expect(opened.dialog).toBeHidden();
  await expect(opened.list).toBeFocused();
  await opened.menu("tree", "Properties");
  await expect(opened.dialog).toContainText(`s3://${folder.bucket}/${folder.prefix}tree/`);
  await expect(opened.dialog).toContainText("2 objects, 10 bytes");
});

test("more than a thousand are deleted only once their number is typed", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 1_001);
  await opened.listAgain();
  await opened.select("heap");
  await page.keyboard.press("Delete");
  const press = opened.dialog.getByRole("button", { name: "Delete 1,001 objects" });
  const number = opened.dialog.getByLabel("To delete them all, type 1,001");
  await expect(press).toBeDisabled();
  await number.fill("1,000");
  await expect(press).toBeDisabled();
  await number.fill("1001");
  await press.click();
  await expect(opened.dialog).toBeHidden();
  await expect(opened.row("heap")).toBeHidden();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("31: the delete dialog says how many, and takes no neighbour", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const doomed = ["folder/a", "folder/b/c", "folder/d", "single.txt"];
  for (const name of [...doomed, "folder2/stays", "folder.txt"])
    await buckets.put(folder.bucket, folder.prefix + name, "12345");
  await opened.listAgain();
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

test("31: in a bucket with versions the dialog says that they are kept", async ({
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

test("all of a folder but one are copied and then deleted, and nothing else", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  test.setTimeout(240_000);
  const many = { ...folder, prefix: `${folder.prefix}many/` };
  await buckets.fill(many.bucket, many.prefix, 1_101);
  await buckets.put(folder.bucket, many.prefix, "");
  await buckets.put(folder.bucket, `${folder.prefix}many2/beside.txt`);
  await opened.goto("studio", many);
  await expect(page.locator("footer").getByText("1,101 items")).toBeVisible();
  await opened.list.focus();
  await page.keyboard.press("Control+a");
  await opened.row("00003").click({ modifiers: ["Control"], position: { x: 90, y: 16 } });
  await expect(page.getByText(/^All but 1 selected: 1,100/)).toBeVisible();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(opened.dialog.getByRole("heading")).toContainText("Copy everything in “many” but 1 item to …");
  await opened.dialog
    .getByLabel("Folder", { exact: true })
    .fill(`s3://${folder.bucket}/${folder.prefix}copies/`);
  await opened.dialog.getByRole("button", { name: "Copy here" }).click();
  await expect(opened.dialog).toBeHidden({ timeout: 100_000 });
  const copies = await buckets.keys(folder.bucket, `${folder.prefix}copies/`);
  expect(copies).toHaveLength(1_100);
  expect(copies).not.toContain(`${folder.prefix}copies/00003`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await opened.dialog.getByLabel(/type 1,100/).fill("1100");
  await opened.dialog.getByRole("button", { name: "Delete 1,100 objects" }).click();
  await expect(opened.dialog).toBeHidden({ timeout: 100_000 });
  const left = (await buckets.keys(folder.bucket, folder.prefix)).filter((key) => !copies.includes(key));
  expect(left).toEqual([many.prefix, `${many.prefix}00003`, `${folder.prefix}many2/beside.txt`]);
  await expect(opened.row("00003")).toBeVisible();
});
