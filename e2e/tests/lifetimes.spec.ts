/** An open page and a running upload outlive their credentials ten times, whatever the kind of the role. */

import { rmSync } from "node:fs";

import type { Page } from "@playwright/test";

import { FilesPage } from "../support/files.ts";
import { film } from "../support/film.ts";
import { begin, chip, SignInPage } from "../support/sign-in.ts";
import { type Folder, expect, test } from "../support/test.ts";

const TIMES = 10;

/** How long (s) credentials live here; they are replaced after four fifths. A person has half of it for that. */
const SECONDS = Number(process.env.LIFETIME_SECONDS ?? 60);
const LIFE = 0.8 * SECONDS;

interface Way {
  kind: string;
  connection: string;
  bucket: string;
  role: string;
  enter: (page: Page) => Promise<void>;
  /** What the person does for new credentials; nothing where the server gets them. */
  renew?: (page: Page) => Promise<void>;
}

const choose = async (page: Page, role: string) => {
  await page.getByRole("group", { name: "Roles" }).getByRole("button", { name: role }).click();
};

const ways: Way[] = [
  {
    kind: "service",
    connection: "studio",
    bucket: "studio-assets",
    role: "wardrobe-studio",
    enter: (page) => new SignInPage(page).openStudio(),
  },
  {
    kind: "account",
    connection: "partner",
    bucket: "partner-drop",
    role: "partner-files",
    enter: (page) => begin(page, "Partner drop box", "ada"),
  },
  {
    kind: "identity-provider",
    connection: "research",
    bucket: "studio-assets",
    role: "research-write",
    enter: async (page) => {
      await begin(page, "Research", "ada");
      await choose(page, "research-write");
    },
  },
  {
    kind: "saml",
    connection: "post",
    bucket: "studio-assets",
    role: "saml-write",
    enter: async (page) => {
      await begin(page, "Post-production", "ada");
      await choose(page, "saml-write");
    },
    renew: async (page) => {
      const renew = page.getByRole("button", { name: "Renew" });
      await renew.waitFor();
      const opened = page.waitForEvent("popup");
      await renew.click();
      const popup = await opened;
      // Single sign-on: there is nothing to type.
      if (!popup.isClosed()) await popup.waitForEvent("close");
      await expect(renew).toBeHidden();
    },
  },
];

/** Notes every alert that the page shows, for however short a time. */
function noteAlerts() {
  const alerts = new Set<string>();
  Object.assign(window, { alerts });
  new MutationObserver(() => {
    for (const alert of document.querySelectorAll("[role=alert]")) alerts.add(alert.textContent);
  }).observe(document, { childList: true, subtree: true });
}

/** A page on which nothing may be seen of all that. */
class Life {
  readonly files: FilesPage;
  readonly way: Way;
  readonly #ends = new Set<string>();
  readonly #refused: string[] = [];
  #popups = 0;

  private constructor(page: Page, way: Way) {
    this.files = new FilesPage(page);
    this.way = way;
    page.on("popup", () => this.#popups++);
    page.on("response", (answer) => {
      const url = new URL(answer.url());
      if (answer.status() >= 400 && url.pathname.startsWith("/api/"))
        this.#refused.push(`${answer.status()} ${url.pathname}${url.search}`);
    });
  }

  /** Takes the role on, opens the folder, and begins to upload. */
  static async begin(page: Page, way: Way, folder: Folder, path: string) {
    await page.addInitScript(noteAlerts);
    await way.enter(page);
    await expect(chip(page)).toContainText(way.role);
    const life = new Life(page, way);
    await life.files.goto(way.connection, folder);
    await life.#list();
    await life.files.upload(path);
    await expect(life.files.progress).toBeVisible();
    await page.evaluate(() => Object.assign(window, { same: true }));
    return life;
  }

  /** How often the credentials have been replaced. */
  get times() {
    return this.#ends.size - 1;
  }

  /** Lists anew, time and again, until the credentials are others. */
  async next() {
    const before = this.times;
    await this.way.renew?.(this.files.page);
    await expect
      .poll(() => this.#list().then(() => this.times), { intervals: [3_000], timeout: 300_000 })
      .toBeGreaterThan(before);
  }

  async #list() {
    await this.files.listAgain();
    await expect(this.files.row("here.txt")).toBeVisible();
    const answer = await this.files.page.request.get(`/api/connections/${this.way.connection}/identity`);
    this.#ends.add(((await answer.json()) as { expires_at: string }).expires_at);
  }

  /** What there was to see. */
  async seen() {
    const alerts = await this.files.page.evaluate(() => [
      ...(window as unknown as { alerts: Set<string> }).alerts,
    ]);
    const same = await this.files.page.evaluate(() => "same" in window);
    return { refused: this.#refused, alerts, popups: this.#popups, same };
  }
}

test("4, 5 and 22: a page and an upload live through ten lifetimes", async ({
  browser,
  demo,
  baseURL,
}, info) => {
  test.setTimeout(180_000 + 3 * TIMES * SECONDS * 1000);
  // Every part waits for its answer over the end of the credentials that it was sent with; the page would give
  // up a connection after a minute.
  const wait = Math.min(2 * LIFE, 40);
  // Five are on their way at a time, until the tenth life is over.
  const parts = 5 * Math.ceil((1.1 * TIMES * LIFE) / wait);
  const path = info.outputPath("film.bin");
  const digest = film(path, 8 * parts);
  await demo.sessionLife(SECONDS);
  // So that every role for an ID token needs the next one.
  await demo.openid({ id_token_seconds: 4 });
  await demo.faults({ operation: "UploadPart", delay_ms: wait * 1000 });

  const grown = new Set<Way>();
  await Promise.all(
    ways.map(async (way) => {
      const buckets = way.kind === "account" ? demo.partner : demo.buckets;
      const folder = { bucket: way.bucket, prefix: `e2e/${info.testId}/${way.kind}/` };
      await buckets.put(folder.bucket, `${folder.prefix}here.txt`);
      const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
      const life = await Life.begin(await context.newPage(), way, folder, path);
      while (life.times < TIMES) await life.next();
      // The upload has not ended before.
      await expect(life.files.progress).toBeVisible();
      grown.add(way);
      // Once all have come so far, nothing holds the rest back. Until it is stored, the credentials go on to end.
      while (!(await life.files.row("film.bin").isVisible())) {
        if (grown.size === ways.length) await demo.faults();
        await life.next();
      }
      expect(await life.seen(), way.kind).toEqual({
        refused: [],
        alerts: [],
        popups: way.renew ? life.times : 0,
        same: true,
      });
      expect(await buckets.digest(folder.bucket, `${folder.prefix}film.bin`), way.kind).toBe(digest);
      await context.close();
      await buckets.remove(folder.bucket, folder.prefix);
    }),
  );
  await demo.sessionLife();
  await demo.openid();
  rmSync(path);
});
