/** Texts, edited in the page: what is saved, what another has saved meanwhile, and what is never lost. */

import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectNoSidewaysScrolling, type Folder, test } from "../support/test.ts";

const text = (page: Page) => page.getByRole("textbox", { name: /^Text/ });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const dialog = (page: Page) => page.getByRole("dialog");
const status = (page: Page) => page.getByRole("main").getByRole("status").first();

async function edit(page: Page, { bucket, prefix }: Folder, name: string) {
  const query = new URLSearchParams({ bucket, prefix, edit: prefix + name });
  await page.goto(`/c/studio/files?${query}`);
  await expect(text(page)).toBeFocused();
}

async function save(page: Page) {
  await page.keyboard.press("ControlOrMeta+s");
  await expect(status(page)).toHaveText(/^Saved at/);
}

test.beforeEach(({ opened }) => expect(opened.page).toHaveURL(/files/));

test("34: what is edited is saved, and S3 keeps all it knew besides", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const key = `${folder.prefix}a.txt`;
  await buckets.keep(folder.bucket, key, {
    storage_class: "STANDARD_IA",
    metadata: { camera: "X100" },
    tags: "project=a%20b&empty=",
  });
  const { modified: _, ...before } = await buckets.head(folder.bucket, key);
  await page.reload();
  await opened.open("a.txt");
  await opened.preview.getByRole("link", { name: "Edit" }).click();
  await expect(text(page)).toContainText(key);
  expect(new URL(page.url()).searchParams.get("edit")).toBe(key);
  await expectAccessible(page);
  await page.keyboard.type("ä first\n");
  await page.keyboard.press("Tab");
  await save(page);
  expect(String(await buckets.read(folder.bucket, key))).toBe(`ä first\n  ${key}`);
  const { modified: __, ...after } = await buckets.head(folder.bucket, key);
  expect(after).toEqual(before);

  // The keyboard gets out of the text.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await expect(text(page)).not.toBeFocused();

  // What may not be saved stays in the page until it may.
  await text(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" last");
  const refusal = { Effect: "Deny", Principal: "*", Action: "s3:PutObject" };
  const Statement = [{ ...refusal, Resource: `arn:aws:s3:::${folder.bucket}/${key}` }];
  await buckets.setPolicy(folder.bucket, { Version: "2012-10-17", Statement });
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("alert")).toContainText("Saving is not allowed");
  await expect(text(page)).toContainText(`${key} last`);
  await buckets.setPolicy(folder.bucket, null);
  await press(page, "Try again");
  await expect(status(page)).toHaveText(/^Saved at/);
  expect(String(await buckets.read(folder.bucket, key))).toBe(`ä first\n  ${key} last`);
  await press(page, "Back to the files");
  await expect(opened.row("a.txt")).toBeVisible();
});

test("34: while another saves, nobody's text is lost", async ({ folder, buckets, page }) => {
  const { bucket, prefix } = folder;
  const key = `${prefix}list.txt`;
  const stored = async (of = key) => String(await buckets.read(bucket, of));
  const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join("");
  await buckets.put(bucket, key, lines("1", "2", "3", "4", "5"), "text/plain");
  await edit(page, folder, "list.txt");
  await page.keyboard.type("mine ");
  await buckets.put(bucket, key, lines("1", "2", "3", "4", "theirs 5"), "text/plain");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(dialog(page)).toContainText("Changed by someone else");
  await expectAccessible(page);
  await press(page, "Compare");
  await expect(dialog(page)).toContainText("2 lines added, 2 lines removed");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScrolling(page);
  await press(page, "Merge");
  await expect(text(page)).toContainText("theirs 5");
  expect(await stored()).toBe(lines("1", "2", "3", "4", "theirs 5"));
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await save(page);
  expect(await stored()).toBe(lines("mine 1", "2", "3", "4", "theirs 5"));

  // Where both have changed the same line, both are there to choose from.
  await text(page).click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("my ");
  await buckets.put(bucket, key, lines("their 1"), "text/plain");
  await page.keyboard.press("ControlOrMeta+s");
  await press(page, "Merge");
  await expect(page.getByText("One place is to be settled")).toBeVisible();
  await expect(text(page)).toContainText("<<<<<<< yours");
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("alert")).toContainText("the marks are still in the text");
  expect(await stored()).toBe(lines("their 1"));

  // Theirs changes once more: mine goes to another name, and theirs stays.
  await buckets.put(bucket, key, "theirs", "text/plain");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("settled");
  await page.keyboard.press("ControlOrMeta+s");
  await press(page, "Save as…");
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("list.txt");
  await press(page, "Save under this name");
  await expect(dialog(page)).toContainText("There is already a file of this name.");
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("mine.txt");
  await press(page, "Save under this name");
  await expect(page.getByRole("heading", { name: "mine.txt" })).toBeVisible();
  await expect(text(page)).toContainText("settled");
  expect([await stored(), await stored(`${prefix}mine.txt`)]).toEqual(["theirs", "settled"]);

  // Written over, on purpose; and anew, where it was deleted.
  await text(page).click();
  await page.keyboard.type("!");
  await buckets.put(bucket, `${prefix}mine.txt`, "theirs again", "text/plain");
  await page.keyboard.press("ControlOrMeta+s");
  await press(page, "Overwrite");
  await expect(status(page)).toHaveText(/^Saved at/);
  expect(await stored(`${prefix}mine.txt`)).toMatch(/^(!settled|settled!)$/);
  await buckets.remove(bucket, `${prefix}mine.txt`);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("anew");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(dialog(page)).toContainText("Deleted by someone else");
  await press(page, "Save it anew");
  await expect(status(page)).toHaveText(/^Saved at/);
  expect(await stored(`${prefix}mine.txt`)).toBe("anew");
});

test("34: a new file survives a reload and a lost session, and writes over nothing", async ({
  folder,
  buckets,
  page,
}) => {
  const key = `${folder.prefix}notes.md`;
  await press(page, "New file");
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("notes.md");
  await expectAccessible(page);
  await press(page, "Write it");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("# Not");
  await expect(status(page)).toContainText("kept in this browser");
  await page.reload();
  await expect(page.getByRole("button", { name: "Restore it" })).toBeVisible();
  await expectAccessible(page);
  await press(page, "Restore it");
  await expect(text(page)).toContainText("# Not");

  // A session that has ended takes the page away, and not what was typed in it.
  await text(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.context().clearCookies();
  await page.keyboard.type(" saved");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("heading", { name: "Studio files is not open" })).toBeVisible();
  await press(page, "Open Studio files");
  await press(page, "Restore it");
  await expect(text(page)).toContainText("# Not saved");
  await buckets.put(folder.bucket, key, "theirs");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(dialog(page)).toContainText("There is a file of this name");
  await buckets.remove(folder.bucket, key);
  await press(page, "Keep editing");
  await save(page);
  expect(String(await buckets.read(folder.bucket, key))).toBe("# Not saved");
  expect((await buckets.head(folder.bucket, key)).type).toBe("text/markdown; charset=utf-8");

  // What is saved is not offered again, and what is no text is not opened.
  await page.reload();
  await expect(text(page)).toBeFocused();
  await expect(page.getByText("Your unsaved text")).toBeHidden();
  await buckets.put(folder.bucket, `${folder.prefix}latin.txt`, Buffer.from([0x61, 0xe4, 0x62]));
  const query = new URLSearchParams({ ...folder, edit: `${folder.prefix}latin.txt` });
  await page.goto(`/c/studio/files?${query}`);
  await expect(page.getByRole("alert")).toContainText("Not all of its bytes are UTF-8");
});
