import {
  test as base,
  expect,
  expectAccessible,
  expectNoSidewaysScrolling,
  type Folder,
} from "../support/test.ts";
import type { Page } from "@playwright/test";

import type { Buckets } from "../support/bucket.ts";

const KEPT = "studio-archive";

/** With a folder of its own in a bucket that keeps versions. */
const test = base.extend<{ folder: Folder }>({
  folder: async ({ buckets }, use, info) => {
    const folder = { bucket: KEPT, prefix: `e2e/${info.testId}/` };
    await use(folder);
    await buckets.setPolicy(KEPT, null);
    await buckets.removeVersions(folder.bucket, folder.prefix);
  },
});

/** The id of the current version of each key that is not deleted. */
async function current(buckets: Buckets, { bucket, prefix }: Folder) {
  const all = await buckets.versions(bucket, prefix);
  const there = all.filter(({ latest, marker }) => latest && !marker);
  return Object.fromEntries(there.map(({ key, id }) => [key, id]));
}

/** For whoever wants to look at it. */
async function picture(page: Page, name: string) {
  const to = process.env.PICTURES;
  if (to) await page.screenshot({ path: `${to}/${name}.png` });
}

const wait = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

test("31: the undo of a deleted folder of 3,000 brings back every one", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}tree/`, 2_900);
  await buckets.fill(folder.bucket, `${folder.prefix}tree/deep/`, 100);
  await buckets.put(folder.bucket, `${folder.prefix}tree2/stays`);
  const before = await current(buckets, folder);
  expect(Object.keys(before)).toHaveLength(3_001);
  await opened.listAgain();
  await opened.row("tree").click({ position: { x: 90, y: 16 } });
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Delete 3,000 objects" }).click();
  await expect(page.getByText("3,000 objects deleted")).toBeVisible();
  await expect(opened.row("tree")).toBeHidden();
  await picture(page, "undo");
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}tree2/stays`]);
  await expectAccessible(page);

  const begun = Date.now();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("3,000 objects are back")).toBeVisible();
  console.log(`3,000 objects were back after ${Date.now() - begun} ms`);
  await expect(opened.row("tree")).toBeVisible();
  // The very versions that were there, and no marker is left.
  expect(await current(buckets, folder)).toEqual(before);
  const left = await buckets.versions(folder.bucket, folder.prefix);
  expect(left).toHaveLength(3_001);
});

test("Ctrl+Z undoes the last delete, and no other", async ({ opened, folder, buckets, page }) => {
  for (const name of ["a.txt", "b.txt", "c.txt"])
    await buckets.put(folder.bucket, folder.prefix + name, name);
  await opened.listAgain();
  const remove = async (name: string) => {
    await opened.select(name);
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "Delete 1 object" }).click();
    await expect(opened.row(name)).toBeHidden();
    await expect(page.getByText("1 object deleted")).toBeVisible();
  };
  await remove("a.txt");
  // What was deleted within the same second or two cannot be told apart.
  await wait(4);
  await remove("b.txt");
  await page.keyboard.press("Control+z");
  await expect(opened.row("b.txt")).toBeVisible();
  await expect(page.getByText("1 object is back")).toBeVisible();
  await page.keyboard.press("Control+z");
  await wait(1);
  expect(Object.keys(await current(buckets, folder))).toEqual(
    ["b.txt", "c.txt"].map((name) => folder.prefix + name),
  );
});

test("an upload over a file is undone", async ({ opened, folder, buckets, page }) => {
  const key = `${folder.prefix}a.txt`;
  await buckets.put(folder.bucket, key, "what was there", "text/plain");
  await opened.listAgain();
  await expect(opened.row("a.txt")).toBeVisible();
  await opened.upload({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("another") });
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(page.getByText("1 file replaced")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, key))).toBe("another");
  await picture(page, "toast");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("1 object is back")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, key))).toBe("what was there");
  expect(await buckets.versions(folder.bucket, key)).toHaveLength(3);
});

