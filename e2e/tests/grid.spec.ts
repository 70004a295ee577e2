/** A folder as a grid and as a gallery, and the thumbnails in it. */

import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { root } from "../support/program.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const photos = { bucket: "studio-assets", prefix: "photos/2026/" };
const names = ["desert-road", "evening-hills", "green-valley", "morning-over-the-lake", "night-coast"];
const KiB = 1024;
const MiB = 1024 * KiB;

const photo = (name: string) => readFileSync(`${root}crates/sandbox/src/seed/files/photos/2026/${name}.jpg`);

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** What is read of objects: keys, and the bytes that came. */
function watchReads(page: Page) {
  const reads: { key: string; range: string; bytes: number }[] = [];
  page.on("response", (response) => {
    const url = new URL(response.url());
    if (!url.pathname.endsWith("/object")) return;
    reads.push({
      key: url.searchParams.get("key") ?? "",
      range: response.request().headers()["range"] ?? "",
      bytes: Number(response.headers()["content-length"] ?? Number.NaN),
    });
  });
  return reads;
}

/** The thumbnails that are drawn. */
const thumbs = (page: Page) =>
  page
    .locator("[role=gridcell] img")
    .evaluateAll((all) =>
      (all as HTMLImageElement[])
        .filter((one) => one.complete && one.naturalWidth > 0)
        .map((one) => [one.naturalWidth, one.naturalHeight]),
    );

test("the view is changed by a button, a key and a command, stays with the browser, and keeps the place", async ({
  signIn,
  files,
  page,
}) => {
  await signIn.openStudio();
  await files.goto("studio", photos);
  await files.row("night-coast.jpg").click();
  const address = page.url();
  await files.showAs("Grid");
  await expect(files.card("night-coast.jpg")).toHaveAttribute("aria-selected", "true");
  await files.list.focus();
  for (const view of ["gallery", null, "grid"]) {
    await page.keyboard.press("v");
    if (view) await expect(files.list).toHaveAttribute("data-view", view);
    else await expect(files.row("night-coast.jpg")).toHaveAttribute("aria-selected", "true");
    // The keys go on where they were.
    await expect(files.list).toBeFocused();
    const active = await files.list.getAttribute("aria-activedescendant");
    await expect(page.locator(`[id="${active}"]`)).toContainText("night-coast.jpg");
  }
  expect(page.url()).toBe(address);
  await page.reload();
  await expect(files.list).toHaveAttribute("data-view", "grid");

  await page.keyboard.press("Control+k");
  await page.getByLabel("Find a command or a place").fill("show as gallery");
  await page.keyboard.press("Enter");
  await expect(files.list).toHaveAttribute("data-view", "gallery");

  // Whoever speaks to the machine can turn such keys off.
  await page.keyboard.press("F1");
  await expect(files.dialog).toContainText("Change between list, grid and gallery");
  await page.getByRole("switch").press("Space");
  await page.keyboard.press("Escape");
  await files.list.focus();
  await page.keyboard.press("v");
  await expect(files.list).toHaveAttribute("data-view", "gallery");

  // There are no columns to press: the order is in the menu.
  await files.chooseView("Descending");
  const first = files.list.getByRole("gridcell").first();
  await files.chooseView("Size");
  await expect(page).toHaveURL(/sort=size&order=desc/);
  await expect(first).toContainText("small");
  await expect(files.list.getByRole("gridcell").nth(1)).toContainText("evening-hills.jpg");
});

test("cards are walked, selected, renamed, deleted and brought back by the keyboard alone", async ({
  opened,
  buckets,
  page,
}) => {
  const folder = { bucket: "studio-archive", prefix: "e2e/grid/" };
  const all = Array.from({ length: 20 }, (_, at) => `${String.fromCharCode(97 + at)}.txt`);
  for (const name of ["there/x.txt", ...all])
    await buckets.put(folder.bucket, folder.prefix + name, name, "text/plain");
  await opened.goto("studio", folder);
  await expect(opened.row("a.txt")).toBeVisible();
  await opened.showAs("Grid");
  await opened.list.focus();
  const across = Number(await opened.list.getAttribute("aria-colcount"));
  expect(across).toBeGreaterThan(4);
  await expect(opened.list).toHaveAttribute("aria-rowcount", String(Math.ceil(21 / across)));
  // The folder is the first one.
  const at = (index: number) => (index === 0 ? "there" : all[index - 1]!);
  const chosen = async (...places: number[]) => {
    await expect(opened.chosenCards).toHaveCount(places.length);
    for (const place of places) await expect(opened.card(at(place))).toHaveAttribute("aria-selected", "true");
  };
  await press(page, "Home", "ArrowRight", "ArrowRight", "ArrowDown");
  await chosen(2 + across);
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight");
  await chosen(2 + across, 3 + across, 4 + across);
  await press(page, "Control+ArrowUp", "Control+ArrowLeft", "Space");
  await chosen(3, 2 + across, 3 + across, 4 + across);
  await press(page, "Home", "ArrowRight");
  await chosen(1);
  await expect(opened.list).toMatchAriaSnapshot(`
    - grid /Files in grid/:
      - rowgroup:
        - row:
          - gridcell "there Folder"
          - gridcell "a.txt 5 bytes Text" [selected]
          - gridcell "b.txt 5 bytes Text"
  `);
  await press(page, "F2");
  await expect(opened.newName).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("zebra");
  await press(page, "Enter");
  await expect(opened.card("zebra.txt")).toHaveAttribute("aria-selected", "true");
  await expect(opened.list).toBeFocused();
  expect(await buckets.keys(folder.bucket, `${folder.prefix}z`)).toEqual([`${folder.prefix}zebra.txt`]);
  await press(page, "Control+z");
  await expect(opened.card("a.txt")).toBeVisible();

  await page.keyboard.type("t");
  await expect(opened.card("t.txt")).toHaveAttribute("aria-selected", "true");
  await press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight");
  await expect(opened.card("c.txt")).toHaveAttribute("aria-selected", "true");
  await press(page, "Space");
  await expect(opened.preview).toContainText("c.txt");
  await press(page, "Space");
  await expect(opened.preview).toBeHidden();
  await press(page, "Delete");
  await opened.dialog.getByRole("button", { name: /^Delete/ }).click();
  await expect(opened.card("c.txt")).toBeHidden();
  await expect(page.getByText("1 object deleted")).toBeVisible();
  await press(page, "Control+z");
  await expect(opened.card("c.txt")).toBeVisible();
  await buckets.removeVersions(folder.bucket, folder.prefix);
});

