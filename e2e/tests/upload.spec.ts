import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const MIB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });

test("a file goes up by the button and comes down byte for byte", async ({ opened, folder, buckets }) => {
  const bytes = randomBytes(3 * MIB + 7);
  await opened.upload(file("photo ä.raw", bytes));
  await expect(opened.row("photo ä.raw")).toBeVisible();
  expect(sha256(await buckets.read(folder.bucket, `${folder.prefix}photo ä.raw`))).toBe(sha256(bytes));
  const { name, bytes: came } = await opened.download("photo ä.raw");
  expect(name).toBe("photo ä.raw");
  expect(sha256(came)).toBe(sha256(bytes));
});

test("26: a large file goes up in parts, with its progress, through the server where the bucket lets no page in", async ({
  opened,
  folder,
  buckets,
  demo,
  page,
  baseURL,
}) => {
  const bytes = randomBytes(40 * MIB + 1);
  await demo.forgetRequests();
  await demo.faults({ operation: "UploadPart", delay_ms: 4_000 });
  await opened.upload(file("film.bin", bytes));
  await expect(opened.progress).toBeVisible();
  await expect
    .poll(async () => Number(await opened.progress.getAttribute("aria-valuenow")), { intervals: [50] })
    .toBeGreaterThan(0);
  await opened.button("What would let them").click();
  // What is missing, to paste: from where, how, and what may be read of the answer.
  const [rule] = JSON.parse((await opened.dialog.locator("pre").first().textContent()) ?? "") as object[];
  expect(rule).toMatchObject({
    AllowedOrigins: [new URL(baseURL ?? "").origin],
    AllowedMethods: expect.arrayContaining(["PUT"]),
    AllowedHeaders: ["*"],
    ExposeHeaders: expect.arrayContaining(["ETag"]),
  });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScrolling(page);
  await demo.faults();
  await expect(opened.row("film.bin")).toBeVisible({ timeout: 120_000 });
  expect(await demo.requests("UploadPart")).toBe(6);
  expect(sha256(await buckets.read(folder.bucket, `${folder.prefix}film.bin`))).toBe(sha256(bytes));
});

test("18: a folder is dropped with all that is in it", async ({ opened, folder, buckets, page }, info) => {
  const tree = join(info.outputPath(), "tree");
  const names = ["one.txt", "deep/two.txt", "deep/er/ä b+c.txt", "deep/er/#?.txt"];
  for (const name of names) {
    mkdirSync(join(tree, name, ".."), { recursive: true });
    writeFileSync(join(tree, name), name);
  }
  mkdirSync(join(tree, "empty"));
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await opened.drop(tree);
  await expect(opened.row("tree")).toBeVisible();
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual(
      [...names, "empty/"]
        .map((name) => `${folder.prefix}tree/${name}`)
        .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
  for (const name of names)
    expect(String(await buckets.read(folder.bucket, `${folder.prefix}tree/${name}`))).toBe(name);
});

test("a file that is there is not written over unasked", async ({ opened, folder, buckets }) => {
  await buckets.put(folder.bucket, `${folder.prefix}once.txt`, "first");
  await opened.listAgain();
  await expect(opened.row("once.txt")).toBeVisible();
  await opened.upload(file("once.txt", Buffer.from("second")));
  await expect(opened.dialog).toContainText("“once.txt” is there already");
  await opened.dialog.getByRole("button", { name: "Keep both" }).click();
  await expect(opened.row("once (2).txt")).toBeVisible();
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}once.txt`))).toBe("first");
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}once (2).txt`))).toBe("second");
});

test("25: of ten files four are there already: one answer keeps both of each, and none is lost", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const names = Array.from({ length: 10 }, (_, at) => `${at}.bin`);
  const taken = names.slice(0, 4);
  for (const name of taken) await buckets.put(folder.bucket, folder.prefix + name, "first");
  await opened.listAgain();
  const conditions = new Set<string | undefined>();
  page.on("request", (request) => {
    if (request.method() === "PUT") conditions.add(request.headers()["if-none-match"]);
  });
  // Each by a request of its own.
  const second = Buffer.alloc(MIB + 1, "second");
  await opened.upload(...names.map((name) => file(name, second)));
  await expect(opened.dialog).toContainText("The same for 3 files more");
  await expectAccessible(page);
  const all = opened.dialog.getByRole("checkbox");
  if (!(await all.isChecked())) await opened.dialog.getByText("The same for 3 files more").click();
  await opened.dialog.getByRole("button", { name: "Keep both" }).click();
  await expect(opened.dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "10 files uploaded" })).toBeVisible();
  const both = taken.map((name) => name.replace(".", " (2)."));
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual(
    [...names, ...both].map((name) => folder.prefix + name).toSorted(),
  );
  for (const name of taken)
    expect(String(await buckets.read(folder.bucket, folder.prefix + name))).toBe("first");
  for (const name of [...names.slice(4), ...both])
    expect(await buckets.digest(folder.bucket, folder.prefix + name), name).toBe(sha256(second));
  // Not one was sent that might have written over another.
  expect([...conditions]).toEqual(["*"]);
});

test("an upload that is cancelled leaves no object and no part", async ({
  opened,
  folder,
  buckets,
  demo,
}) => {
  await demo.faults({ operation: "UploadPart", delay_ms: 1000 });
  await opened.upload(file("never.bin", randomBytes(40 * MIB)));
  await expect(opened.progress).toBeVisible();
  await opened.cancelUpload("never.bin");
  await demo.faults();
  const left = () => buckets.uploads(folder.bucket, folder.prefix);
  await expect.poll(left).toEqual([]);
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});

test("an upload that is cancelled by somebody who leaves at once leaves no part either", async ({
  opened,
  folder,
  buckets,
  demo,
  page,
}) => {
  const left = () => buckets.uploads(folder.bucket, folder.prefix);
  await demo.faults({ operation: "UploadPart", delay_ms: 1000 });
  await opened.upload(file("gone.bin", randomBytes(40 * MIB)));
  await expect.poll(left).not.toEqual([]);
  const cancel = page.getByRole("button", { name: "Cancel gone.bin" });
  await cancel.evaluate((button: HTMLElement) => {
    button.click();
    setTimeout(() => (location.href = "about:blank"));
  });
  await demo.faults();
  await expect.poll(left).toEqual([]);
});

test("a part that fails is sent again", async ({ opened, folder, buckets, demo }) => {
  const bytes = randomBytes(40 * MIB);
  await demo.faults({ operation: "UploadPart", slow_down: 0.3 });
  await opened.upload(file("stubborn.bin", bytes));
  await expect(opened.row("stubborn.bin")).toBeVisible({ timeout: 120_000 });
  await demo.faults();
  expect(sha256(await buckets.read(folder.bucket, `${folder.prefix}stubborn.bin`))).toBe(sha256(bytes));
});
