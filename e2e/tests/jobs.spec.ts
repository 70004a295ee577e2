/** Work that the server does by itself: seen, left alone, found again, and answered for. */

import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import type { Buckets } from "../support/bucket.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, type Folder, test } from "../support/test.ts";

const panel = (page: Page) => page.getByRole("region", { name: "Jobs" });
const names = (keys: string[], { prefix }: Folder) => keys.map((key) => key.slice(prefix.length));
/** A store that is far away. */
const far = (operation: string, delay: number) => ({ operation, delay_ms: delay });

/** Nothing that begins with this may be deleted. */
async function protect(buckets: Buckets, { bucket, prefix }: Folder, begin: string) {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:DeleteObject",
    Resource: `arn:aws:s3:::${bucket}/${prefix}${begin}*`,
  };
  await buckets.setPolicy(bucket, { Version: "2012-10-17", Statement: [statement] });
}

test.afterEach(async ({ demo, folder, buckets }) => {
  await demo.faults();
  await buckets.setPolicy(folder.bucket, null);
});

test("300 objects move on while their dialog is closed and the page is loaded anew", async ({
  opened,
  folder,
  buckets,
  page,
  demo,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 300);
  await buckets.put(folder.bucket, `${folder.prefix}there/x`);
  await opened.listAgain();
  await demo.faults(far("CopyObject", 700));
  await opened.askToSend("Move", `${folder.prefix}there/`, folder.bucket, "heap");
  await opened.dialog.getByRole("button", { name: "Leave it running" }).click();
  await expect(opened.dialog).toBeHidden();
  const said = `Moving 300 objects to s3://${folder.bucket}/${folder.prefix}there/heap/`;
  await expect(panel(page)).toContainText(said);
  await expect(panel(page).getByRole("progressbar", { name: said })).toBeVisible();
  await page.reload();
  await expect(panel(page)).toContainText(said);
  await expect(panel(page)).toContainText(/\d+ of 300/);
  await demo.faults();
  await expect(panel(page)).toContainText("300 objects moved to");
  await expect(page.getByRole("status").filter({ hasText: "300 objects moved to" })).toHaveCount(1);
  await expect.poll(() => opened.names()).toEqual(["there"]);
  const found = names(await buckets.keys(folder.bucket, folder.prefix), folder);
  expect(found).toHaveLength(301);
  expect(found.filter((key) => key.startsWith("there/heap/"))).toHaveLength(300);
  await page.getByRole("button", { name: /^Dismiss: 300 objects moved/ }).click();
  await expect(panel(page)).toBeHidden();
  await page.reload();
  await expect(opened.row("there")).toBeVisible();
  await expect(panel(page)).toBeHidden();
});

test("the list hears of the end of a job whose dialog is gone", async ({ opened, folder, buckets, demo }) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 40);
  await buckets.put(folder.bucket, `${folder.prefix}stays`);
  await opened.listAgain();
  await demo.faults(far("CopyObject", 900));
  await opened.askToRename("heap", "pile");
  await opened.renaming.getByRole("button", { name: "Leave it running" }).click();
  await expect(opened.row("heap")).toBeVisible();
  await demo.faults();
  await expect.poll(() => opened.names()).toEqual(["pile", "stays"]);
});

test("a job is paused, goes on, and is cancelled where it is", async ({
  opened,
  folder,
  buckets,
  page,
  demo,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 300);
  await opened.listAgain();
  await demo.faults(far("CopyObject", 700));
  await opened.askToSend("Copy", `${folder.prefix}there/`, folder.bucket, "heap");
  await opened.dialog.getByRole("button", { name: "Leave it running" }).click();
  await panel(page)
    .getByRole("button", { name: /^Pause: Copying/ })
    .click();
  await expect(panel(page)).toContainText("1 job paused");
  const copied = () => buckets.keys(folder.bucket, `${folder.prefix}there/`);
  const paused = (await copied()).length;
  await page.waitForTimeout(2_000);
  expect(await copied()).toHaveLength(paused);
  await expectAccessible(page);
  await panel(page)
    .getByRole("button", { name: /^Go on: Copying/ })
    .click();
  await expect(panel(page)).toContainText("1 job under way");
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(paused);
  await panel(page)
    .getByRole("button", { name: /^Cancel: Copying/ })
    .click();
  await expect(panel(page)).toContainText(/Stopped after \d+ objects? copied/);
  await demo.faults();
  const stopped = (await copied()).length;
  expect(stopped).toBeLessThan(300);
  await page.waitForTimeout(1_000);
  expect(await copied()).toHaveLength(stopped);
  expect(await buckets.keys(folder.bucket, `${folder.prefix}heap/`)).toHaveLength(300);
});

