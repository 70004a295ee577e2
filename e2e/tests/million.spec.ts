/** A folder of very many files. */

import type { Page } from "@playwright/test";

import { Buckets } from "../support/bucket.ts";
import { FilesPage } from "../support/files.ts";
import { longestTask, memory, smoothness, watchTasks } from "../support/frames.ts";
import { sandbox, toggle } from "../support/sandbox.ts";
import { forAnyone, serve } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** A power of ten. MILLION=1000000 takes minutes, and is what the figures are measured with. */
const MILLION = Number(process.env.MILLION ?? 100_000);
/** With QUIET=1 nothing else runs, and the page is held to the figures; else to the work it does. */
const QUIET = Boolean(process.env.QUIET);
/** Milliseconds of a task at most. */
const LONGEST = QUIET ? 100 : 1_000;
const ALL = (MILLION + 2).toLocaleString("en");
const folder = { bucket: "studio-million", prefix: "many/" };

// Without it there is no scroll bar to drag.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ["--hide-scrollbars"] }),
});

const digits = String(MILLION - 1).length;
const name = (number: number) => `file-${String(number).padStart(8, "0")}.txt`;

/** Turns the wheel for some time, both ways. */
async function wheel(page: Page, milliseconds: number) {
  const until = performance.now() + milliseconds;
  for (let turn = 0; performance.now() < until; turn += 1) {
    await page.mouse.wheel(0, turn % 90 < 60 ? 120 : -120);
    await page.waitForTimeout(12);
  }
}