test("32: a file's versions are seen, compared, restored, and deleted for good", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const key = `${folder.prefix}poem.txt`;
  const drafts = ["roses are red\nviolets are blue\n", "roses are red\nviolets are violet\n", "all anew\n"];
  for (const text of drafts) {
    await buckets.put(folder.bucket, key, text, "text/plain");
    await wait(1.1);
  }
  await buckets.put(folder.bucket, `${folder.prefix}poem.txt2`);
  const [third, second, first] = (await buckets.versions(folder.bucket, key)).filter((v) => v.key === key);
  await opened.listAgain();
  await opened.select("poem.txt");
  await page.keyboard.press("Alt+v");
  const dialog = page.getByRole("dialog", { name: "Versions of “poem.txt”" });
  const rows = dialog.getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("Current");
  await expect(rows.nth(1)).toContainText("+2 bytes");
  await expectAccessible(page);
  await picture(page, "versions");

  await rows
    .nth(2)
    .getByRole("button", { name: /^Preview/ })
    .click();
  await expect(page.getByRole("region", { name: "Text" })).toContainText("violets are blue");
  await page.keyboard.press("Escape");

  await rows.nth(1).getByRole("checkbox").check();
  await rows.nth(2).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Compare the two chosen" }).click();
  const differences = page.getByRole("region", { name: "Differences" });
  await expect(differences.getByRole("deletion")).toHaveText("violets are blue");
  await expect(differences.getByRole("insertion")).toHaveText("violets are violet");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to all versions" }).click();

  await rows.nth(2).getByRole("button", { name: /^More/ }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download" }).click();
  expect((await coming).suggestedFilename()).toBe("poem.txt");

  await rows.nth(2).getByRole("button", { name: /^More/ }).click();
  await page.getByRole("menuitem", { name: "Restore this version" }).click();
  await expect(rows).toHaveCount(4);
  expect(String(await buckets.read(folder.bucket, key))).toBe(drafts[0]);

  await rows.nth(1).getByRole("button", { name: /^More/ }).click();
  await page.getByRole("menuitem", { name: "Delete this version for good" }).click();
  const sure = page.getByRole("alertdialog", { name: "Delete this version for good?" });
  await expect(sure).toContainText("The file itself stays as it is.");
  await expectAccessible(page);
  await sure.getByRole("button", { name: "Delete for good" }).click();
  await expect(rows).toHaveCount(3);
  const left = (await buckets.versions(folder.bucket, key)).filter((v) => v.key === key).map(({ id }) => id);
  expect(left).not.toContain(third?.id);
  expect(left.slice(1)).toEqual([second?.id, first?.id]);
});

test("32: a folder is seen as it was, by a link too, and had back", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const at = (name: string) => folder.prefix + name;
  await buckets.put(folder.bucket, at("changed.txt"), "as it was", "text/plain");
  await buckets.put(folder.bucket, at("deleted.txt"), "not gone", "text/plain");
  await buckets.put(folder.bucket, at("gone folder/x.txt"), "x");
  await wait(2);
  const moment = new Date();
  await wait(2);
  await buckets.put(folder.bucket, at("changed.txt"), "as it is", "text/plain");
  await buckets.put(folder.bucket, at("new.txt"), "new");
  for (const name of ["deleted.txt", "gone folder/"]) await buckets.remove(folder.bucket, at(name));
  await opened.listAgain();
  await expect.poll(() => opened.names()).toEqual(["changed.txt", "new.txt"]);

  await page.getByRole("button", { name: "As it was at a moment" }).click();
  const field = page.getByLabel("Moment, in your own time");
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  await field.fill(local.toISOString().slice(0, 19));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(page).toHaveURL(/[?&]at=2/);
  // The address is all it takes.
  await page.goto(page.url());
  await expect(page.getByRole("region", { name: "Moment" })).toContainText("As it was on");
  await expect.poll(() => opened.names()).toEqual(["gone folder", "changed.txt", "deleted.txt"]);
  await expectAccessible(page);
  await opened.open("changed.txt");
  await expect(page.getByRole("region", { name: "Text" })).toContainText("as it was");
  await opened.closePreview();
  await opened.openFolder("gone folder");
  await expect(opened.row("x.txt")).toBeVisible();
  await page.goBack();
  expect((await opened.download("deleted.txt")).bytes.toString()).toBe("not gone");

  await page.getByRole("button", { name: "Restore the folder to this moment …" }).click();
  await expect(opened.dialog).toContainText("3 objects");
  await expect(opened.dialog).toContainText("1 object was not there then");
  await expectAccessible(page);
  await picture(page, "restore");
  await page.getByRole("button", { name: "Restore 4 objects" }).click();
  await expect(opened.dialog.filter({ hasText: "Restore" })).toBeHidden();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect.poll(() => opened.names()).toEqual(["gone folder", "changed.txt", "deleted.txt"]);
  expect(String(await buckets.read(folder.bucket, at("changed.txt")))).toBe("as it was");
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    ["changed.txt", "deleted.txt", "gone folder/x.txt"].map(at),
  );
  // What was there before the restore is kept.
  const kept = await buckets.versions(folder.bucket, at("new.txt"));
  expect(kept.map(({ marker }) => marker).toSorted()).toEqual([false, true]);
});