test("what is refused is told with its reason and as a table, and is tried again", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 40);
  await protect(buckets, folder, "heap/0");
  await buckets.fill(folder.bucket, `${folder.prefix}heap/free-`, 10);
  await opened.listAgain();
  await opened.select("heap");
  await page.keyboard.press("Delete");
  await opened.dialog.getByRole("button", { name: "Delete 50 objects" }).click();
  await expect(opened.dialog).toContainText("10 objects deleted");
  await expect(opened.dialog).toContainText("40 objects not deleted");
  await expect(opened.dialog).toContainText("and 32 others");
  await expect(opened.dialog).toContainText("s3:DeleteObject");
  await expectAccessible(page);
  const coming = page.waitForEvent("download");
  await opened.dialog.getByRole("link", { name: "All 40 as a table (CSV)" }).click();
  const lines = readFileSync(await (await coming).path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toBe("key,code,message");
  expect(lines).toHaveLength(41);
  expect(lines[1]).toContain(`"${folder.prefix}heap/00000","denied",`);
  await buckets.setPolicy(folder.bucket, null);
  await opened.dialog.getByRole("button", { name: "Try again" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect(panel(page)).toBeHidden();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("what has failed is told in the corner, too, and is tried again from there", async ({
  opened,
  folder,
  buckets,
  page,
  demo,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 30);
  await protect(buckets, folder, "heap/0001");
  await opened.listAgain();
  await demo.faults(far("DeleteObjects", 3_000));
  await opened.select("heap");
  await page.keyboard.press("Delete");
  await opened.dialog.getByRole("button", { name: "Delete 30 objects" }).click();
  await opened.dialog.getByRole("button", { name: "Leave it running" }).click();
  await expect(panel(page)).toContainText("20 objects deleted");
  await expect(panel(page)).toContainText("10 failed");
  await panel(page).getByText("What failed, and why").click();
  await expect(panel(page)).toContainText("10 objects not deleted");
  await expect(panel(page).getByRole("heading", { name: "What would help" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await demo.faults();
  await buckets.setPolicy(folder.bucket, null);
  await panel(page).getByRole("button", { name: "Try again" }).click();
  await expect(panel(page)).toContainText("30 objects deleted");
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("what is in the way is known before anything is done", async ({ opened, folder, buckets, page }) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 120);
  await buckets.fill(folder.bucket, `${folder.prefix}there/heap/`, 10);
  await opened.listAgain();
  await opened.select("heap");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  const target = `s3://${folder.bucket}/${folder.prefix}there/`;
  await opened.dialog.getByLabel("Folder", { exact: true }).fill(target);
  await opened.dialog.getByRole("button", { name: "Try without doing it" }).click();
  await expect(opened.dialog).toContainText("10 of 120 objects would be refused");
  await expect(opened.dialog).toContainText("Nothing was changed");
  await expectAccessible(page);
  expect(await buckets.keys(folder.bucket, `${folder.prefix}heap/`)).toHaveLength(120);
  expect(await buckets.keys(folder.bucket, `${folder.prefix}there/`)).toHaveLength(10);
});

test("many that are in the way are replaced at one word, and nothing else is", async ({
  opened,
  folder,
  buckets,
}) => {
  await buckets.fill(folder.bucket, `${folder.prefix}heap/`, 30);
  for (let at = 0; at < 25; at++)
    await buckets.put(folder.bucket, `${folder.prefix}there/heap/${String(at).padStart(5, "0")}`, "old");
  await opened.listAgain();
  await opened.askToSend("Move", `${folder.prefix}there/`, folder.bucket, "heap");
  await expect(opened.dialog).toContainText("5 objects moved");
  await expect(opened.dialog).toContainText("25 objects not moved");
  await opened.dialog.getByRole("button", { name: "Replace what is there" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect.poll(() => opened.names()).toEqual(["there"]);
  const found = await buckets.keys(folder.bucket, folder.prefix);
  expect(found).toHaveLength(30);
  for (const key of [found[0], found[24]])
    expect(String(await buckets.read(folder.bucket, key ?? ""))).toBe("x");
});

test("what one role may not write another writes, and the bytes are the same", async ({
  files: opened,
  signIn,
  folder,
  buckets,
  page,
}) => {
  const { bucket, prefix } = folder;
  const there = `arn:aws:s3:::${bucket}/${prefix}there/*`;
  await buckets.createRole("keeper", {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }],
  });
  const allow = (Action: string[], Resource: string) => ({ Effect: "Allow", Action, Resource });
  await buckets.allow("keeper", {
    Version: "2012-10-17",
    Statement: [
      allow(["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"], there),
      allow(["s3:ListBucket", "s3:ListAllMyBuckets"], "*"),
    ],
  });
  await buckets.put(bucket, `${prefix}box/a.txt`, "from one role to the other", "text/x-own");
  const statement = {
    Effect: "Deny",
    Principal: { AWS: "arn:aws:iam::111111111111:role/wardrobe-studio" },
    Action: "s3:PutObject",
    Resource: there,
  };
  await buckets.setPolicy(bucket, { Version: "2012-10-17", Statement: [statement] });
  await signIn.openVisitor(await buckets.assume("keeper"));
  const headers = { "X-Wardrobe": "1" };
  expect((await page.request.post("/api/connections/studio/open", { headers, data: {} })).status()).toBe(200);
  await opened.goto("studio", folder);
  await opened.select("box");
  await opened.button("Copy").click();
  await opened.dialog.getByLabel("Folder", { exact: true }).fill(`s3://${bucket}/${prefix}there/`);
  await opened.dialog.getByLabel("Written by").selectOption("Your own role, keeper");
  await expect(opened.dialog).toContainText("The bytes go through the Wardrobe server");
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await opened.dialog.getByRole("button", { name: "Copy here" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect(opened.row("there")).toBeVisible();
  const copy = `${prefix}there/box/a.txt`;
  expect(String(await buckets.read(bucket, copy))).toBe("from one role to the other");
  expect((await buckets.head(bucket, copy)).type).toBe("text/x-own");
});