test("cards are chosen by the mouse, and dragged into a folder", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  for (const name of ["a.txt", "b.txt", "c.txt", "d.txt", "there/x.txt"])
    await buckets.put(folder.bucket, folder.prefix + name);
  await opened.listAgain();
  await expect(opened.row("a.txt")).toBeVisible();
  await opened.showAs("Gallery");
  await opened.card("a.txt").click();
  await opened.card("c.txt").click({ modifiers: ["Shift"] });
  await expect(opened.chosenCards).toHaveCount(3);
  await opened.card("b.txt").click({ modifiers: ["Control"] });
  await expect(opened.chosenCards).toHaveCount(2);
  const box = (await opened.card("b.txt").boundingBox())!;
  const beside = (await opened.card("there").boundingBox())!;
  await page.mouse.move(beside.x - 3, beside.y + beside.height + 4);
  await page.mouse.down();
  await page.mouse.move(beside.x + 20, beside.y + 20);
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 4 });
  await expect(opened.chosenCards).toHaveCount(3);
  await page.mouse.up();
  for (const name of ["there", "a.txt", "b.txt"])
    await expect(opened.card(name)).toHaveAttribute("aria-selected", "true");
  await opened.card("a.txt").click();
  await opened.card("c.txt").click({ modifiers: ["Control"] });
  await opened.card("a.txt").dragTo(opened.card("there"));
  await expect(opened.dialog).toContainText("there");
  await opened.dialog.getByRole("button", { name: "Move here" }).click();
  await expect(opened.card("a.txt")).toBeHidden();
  await expect(opened.card("c.txt")).toBeHidden();
  await expect
    .poll(() => buckets.keys(folder.bucket, `${folder.prefix}there/`))
    .toEqual(["a.txt", "c.txt", "x.txt"].map((name) => `${folder.prefix}there/${name}`));
  await opened.card("b.txt").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(opened.newName).toBeFocused();
  await page.keyboard.press("Escape");
  await opened.card("there").dblclick();
  await expect(opened.card("x.txt")).toBeVisible();
});

test("the demo's photos have thumbnails, made of few bytes, and never twice until one signs out", async ({
  signIn,
  files,
  page,
}) => {
  await signIn.openStudio();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        shifts.push(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const reads = watchReads(page);
  await files.goto("studio", photos);
  await files.showAs("Gallery");
  await expect.poll(() => thumbs(page)).toHaveLength(6);
  for (const [width, height] of await thumbs(page))
    expect(Math.max(width!, height!)).toBeLessThanOrEqual(480);
  expect(reads.map(({ key }) => key).toSorted()).toEqual(
    [...names, "winter-light"].map((name) => `${photos.prefix}${name}.jpg`),
  );
  expect(reads.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(6 * 64 * KiB);

  reads.length = 0;
  await page.reload();
  await expect.poll(() => thumbs(page)).toHaveLength(6);
  // Nothing was pushed aside by what came later.
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.02);
  await files.showAs("Grid");
  await expect.poll(() => thumbs(page)).toHaveLength(6);
  expect(reads).toEqual([]);

  await files.chooseView("Thumbnails");
  await expect.poll(() => thumbs(page)).toHaveLength(0);
  await page.reload();
  await expect(files.card("night-coast.jpg")).toBeVisible();
  await files.chooseView("Thumbnails");
  await expect.poll(() => thumbs(page)).toHaveLength(6);
  expect(reads).toEqual([]);

  await files.signOut();
  await files.button("Open Studio files").click();
  await expect(files.identity).toBeVisible();
  await files.goto("studio", photos);
  await expect.poll(() => thumbs(page)).toHaveLength(6);
  expect(reads).toHaveLength(6);
});

/** A photo with what a camera puts into it: a smaller one, that is to be turned by a quarter. */
function withThumbnail(of: Buffer, thumb: Buffer, size: number) {
  const u16 = (value: number) => [value >> 8, value & 255];
  const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
  const entry = (tag: number, kind: number, value: number[]) => [
    ...u16(tag),
    ...u16(kind),
    ...u32(1),
    ...value,
  ];
  const header = [0, 42, 0, 0, 0, 8];
  const turned = [0, 1, ...entry(0x0112, 3, [0, 6, 0, 0]), ...u32(26)];
  const smaller = [0, 2, ...entry(0x0201, 4, u32(56)), ...entry(0x0202, 4, u32(thumb.length)), ...u32(0)];
  const fields = Buffer.from([...header, ...turned, ...smaller]);
  const body = Buffer.concat([Buffer.from("Exif\0\0MM"), fields, thumb]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, ...u16(body.length + 2)]);
  const whole = Buffer.concat([head, body, of.subarray(2)]);
  return Buffer.concat([whole, Buffer.alloc(size - whole.length)]);
}