test("10 and 11: very many files come, scroll, sort, are filtered and selected while the page stays quick", async ({
  browser,
  run,
}) => {
  test.setTimeout(1_500_000);
  const { metadata, environment } = await run((home) => sandbox(home, folder.bucket, MILLION));
  const buckets = new Buckets(environment);
  await buckets.put(folder.bucket, `${folder.prefix}a largest.bin`, Buffer.alloc(5_000));
  await buckets.put(folder.bucket, `${folder.prefix}z empty.bin`, "");
  buckets.stop();
  const url = await run((home) => serve(home, { environment }, forAnyone(metadata)));
  // S3 is never nearer, and does its work elsewhere.
  await toggle(metadata, "PUT", "faults", { operation: "ListObjectsV2", delay_ms: 20 });
  const context = await browser.newContext({ baseURL: url });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const files = new FilesPage(page);
  const told = (what: string, figures: object) => console.log(what, JSON.stringify(figures));

  await watchTasks(page);
  await page.goto("/");
  await page.mouse.move(640, 400);
  // A machine that is busy shows an empty page slowly too.
  const empty = await smoothness(page, () => wheel(page, 2_000));
  told("an empty page", empty);
  const session = await page.request.post("/api/connections/files/open", {
    headers: { "X-Wardrobe": "1" },
    data: {},
  });
  expect(session.status(), await session.text()).toBe(200);
  const asked = await page.evaluate(async ({ bucket, prefix }) => {
    const query = new URLSearchParams({ bucket, prefix, delimiter: "/" });
    const times: number[] = [];
    for (let go = 0; go < 5; go += 1) {
      const began = performance.now();
      const stop = new AbortController();
      const headers = { "X-Wardrobe": "1" };
      const answer = await fetch(`/api/connections/files/objects?${query}`, { headers, signal: stop.signal });
      const reader = answer.body!.getReader();
      for (let line = false; !line;) line = (await reader.read()).value?.includes(10) ?? true;
      times.push(performance.now() - began);
      stop.abort();
    }
    return times.toSorted((a, b) => a - b)[2]!;
  }, folder);
  await files.goto("files", { bucket: folder.bucket, prefix: "" });
  await expect(files.row("many")).toBeVisible();
  await page.evaluate(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector("[role=rowheader]")?.textContent?.startsWith("a largest")) return;
      Object.assign(window, { firstRows: performance.now() });
      seen.disconnect();
    });
    addEventListener("dblclick", () => Object.assign(window, { opened: performance.now() }), true);
    seen.observe(document.body, { childList: true, subtree: true });
  });
  await files.openRow("many");
  await expect(files.row(name(0))).toBeVisible();
  const first = await page.evaluate(() => {
    const { opened, firstRows } = window as unknown as { opened: number; firstRows: number };
    return firstRows - opened;
  });
  told("first rows", { roundTrip: Math.round(asked), first: Math.round(first) });
  expect.soft(first).toBeLessThan(asked * 2 + LONGEST);

  const comes = await smoothness(page, async () => {
    await files.list.focus();
    await page.keyboard.press("Control+a");
    await expect(page.getByText(/^All selected \(still loading: [\d,]+ so far/)).toBeVisible();
    await page.keyboard.press("Escape");
    await files.sortBy("Size");
    await expect(page.getByText("The order holds for what has come so far.")).toBeVisible();
    await expect(files.row("a largest.bin")).toBeHidden();
    await files.sortBy("Name");
    await wheel(page, 3_000);
  });
  told("while it comes", comes);
  await expect(page.locator("footer").getByText(`${ALL} items`, { exact: true })).toBeVisible({
    timeout: 1_200_000,
  });
  await expect(page.getByText(/^Sorting/)).toBeHidden();
  const loading = await longestTask(page);
  told("all has come", { longestTask: loading });
  expect.soft(loading).toBeLessThan(LONGEST);
  await expect(page.getByText("so far")).toHaveCount(0);

  const wheeled = await smoothness(page, () => wheel(page, 4_000));
  told("by the wheel", wheeled);
  await files.list.focus();
  await page.keyboard.press("Home");
  await expect(files.row("a largest.bin")).toBeVisible();
  const list = (await files.list.boundingBox())!;
  const dragged = await smoothness(page, async () => {
    await page.mouse.move(list.x + list.width - 7, list.y + 24);
    await page.mouse.down();
    for (let step = 0; step < 200; step += 1) {
      await page.mouse.move(list.x + list.width - 7, list.y + 24 + (step * (list.height - 60)) / 200);
      await page.waitForTimeout(12);
    }
    await page.mouse.up();
  });
  told("by the scroll bar", dragged);
  const down = await files.list.evaluate((grid) => grid.scrollTop / grid.scrollHeight);
  expect(down, "the scroll bar was dragged").toBeGreaterThan(0.9);
  for (const scrolled of [comes, wheeled, dragged]) {
    // 20 ms a frame are 50 frames a second; where others take turns, fewer are shown.
    expect.soft(scrolled.work).toBeLessThan(20);
    if (QUIET) expect.soft(scrolled.fps).toBeGreaterThan(50);
    expect.soft(scrolled.rows).toBeLessThan(200);
    expect.soft(scrolled.longestTask).toBeLessThan(LONGEST);
  }

  await files.list.focus();
  await page.keyboard.press("End");
  await expect(files.row("z empty.bin")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(files.selected).toHaveText(new RegExp(name(MILLION - 1)));
  await page.keyboard.press("Home");
  await expect(files.row("a largest.bin")).toBeVisible();
  await page.keyboard.type("file-00000123.");
  await expect(files.selected).toHaveText(/file-00000123/);
  told("by the keys", { longestTask: await longestTask(page) });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("Escape");

  const began = performance.now();
  await files.sortBy("Size");
  await expect(files.row("z empty.bin")).toBeVisible();
  told("sorted", {
    seconds: Math.round(performance.now() - began) / 1_000,
    longestTask: await longestTask(page),
  });
  // What a file holds is its number: shorter ones come first, and of one length the lower.
  const sizes = ["z empty.bin", name(0), name(1), name(2), name(3)];
  await expect.poll(async () => (await files.names()).slice(0, 5)).toEqual(sizes);
  await files.list.focus();
  await page.keyboard.press("End");
  await expect
    .poll(async () => (await files.names()).slice(-2))
    .toEqual([name(MILLION - 1), "a largest.bin"]);
  await files.sortBy("Size");
  await files.list.focus();
  await page.keyboard.press("Home");
  const largest = ["a largest.bin", name(10 ** (digits - 1)), name(10 ** (digits - 1) + 1)];
  await expect.poll(async () => (await files.names()).slice(0, 3)).toEqual(largest);
  const sorting = await longestTask(page);
  expect.soft(sorting).toBeLessThan(LONGEST);
  await page.keyboard.press("Escape");
  await files.sortBy("Name");

  const ending = String(MILLION - 1).slice(1);
  const filter = page.getByRole("searchbox", { name: "Filter by name" });
  const filtering = await smoothness(page, async () => {
    await filter.pressSequentially(`${ending}.t`, { delay: 30 });
    await expect(page.locator("footer").getByText(new RegExp(`^\\d+ of ${ALL} items$`))).toBeVisible();
    await expect.poll(() => files.names()).toContain(name(MILLION - 1));
  });
  told("filtered", filtering);
  const passing = Array.from({ length: 10 }, (_, digit) => name(digit * (MILLION / 10) + Number(ending)));
  expect(await files.names()).toEqual(passing);
  expect.soft(filtering.longestTask).toBeLessThan(LONGEST);
  await files.list.focus();
  await page.keyboard.press("Control+a");
  await expect(page.getByText(/^10 items selected/)).toBeVisible();
  await page.keyboard.press("Escape");
  await filter.fill("");

  await files.list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await expect(page.getByText(new RegExp(`^All ${ALL} selected, `))).toBeVisible();
  await page.keyboard.press("End");
  await expect(files.selected).toHaveCount(1);
  await page.keyboard.press("Control+a");
  await files.row("z empty.bin").click({ modifiers: ["Control"] });
  await expect(
    page.getByText(new RegExp(`^All but 1 selected: ${(MILLION + 1).toLocaleString("en")}`)),
  ).toBeVisible();
  await expect(files.row("z empty.bin")).toHaveAttribute("aria-selected", "false");
  await expect(files.row(name(MILLION - 1))).toHaveAttribute("aria-selected", "true");
  told("selected", { longestTask: await longestTask(page) });

  const kept = await memory(page);
  told("memory", { megabytes: Math.round(kept / 1e6) });
  expect.soft(kept).toBeLessThan(400e6);
  await context.close();
});

