/** The page in another language, and written from right to left. */

import type { Locator, Page } from "@playwright/test";

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

/** What the demo is called by whoever set it up, and code. */
const names =
  /Studio files|Your own role|Finance|These are the company's books: every change is recorded\.|\[connection\.role\]|(s3:\/\/|https?:\/\/|arn:)\S*/g;

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

  test("40: every other screen is German at 360 pixels, too", async ({ opened, folder, buckets, page }) => {
    const { bucket, prefix } = folder;
    for (const name of ["eins.txt", "zwei.txt", "box/drei.txt"])
      await buckets.put(bucket, prefix + name, "1", "text/plain");
    const check = async (seen: Locator) => {
      await expect(seen).toBeVisible();
      await expectGerman(page, names);
      await expectNoSidewaysScrolling(page);
    };
    const visit = async (path: string, query: Record<string, string>, seen: Locator) => {
      await page.goto(`${path}?${new URLSearchParams(query)}`);
      await check(seen);
    };
    const files = "/c/studio/files";
    await visit(files, { bucket, prefix }, opened.row("eins.txt"));
    await opened.select("eins.txt");
    await check(page.getByRole("group", { name: "Auswahl" }));
    for (const key of ["F2", "Delete", "Alt+Enter", "Alt+v", "Control+k", "Alt+n", "F1"]) {
      await page.keyboard.press(key);
      await check(opened.dialog.getByRole("heading").or(opened.dialog.getByRole("searchbox")).first());
      await page.keyboard.press("Escape");
      await expect(opened.dialog).toBeHidden();
      await expect(opened.list).toBeFocused();
    }
    await opened.row("eins.txt").click({ button: "right", position: { x: 90, y: 16 } });
    await check(page.getByRole("menu"));
    await page.keyboard.press("Escape");
    await visit(files, { bucket, prefix, preview: `${prefix}eins.txt` }, opened.preview.getByRole("region"));
    await visit(files, { bucket, prefix, edit: `${prefix}eins.txt` }, page.getByRole("textbox").first());
    await visit(files, { bucket, prefix, search: "drei" }, page.getByRole("listitem").first());
    const at = new Date().toISOString();
    await visit(files, { bucket: "studio-archive", prefix: "films/", at }, opened.row("script.md"));
    // What AWS refuses, and who has to do what; but for the message to send, folded away.
    await visit(files, { bucket: "finance-reports", prefix: "" }, page.getByText("Was helfen würde"));
    await expect(page.getByText(/^Ein Administrator des Kontos 111111111111 muss/)).toBeVisible();
    await page.goto(`/c/studio/check?${new URLSearchParams({ bucket, prefix })}`);
    for (const more of ["Auch Schreiben ausprobieren", "Auch das Netz prüfen"])
      await page.getByRole("button", { name: more }).click();
    await check(page.getByText(/Alles, was ausprobiert wurde, geht|gehen nicht|geht nicht/).first());
    await visit("/you", {}, page.getByRole("heading", { level: 1 }));
    await visit("/c/post", {}, page.getByRole("article"));
    await visit("/c/post/saml", {}, page.getByRole("heading", { level: 2 }).first());
    await visit("/no/such/page", {}, page.getByRole("heading").first());
    await visit("/setup", {}, page.getByLabel("Passwort"));
    await page.getByLabel("Name").fill("ada");
    await page.getByLabel("Passwort").fill("lovelace");
    await page.keyboard.press("Enter");
    await check(page.getByRole("heading", { level: 2 }).first());
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