test("of large, broken and archived pictures hardly anything is read, and their icons stay", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const put = (name: string, body: Buffer | string, type = "image/jpeg") =>
    buckets.put(folder.bucket, folder.prefix + name, body, type);
  await put("camera.jpg", withThumbnail(photo("winter-light"), photo("desert-road"), 6 * MiB));
  await put("large.jpg", Buffer.concat([photo("winter-light"), Buffer.alloc(6 * MiB)]));
  await put("broken.jpg", photo("winter-light").subarray(0, 300));
  await put(
    "page.png",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "image/png",
  );
  await put("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/svg+xml");
  await buckets.keep(folder.bucket, `${folder.prefix}cold.jpg`, { storage_class: "GLACIER" });
  const reads = watchReads(page);
  await opened.listAgain();
  await expect(opened.row("camera.jpg")).toBeVisible();
  await opened.showAs("Gallery");
  // Stood on its side, it is upright here.
  await expect.poll(() => thumbs(page)).toHaveLength(1);
  const [[width = 0, height = 0] = []] = await thumbs(page);
  expect(height).toBeGreaterThan(width);
  const read = (name: string) => reads.filter(({ key }) => key === folder.prefix + name);
  await expect
    .poll(() => ["large.jpg", "broken.jpg", "page.png"].map((name) => read(name).length))
    .toEqual([1, 1, 1]);
  expect(read("camera.jpg").map(({ range, bytes }) => [range, bytes])).toEqual([["bytes=0-65535", 65_536]]);
  expect(read("large.jpg").map(({ bytes }) => bytes)).toEqual([65_536]);
  expect([read("cold.jpg"), read("drawing.svg")]).toEqual([[], []]);
  for (const name of ["large.jpg", "broken.jpg", "page.png", "cold.jpg", "drawing.svg"])
    await expect(opened.card(name).locator("svg.file-icon")).toBeVisible();
  // That there is none is kept too: only what is new is read.
  reads.length = 0;
  await put("zoo.jpg", photo("green-valley"));
  await page.reload();
  await expect.poll(() => thumbs(page)).toHaveLength(2);
  await expect(opened.card("large.jpg").locator("svg.file-icon")).toBeVisible();
  expect(reads.map(({ key }) => key)).toEqual([`${folder.prefix}zoo.jpg`]);
});

test("of 100,000 files fewer than 200 are cards, wherever one is", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-big", prefix: "many/" });
  await expect(page.locator("footer").getByText("100,000 items", { exact: true })).toBeVisible({
    timeout: 120_000,
  });
  await files.showAs("Grid");
  await files.list.focus();
  const drawn = () => page.getByRole("gridcell").count();
  for (const key of ["Home", "PageDown", "End", "PageUp"]) {
    await page.keyboard.press(key);
    await expect(files.chosenCards).toHaveCount(1);
    await expect(files.chosenCards).toBeInViewport();
    expect(await drawn()).toBeLessThan(200);
  }
  await page.keyboard.type("file-00077123");
  await expect(files.chosenCards).toContainText("file-00077123.txt");
  // The same one, at the same place, in the list.
  await expect(files.chosenCards).toBeInViewport();
  await files.showAs("List");
  await expect(files.row("file-00077123.txt")).toBeInViewport();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 760 } });

      test("the cards can be used by everybody", async ({ signIn, files, page }) => {
        await signIn.openStudio();
        await files.goto("studio", photos);
        for (const view of ["Grid", "Gallery"] as const) {
          await files.showAs(view);
          await expect.poll(() => thumbs(page)).not.toHaveLength(0);
          await files.card("desert-road.jpg").click();
          await page.keyboard.press("Shift+ArrowRight");
          await expect(files.chosenCards).toHaveCount(2);
          await expectNoSidewaysScrolling(page);
          await expectAccessible(page);
          await page.keyboard.press("Escape");
        }
        await files.button("View").click();
        await expect(page.getByRole("menu")).toBeVisible();
        await expectAccessible(page);
      });
    });
  }
}
