/** Uploads that were left, and what becomes of them. */

import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { FilesPage } from "../support/files.ts";
import { film } from "../support/film.ts";
import { forPeople, serve } from "../support/server.ts";
import { begin, chip, SignInPage } from "../support/sign-in.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const MIB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const stopped = { operation: "UploadPart", delay_ms: 60_000 };

/** Parts arrive one after another, so that an upload can be left in the middle. */
const slowly = { operation: "UploadPart", delay_ms: 1_500 };

const chooser = (page: Page) => page.getByLabel("The file of film.bin", { exact: true });

test("20: after a reload an upload goes on by itself where the browser finds the file again", async ({
  opened,
  page,
  folder,
  buckets,
  demo,
}) => {
  // A file of the browser's own has a handle that needs no permission, and nobody to choose it.
  const bytes = randomBytes(64 * MIB);
  await page.evaluate(async (seed) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle("film.bin", { create: true });
    const out = await handle.createWritable();
    const one = Uint8Array.from(atob(seed), (letter) => letter.charCodeAt(0));
    for (let mib = 0; mib < 64; mib++) await out.write(one);
    await out.close();
    Object.assign(window, { showOpenFilePicker: async () => [handle] });
  }, bytes.subarray(0, MIB).toString("base64"));
  await demo.faults(slowly);
  await opened.button("Upload").click();
  await page.getByRole("menuitem", { name: "Files" }).click();
  const parts = async () =>
    Object.keys(await buckets.parts(folder.bucket, `${folder.prefix}film.bin`)).length;
  await expect.poll(parts).toBeGreaterThan(0);
  page.on("dialog", (dialog) => void dialog.accept());
  const before = await parts();
  await page.reload();
  await demo.faults();
  await demo.forgetRequests();
  await expect(page.getByText(/checksum verified/)).toBeVisible();
  expect(await demo.requests("UploadPart")).toBeLessThanOrEqual(8 - before);
  const whole = Buffer.concat(Array.from({ length: 64 }, () => bytes.subarray(0, MIB)));
  expect(await buckets.digest(folder.bucket, `${folder.prefix}film.bin`)).toBe(sha256(whole));
});

test("20 and 21: another file of the name and size is refused, with the reason, and nothing is lost", async ({
  opened,
  page,
  folder,
  buckets,
  demo,
}, info) => {
  const bytes = randomBytes(64 * MIB);
  const [right, wrong, shorter] = ["film.bin", "other/film.bin", "shorter.bin"].map((name) =>
    info.outputPath(name),
  ) as [string, string, string];
  mkdirSync(info.outputPath("other"));
  writeFileSync(right, bytes);
  writeFileSync(wrong, randomBytes(64 * MIB));
  writeFileSync(shorter, bytes.subarray(1));
  await demo.faults(slowly);
  await opened.upload(right);
  const key = `${folder.prefix}film.bin`;
  // Two fifths of it.
  await expect
    .poll(async () => Object.keys(await buckets.parts(folder.bucket, key)).length)
    .toBeGreaterThan(3);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await demo.faults();
  await expect(page.getByRole("heading", { name: "An unfinished upload" })).toBeVisible();
  // What was on its way when the page went may still arrive.
  await page.waitForTimeout(4_000);
  const before = await buckets.parts(folder.bucket, key);
  await demo.forgetRequests();
  await chooser(page).setInputFiles(shorter);
  await expect(page.getByText(/has 67108863 bytes; “film.bin” was begun with 67108864/)).toBeVisible();
  await chooser(page).setInputFiles(wrong);
  await expect(page.getByText(/This is not the file it was begun with: .* not what S3 has/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 700 });
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await demo.requests("UploadPart")).toBe(0);
  expect(await buckets.parts(folder.bucket, key)).toEqual(before);
  await chooser(page).setInputFiles(right);
  await expect(opened.row("film.bin")).toBeVisible();
  expect(await demo.requests("UploadPart")).toBe(8 - Object.keys(before).length);
  expect(await buckets.digest(folder.bucket, key)).toBe(sha256(bytes));
});

