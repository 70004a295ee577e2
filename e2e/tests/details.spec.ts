/** What S3 keeps of objects besides their bytes: seen, and changed. */

import type { Page } from "@playwright/test";

import type { FilesPage } from "../support/files.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

async function openProperties(files: FilesPage, page: Page, ...names: string[]) {
  await files.select(...names);
  await page.keyboard.press("Alt+Enter");
  await expect(files.dialog.getByRole("button", { name: "Change …" })).toBeEnabled();
}

const press = (files: FilesPage, name: string) => files.dialog.getByRole("button", { name }).click();

test("tags, type and metadata of one object are changed, and S3 has them", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const key = `${folder.prefix}a.txt`;
  await buckets.keep(folder.bucket, key, {
    metadata: { camera: "X100", lens: "wide" },
    tags: "project=wardrobe",
  });
  await opened.listAgain();
  await openProperties(opened, page, "a.txt");
  for (const known of ["project", "wardrobe", "x-amz-meta-camera", "X100"])
    await expect(opened.dialog).toContainText(known);
  await press(opened, "Change …");
  await press(opened, "Add tag");
  await expect(opened.dialog.getByLabel("Name of tag 2")).toBeFocused();
  await page.keyboard.type("größe");
  await opened.dialog.getByLabel("Value of tag 2").fill("XL + 1");
  await expect(opened.dialog).toContainText("S3 changes tags in place");
  await opened.dialog.getByLabel("Content type").fill("text/markdown; charset=utf-8");
  await opened.dialog.getByLabel("Caching").fill("max-age=60");
  await press(opened, "Remove metadata entry lens");
  await expect(opened.dialog).toContainText("writes the object anew");
  await expectAccessible(page);
  await press(opened, "Save");
  await expect(opened.dialog.getByText("Saved.")).toBeVisible();
  await expect(opened.dialog).toContainText("text/markdown; charset=utf-8");
  expect(await buckets.head(folder.bucket, key)).toMatchObject({
    type: "text/markdown; charset=utf-8",
    caching: "max-age=60",
    metadata: { camera: "X100" },
    tags: { project: "wardrobe", größe: "XL + 1" },
  });
  expect(String(await buckets.read(folder.bucket, key))).toBe(key);
});

test("tags alone are changed without writing the object anew", async ({ opened, folder, buckets, page }) => {
  const key = `${folder.prefix}a.txt`;
  await buckets.keep(folder.bucket, key, { metadata: { camera: "X100" }, tags: "a=1&b=2" });
  const before = await buckets.head(folder.bucket, key);
  await page.waitForTimeout(1_100);
  await opened.listAgain();
  await openProperties(opened, page, "a.txt");
  await press(opened, "Change …");
  await press(opened, "Remove tag a");
  await press(opened, "Save");
  await expect(opened.dialog.getByText("Saved.")).toBeVisible();
  expect(await buckets.head(folder.bucket, key)).toEqual({ ...before, tags: { b: "2" } });
});

test("many are changed at once, and keep what was not typed", async ({ opened, folder, buckets, page }) => {
  const at = (name: string) => folder.prefix + name;
  for (const name of ["a.txt", "box/b.txt", "box/c.txt"])
    await buckets.keep(folder.bucket, at(name), { metadata: { name: name.at(-5) }, tags: "keep=1" });
  await buckets.keep(folder.bucket, at("stays.txt"), { tags: "keep=1" });
  const stays = await buckets.head(folder.bucket, at("stays.txt"));
  await opened.listAgain();
  await openProperties(opened, page, "a.txt", "box");
  await expect(opened.dialog).toContainText("3 objects");
  await press(opened, "Change …");
  await opened.dialog.getByLabel("Caching").fill("no-store");
  await opened.dialog.getByLabel("Storage class").selectOption("STANDARD_IA");
  await expect(opened.dialog).toContainText("30 days of it are paid for at least");
  await expectAccessible(page);
  await press(opened, "Save");
  await expect(opened.dialog.getByText("Saved.")).toBeVisible();
  for (const name of ["a.txt", "box/b.txt", "box/c.txt"])
    expect(await buckets.head(folder.bucket, at(name))).toMatchObject({
      type: "text/plain",
      caching: "no-store",
      storage_class: "STANDARD_IA",
      metadata: { name: name.at(-5) },
      tags: { keep: "1" },
    });
  expect(await buckets.head(folder.bucket, at("stays.txt"))).toEqual(stays);
});