test("who comes back, or lists again, finds the place", async ({ signIn, files, page, demo }) => {
  test.setTimeout(600_000);
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-big", prefix: "" });
  await files.openRow("many");
  await expect(page.locator("footer").getByText("100,000 items", { exact: true })).toBeVisible({
    timeout: 120_000,
  });
  await files.list.evaluate((grid) => grid.scrollTo({ top: 1_600_000 }));
  const place = name(40_003);
  await files.row(place).click();
  await page.keyboard.press("Escape");
  const top = async () => Math.round((await files.row(place).boundingBox())!.y);
  const before = await top();
  await demo.forgetRequests();
  await files.listAgain();
  await expect.poll(() => demo.requests("ListObjectsV2"), { timeout: 120_000 }).toBeGreaterThanOrEqual(100);
  await expect(page.locator("footer").getByText("100,000 items", { exact: true })).toBeVisible();
  await expect(files.row(place)).toHaveAttribute("data-cursor", "true");
  expect(await top()).toBe(before);
  await page.goBack();
  await expect(files.row("many")).toBeVisible();
  await demo.faults({ operation: "ListObjectsV2", delay_ms: 2_000 });
  await page.goForward();
  await expect(files.row(place)).toBeVisible({ timeout: 1_500 });
  expect(await top()).toBe(before);
  await demo.faults();
});
