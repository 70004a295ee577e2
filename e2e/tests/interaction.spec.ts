/** How soon the page answers a press. */

import type { Page } from "@playwright/test";

import { expect, test } from "../support/test.ts";

/** With QUIET=1 nothing else runs, and the page is held to the figure; else to being of use. Milliseconds. */
const MOST = process.env.QUIET ? 100 : 600;

/** Watches how long each press, key and click took until something was painted.
 * <https://web.dev/articles/inp> */
async function watchPresses(page: Page) {
  await page.addInitScript(() => {
    const presses: { name: string; took: number }[] = [];
    Object.assign(window, { presses });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
        if (entry.interactionId) presses.push({ name: entry.name, took: entry.duration });
    }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** The longest since this was asked last; 16 where none was longer. */
async function longest(page: Page) {
  // They are told after the paint.
  await page.waitForTimeout(150);
  return page.evaluate(() => {
    const { presses } = window as unknown as { presses: { took: number }[] };
    return Math.max(16, ...presses.splice(0).map(({ took }) => took));
  });
}

test("every press in a folder of 100,000 is answered at once", async ({ signIn, files, page }) => {
  await signIn.openStudio();
  await watchPresses(page);
  await files.goto("studio", { bucket: "studio-big", prefix: "many/" });
  await expect(page.getByText(/100,000/).first()).toBeVisible({ timeout: 120_000 });
  const took: Record<string, number> = {};
  const press = async (what: string, does: () => Promise<void>) => {
    await longest(page);
    await does();
    took[what] = await longest(page);
  };
  const keys =
    (...all: string[]) =>
    async () => {
      for (const key of all) await page.keyboard.press(key);
    };
  await files.list.focus();
  await press("select a row", () => files.row("file-00000003.txt").click());
  await press("walk", keys("ArrowDown", "ArrowDown", "PageDown", "Shift+PageDown"));
  await press("to the end and back", keys("End", "Home"));
  await press("select all, and none", keys("Control+a", "Escape"));
  await press("type a name", () => page.keyboard.type("file-00077"));
  await press("sort", () => files.sortBy("Size"));
  await press("filter", async () => {
    await page.keyboard.press("Escape");
    await files.list.focus();
    await page.keyboard.press("/");
    await page.keyboard.type("9999");
  });
  await press("open the menu", () => files.row("file-00009999.txt").click({ button: "right" }));
  await press("close it", keys("Escape"));
  console.log("milliseconds to the next paint", JSON.stringify(took));
  const slow = Object.entries(took).filter(([, milliseconds]) => milliseconds > MOST);
  expect(slow).toEqual([]);
});