test("who may not see the tags sees the rest and what would help", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.keep(folder.bucket, `${folder.prefix}a.txt`, { tags: "a=1" });
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:GetObjectTagging",
    Resource: `arn:aws:s3:::${folder.bucket}/${folder.prefix}*`,
  };
  await buckets.setPolicy(folder.bucket, { Version: "2012-10-17", Statement: [statement] });
  try {
    await page.reload();
    await openProperties(opened, page, "a.txt");
    await expect(opened.dialog).toContainText("text/plain");
    await expect(opened.dialog).toContainText("They could not be read");
    await expect(opened.dialog.getByRole("heading", { name: "What would help" })).toBeVisible();
  } finally {
    await buckets.setPolicy(folder.bucket, null);
  }
});

test("33: what is in the archive is asked back", async ({ opened, folder, buckets, page }) => {
  const key = `${folder.prefix}cold.txt`;
  await buckets.keep(folder.bucket, key, { storage_class: "GLACIER" });
  await opened.listAgain();
  await expect(opened.row("cold.txt")).toContainText("Glacier");
  // It is not tried to download it, and why is said, with the way to have it back.
  await opened.menu("cold.txt", "Download");
  const reason = page.getByRole("alertdialog").filter({ hasText: "It could not be downloaded" });
  await expect(reason).toContainText("It cannot be read until it is restored");
  await reason.getByRole("button", { name: "Properties" }).click();
  await expect(opened.dialog).toContainText("It cannot be read until it is restored");
  await press(opened, "Restore …");
  await opened.dialog.getByLabel("Days that it can be read").fill("3");
  for (const [tier, estimate] of [
    ["Standard", "3 to 5 hours"],
    ["Bulk", "5 to 12 hours"],
    ["Expedited", "1 to 5 minutes"],
  ] as const)
    await expect(opened.dialog.getByText(new RegExp(`^${tier}.*${estimate}`)).first()).toBeVisible();
  await expectAccessible(page);
  await press(opened, "Restore");
  await expect(opened.dialog.getByText("S3 has been asked to restore it.")).toBeVisible();
  await expect(opened.dialog).toContainText("S3 is restoring it. Until then it cannot be read");
  // The sandbox takes three seconds for what takes AWS hours.
  await expect.poll(async () => (await buckets.head(folder.bucket, key)).restore).toContain("expiry-date");
  await page.keyboard.press("Escape");
  await opened.list.focus();
  await page.keyboard.press("Alt+Enter");
  await expect(opened.dialog).toContainText(/Restored: it can be read until .*20\d\d/);
  await page.keyboard.press("Escape");
  expect((await opened.download("cold.txt")).bytes.toString()).toBe(key);
});

test("the details can be changed by everybody on a telephone", async ({ opened, folder, buckets, page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  await buckets.keep(folder.bucket, `${folder.prefix}a.txt`, {
    metadata: { camera: "X100" },
    tags: "a=1&b=2",
  });
  await opened.listAgain();
  await openProperties(opened, page, "a.txt");
  await expect(opened.dialog.getByRole("heading", { name: "Tags" })).toBeVisible();
  await expectAccessible(page);
  await press(opened, "Change …");
  await press(opened, "Add metadata entry");
  await opened.dialog.getByLabel("Name of metadata entry 2").fill("not a name");
  await expect(opened.dialog.getByRole("alert")).toContainText("no spaces");
  await expect(opened.dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});
