/** The page in another language, and written from right to left. */

import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

/** Words of the page that no German text has. */
const english =
  /\b(?:the|your|you|with|this|that|and|of|open|opened|close|sign|here|everyone|other|role|change|upload|search|settings)\b/i;

/** What the page says and is no name: whoever set the connections up named them in English. */
async function expectGerman(page: Page, names: RegExp) {
  const text = await page.evaluate(() => {
    const said = [...document.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap((one) =>
      ["aria-label", "placeholder", "title"].map((name) => one.getAttribute(name) ?? ""),
    );
    return [document.title, document.body.innerText, ...said].join("\n");
  });
  const left = text
    .split("\n")
    .map((line) => line.replaceAll(names, "").trim())
    .filter((line) => english.test(line));
  expect(left).toEqual([]);
}

/** What the demo is called by whoever set it up. */
const names =
  /Studio files|Your own role|Finance|These are the company's books: every change is recorded\.|s3:\/\/\S*/g;

test.describe("a German browser", () => {
  test.use({ locale: "de-DE", viewport: { width: 360, height: 760 }, colorScheme: "dark" });

  test("40: the page is German at 360 pixels in the dark, and nothing of it sticks out", async ({ page }) => {
    const check = async () => {
      await expectGerman(page, names);
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    };
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("button", { name: "Studio files öffnen" })).toBeVisible();
    await check();
    await page.getByRole("button", { name: "Your own role öffnen" }).click();
    await expect(page.getByLabel("Zugriffsschlüssel-ID")).toBeVisible();
    await check();
    await page.getByRole("button", { name: "Studio files öffnen" }).click();
    await expect(page.getByRole("link", { name: "studio-assets" })).toBeVisible();
    await check();
    await page.getByRole("button", { name: "Menü" }).click();
    await expect(page.getByRole("menuitem", { name: "Dunkel" })).toBeVisible();
    await check();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Identität:/ }).click();
    await expect(page.getByText("Angemeldet als")).toBeVisible();
    await expectNoSidewaysScrolling(page);
  });
});

test("40: another language is chosen in the menu, the place stays, and it is there the next time", async ({
  opened,
  buckets,
  folder,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`);
  await page.reload();
  await expect(opened.row("a.txt")).toBeVisible();
  const place = page.url();
  const fetched = () =>
    page.evaluate(
      () => performance.getEntriesByType("resource").filter(({ name }) => /\/de-/.test(name)).length,
    );
  expect(await fetched(), "what an English page fetches of German").toBe(0);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Deutsch" }).click();
  await expect(page.getByRole("button", { name: "Menü" })).toBeVisible();
  await expect(page).toHaveURL(place);
  expect(await fetched()).toBe(1);
  await expect(opened.row("a.txt")).toBeVisible();
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { name: "Diese Seite gibt es nicht" })).toBeVisible();
  await page.getByRole("button", { name: "Menü" }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("40: written from right to left everything lies the other way round, but for keys and code", async ({
  opened,
  buckets,
  folder,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}a.txt`);
  await page.reload();
  await expect(opened.row("a.txt")).toBeVisible();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const middle = async (name: string) => {
    const box = await page.getByRole("button", { name }).boundingBox();
    return box && box.x + box.width / 2;
  };
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 760 });
    await expect.poll(() => middle("Menu")).toBeLessThan(width / 4);
    await expectNoSidewaysScrolling(page);
  }
  await opened.askForFolder("x", { press: false });
  await expectNoSidewaysScrolling(page);
  await page.keyboard.press("Escape");
  await page.goto("/c/studio");
  await expect(page.getByRole("link", { name: /^studio-assets us-/ })).toBeVisible();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await expectNoSidewaysScrolling(page);
  const chevron = page.locator(".place .icon").last();
  await expect(chevron).toHaveCSS("transform", "matrix(-1, 0, 0, 1, 0, 0)");
  await expect(page.locator(".address-box input")).toHaveCSS("direction", "ltr");
});