test("a refusal tells what would lift it", async ({ opened, folder, buckets, page }) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`, "a");
  await opened.listAgain();
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:ListBucketVersions" };
  const statement = { ...deny, Resource: `arn:aws:s3:::${KEPT}` };
  await buckets.setPolicy(KEPT, { Version: "2012-10-17", Statement: [statement] });
  await opened.select("a.txt");
  await page.keyboard.press("Alt+v");
  await expect(opened.dialog).toContainText("AWS says no");
  await expect(opened.dialog).toContainText("s3:ListBucketVersions");
  await expectAccessible(page);
  await picture(page, "refused");
});

base(
  "where no versions are kept that is said, and no undo is offered",
  async ({ opened, folder, buckets, page }) => {
    for (const name of ["a.txt", "b.txt"]) await buckets.put(folder.bucket, folder.prefix + name);
    await opened.listAgain();
    await opened.menu("a.txt", "Versions");
    await expect(opened.dialog).toContainText("This bucket keeps no versions");
    await page.keyboard.press("Escape");
    await opened.delete("b.txt");
    await page.getByRole("button", { name: "As it was at a moment" }).click();
    await expect(opened.dialog).toContainText("This bucket keeps no versions");
    await expect(page.getByRole("button", { name: "Show it" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
    await page.keyboard.press("Escape");
    await page.goto(`${page.url()}&at=2026-01-01T00:00:00Z`);
    await expect(page.getByRole("alert")).toContainText("This bucket keeps no versions.");
    await picture(page, "none");
  },
);

test("versions and what was can be used by everybody on a phone", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 760 });
  const key = `${folder.prefix}a rather long name of a file.txt`;
  for (const text of ["one\n", "two\nthree\n"]) await buckets.put(folder.bucket, key, text, "text/plain");
  await buckets.remove(folder.bucket, key);
  await buckets.put(folder.bucket, key, "four\n", "text/plain");
  await opened.listAgain();
  const check = async () => {
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);
  };
  await opened.select("a rather long name of a file.txt");
  await page.keyboard.press("Alt+v");
  await expect(opened.dialog.getByRole("listitem")).toHaveCount(4);
  await check();
  await opened.dialog.getByRole("checkbox").nth(0).check();
  await opened.dialog.getByRole("checkbox").nth(1).check();
  await page.getByRole("button", { name: "Compare the two chosen" }).click();
  await expect(page.getByRole("region", { name: "Differences" })).toBeVisible();
  await check();
  await page.keyboard.press("Escape");
  await page.goto(`${page.url()}&at=${encodeURIComponent(new Date().toISOString())}`);
  await expect(opened.row("a rather long name of a file.txt")).toBeVisible();
  await check();
  await page.getByRole("button", { name: "Restore the folder to this moment …" }).click();
  await expect(opened.dialog).toContainText("There is nothing to restore.");
  await check();
});
