/** How smoothly a page runs, as its own clock tells it. */

import type { Page } from "@playwright/test";

/** What a page did for a while. */
export interface Smoothness {
  /** Frames a second. */
  fps: number;
  /** Milliseconds for which the page's thread worked for a frame, however long it had to wait for its turn. */
  work: number;
  /** Milliseconds of the longest task, and of the longest time between two frames. */
  longestTask: number;
  longestFrame: number;
  /** Rows in the document, at most. */
  rows: number;
}

/** Watches from now on, in every document of the page; tasks of over 50 ms are what browsers tell of. */
export async function watchTasks(page: Page) {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
}

/** The longest task since this was asked last; 50 where none was longer. */
export function longestTask(page: Page) {
  return page.evaluate(() => {
    const { tasks } = window as unknown as { tasks: number[] };
    return Math.round(Math.max(50, ...tasks.splice(0)));
  });
}

/** Counts frames while something goes on. */
export async function smoothness(page: Page, during: () => Promise<void>): Promise<Smoothness> {
  await longestTask(page);
  const browser = await page.context().newCDPSession(page);
  await browser.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await browser.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1_000;
  };
  const before = await worked();
  await page.evaluate(() => {
    const counted = {
      began: performance.now(),
      last: performance.now(),
      frames: 0,
      longest: 0,
      rows: 0,
      on: true,
    };
    Object.assign(window, { counted });
    const frame = (now: number) => {
      if (!counted.on) return;
      counted.frames += 1;
      counted.longest = Math.max(counted.longest, now - counted.last);
      counted.rows = Math.max(counted.rows, document.querySelectorAll("[role=row]").length);
      counted.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await during();
  const counted = await page.evaluate(() => {
    const { counted: of } = window as unknown as {
      counted: { began: number; frames: number; longest: number; rows: number; on: boolean };
    };
    of.on = false;
    return { ...of, took: performance.now() - of.began };
  });
  const work = (await worked()) - before;
  await browser.detach();
  return {
    work: Math.round((work / counted.frames) * 10) / 10,
    fps: Math.round((counted.frames / counted.took) * 10_000) / 10,
    longestTask: await longestTask(page),
    longestFrame: Math.round(counted.longest),
    rows: counted.rows,
  };
}

/** Bytes of what the page's scripts keep. */
export async function memory(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = (await browser.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await browser.detach();
  return usedSize + (backingStorageSize ?? 0);
}
