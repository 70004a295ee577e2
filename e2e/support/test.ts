/** Playwright's `test` with the demo, an empty folder for each test, and the pages. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test as base, expect, type Page } from "@playwright/test";
import axe from "axe-core";

import type { Buckets } from "./bucket.ts";
import { Demo } from "./demo.ts";
import { FilesPage } from "./files.ts";
import { SignInPage } from "./sign-in.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

export { expect };

/** A new folder in a bucket of the demo. */
export interface Folder {
  bucket: string;
  /** Ends in a slash. */
  prefix: string;
}

interface Each {
  buckets: Buckets;
  folder: Folder;
  signIn: SignInPage;
  files: FilesPage;
  /** The file page of `folder`, through the service role. */
  opened: FilesPage;
  /** Runs something for this test alone, in a folder of its own, and stops it with the test. */
  run: <T>(start: (home: string) => Promise<Running<T>>) => Promise<T>;
  quiet: void;
}

/** What a test needs of a program, and what ends it. */
interface Running<T> {
  it: T;
  stop: () => Promise<void>;
}

export const test = base.extend<Each, { demo: Demo }>({
  demo: [
    async ({}, use) => {
      const demo = await Demo.start();
      await use(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ demo }, use) => use(demo.url),
  buckets: ({ demo }, use) => use(demo.buckets),
  folder: async ({ buckets }, use, info) => {
    const folder = { bucket: "studio-assets", prefix: `e2e/${info.testId}/` };
    await use(folder);
    await buckets.remove(folder.bucket, folder.prefix);
  },
  signIn: ({ page }, use) => use(new SignInPage(page)),
  files: ({ page }, use) => use(new FilesPage(page)),
  opened: async ({ page, files, folder }, use) => {
    // As the button of its tile does it; sign-in.spec.ts presses that.
    const headers = { "X-Wardrobe": "1" };
    const answer = await page.request.post("/api/connections/studio/open", { headers, data: {} });
    expect(answer.status(), await answer.text()).toBe(200);
    await files.goto("studio", folder);
    // What a test puts there from now on comes once it is listed again, and not by halves before.
    await page.locator(".empty, [role=rowgroup] [role=row]").first().waitFor();
    await use(files);
  },
  run: async ({ page }, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (start) => {
      const home = mkdtempSync(join(tmpdir(), "wardrobe-e2e-"));
      const { it, stop } = await start(home);
      stops.push(async () => {
        await stop();
        rmSync(home, { recursive: true });
      });
      return it;
    });
    // What it still loads would find nobody.
    await page.close();
    for (const stop of stops.toReversed()) await stop();
  },
  // A page that complains in its console is not right, whatever it shows.
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        // A refusal that a test provokes is a line of the browser's own.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          complaints.push(message.text());
      });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Nothing that axe knows to be a barrier, light and dark. */
export async function expectAccessible(page: Page) {
  // All of the page is one document: there is no frame to look into.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const [shown, other] = dark ? (["dark", "light"] as const) : (["light", "dark"] as const);
  expect(await barriers(page), shown).toEqual([]);
  await page.emulateMedia({ colorScheme: other });
  // All else is the same there.
  expect(await barriers(page, ["color-contrast", "link-in-text-block"]), other).toEqual([]);
  await page.emulateMedia({ colorScheme: shown });
}

/** What breaks all rules, or these. */
function barriers(page: Page, rules?: string[]) {
  return page.evaluate(async (runOnly) => {
    // A colour on its way to another is neither.
    const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    // To tell what is well, too, would take ten times as long.
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly });
    return violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.html).join("\n  ")}`);
  }, rules);
}

/** Nothing sticks out to the right, of the page or of a dialog. */
export async function expectNoSidewaysScrolling(page: Page) {
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".dialog-body")]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.className} is ${box.scrollWidth - box.clientWidth} pixels too wide`),
  );
  expect(wide).toEqual([]);
}