test("an upload begun in another browser goes on here, or ends here", async ({
  browser,
  baseURL,
  page,
  folder,
  buckets,
  demo,
}, info) => {
  const bytes = randomBytes(24 * MIB);
  const path = info.outputPath("film.bin");
  writeFileSync(path, bytes);
  const key = `${folder.prefix}film.bin`;
  const enter = async (there: Page) => {
    await begin(there, "Research", "ada");
    await there.getByRole("group", { name: "Roles" }).getByRole("button", { name: "research-write" }).click();
    await expect(chip(there)).toContainText("research-write");
    const files = new FilesPage(there);
    await files.goto("research", folder);
    return files;
  };
  for (const ends of [false, true]) {
    const elsewhere = await browser.newContext({ baseURL });
    const first = await enter(await elsewhere.newPage());
    await demo.faults(stopped);
    await first.upload(path);
    await expect(first.progress).toBeVisible();
    await expect.poll(() => buckets.uploads(folder.bucket)).toContain(key);
    await elsewhere.close();
    await demo.faults();
    const here = await enter(page);
    await expect(page.getByRole("heading", { name: "An unfinished upload" })).toBeVisible();
    if (ends) await here.cancelUpload("film.bin");
    else await chooser(page).setInputFiles(path);
    await expect.poll(() => buckets.uploads(folder.bucket)).not.toContain(key);
    if (ends) continue;
    await expect(here.row("film.bin")).toBeVisible();
    expect(await buckets.digest(folder.bucket, key)).toBe(sha256(bytes));
    await buckets.remove(folder.bucket, folder.prefix);
    await page.context().clearCookies();
  }
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("23: whoever signs in instead of the one who began an upload is asked before it goes on as theirs", async ({
  page,
  folder,
  buckets,
  demo,
  run,
}, info) => {
  const path = info.outputPath("film.bin");
  const digest = film(path, 120);
  const key = `${folder.prefix}film.bin`;
  const url = await run((home) => serve(home, demo, forPeople(demo.metadata, "ada", "bob")));
  const enter = async (there: Page, name: string) => {
    await there.goto(url);
    await new SignInPage(there).typePassword(name, "lovelace", "Files");
    await expect(chip(there)).toContainText("wardrobe-studio");
  };
  await enter(page, "ada");
  const files = new FilesPage(page);
  await files.goto("files", folder);
  await demo.faults(slowly);
  await files.upload(path);
  await expect
    .poll(async () => Object.keys(await buckets.parts(folder.bucket, key)).length)
    .toBeGreaterThan(0);
  await page.context().clearCookies();
  const panel = page.getByRole("region", { name: "Uploads" });
  await expect(panel).toContainText("You are signed out. Sign in again and it goes on.");
  await expectAccessible(page);
  const tab = await page.context().newPage();
  await enter(tab, "bob");
  await tab.close();
  await expect(panel).toContainText(
    "Begun by somebody else; you are bob as wardrobe-studio in 111111111111 now. Try again to upload it as that.",
  );
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
  await demo.faults();
  await files.button("Upload film.bin again").click();
  await expect(panel).toContainText("checksum verified");
  expect(await buckets.digest(folder.bucket, key)).toBe(digest);
});

test("what others have left in a folder is shown and removed", async ({ opened, page, folder, buckets }) => {
  for (const name of ["old.bin", "sub/older.bin"])
    await buckets.beginUpload(folder.bucket, folder.prefix + name);
  await opened.button("Upload").click();
  await page.getByRole("menuitem", { name: "Unfinished uploads" }).click();
  await expect(opened.dialog.getByRole("listitem")).toHaveCount(2);
  await expect(opened.dialog).toContainText("sub/older.bin");
  await expectAccessible(page);
  await opened.dialog.getByRole("button", { name: /unfinished upload of .*sub\/older.bin/ }).click();
  await expect(opened.dialog.getByRole("listitem")).toHaveCount(1);
  const left = () => buckets.uploads(folder.bucket, folder.prefix);
  expect(await left()).toEqual([`${folder.prefix}old.bin`]);
  await opened.dialog.getByRole("button", { name: /unfinished upload of .*old.bin/ }).click();
  await expect(opened.dialog).toContainText("There are none in this folder or below it.");
  expect(await left()).toEqual([]);
});

test("an upload is paused, and goes on from where it was", async ({
  opened,
  page,
  folder,
  buckets,
  demo,
}, info) => {
  const bytes = randomBytes(64 * MIB);
  const path = info.outputPath("film.bin");
  writeFileSync(path, bytes);
  const key = `${folder.prefix}film.bin`;
  await demo.faults(slowly);
  await opened.upload(path);
  await expect
    .poll(async () => Object.keys(await buckets.parts(folder.bucket, key)).length)
    .toBeGreaterThan(0);
  await opened.button("Pause film.bin").click();
  await expect(page.getByText(/^Paused at/)).toBeVisible();
  await page.waitForTimeout(3_000);
  const before = await buckets.parts(folder.bucket, key);
  await demo.faults();
  await page.waitForTimeout(2_000);
  expect(await buckets.parts(folder.bucket, key)).toEqual(before);
  await demo.forgetRequests();
  await opened.button("Go on with film.bin").click();
  await expect(opened.row("film.bin")).toBeVisible();
  expect(await demo.requests("UploadPart")).toBe(8 - Object.keys(before).length);
  expect(await buckets.digest(folder.bucket, key)).toBe(sha256(bytes));
});

test("files are pasted into the folder", async ({ opened, page, folder, buckets }) => {
  await expect(opened.button("Upload")).toBeVisible();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["from the clipboard"], "image.png", { type: "image/png" }));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await expect(opened.row("image.png")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}image.png`))).toBe("from the clipboard");
});

test("only what is newer takes the place of what is there", async ({ opened, page, folder, buckets }) => {
  for (const name of ["new.txt", "old.txt"]) await buckets.put(folder.bucket, folder.prefix + name, "there");
  await opened.listAgain();
  await expect(opened.row("old.txt")).toBeVisible();
  await page.evaluate(
    ({ future }) => {
      const data = new DataTransfer();
      data.items.add(new File(["mine"], "old.txt", { lastModified: 1_000_000 }));
      data.items.add(new File(["mine"], "new.txt", { lastModified: future }));
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    },
    { future: Date.now() + 3_600_000 },
  );
  await expect(opened.dialog).toContainText("is there already");
  await expect(opened.dialog).toContainText("The same for 1 file more");
  await opened.dialog.getByRole("button", { name: "Replace if newer" }).click();
  await expect(page.getByText("Skipped. What was there stays")).toBeVisible();
  await expect(page.getByText(/^Stored · 4 bytes/)).toBeVisible();
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}old.txt`))).toBe("there");
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}new.txt`))).toBe("mine");
});
