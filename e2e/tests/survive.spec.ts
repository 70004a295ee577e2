/** A large file goes up whatever breaks on the way, and what has arrived is not sent again. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type BrowserContext, chromium, type Page, type Request } from "@playwright/test";

import type { Demo } from "../support/demo.ts";
import { FilesPage } from "../support/files.ts";
import { film, MIB } from "../support/film.ts";
import { Crashing, forPeople } from "../support/server.ts";
import { chip, SignInPage } from "../support/sign-in.ts";
import { type Folder, expect, test } from "../support/test.ts";

/** A browser with a profile of its own, which it finds again after it was killed. */
class Browser {
  readonly #profile = mkdtempSync(join(tmpdir(), "wardrobe-profile-"));
  readonly #url: string;
  #context!: BrowserContext;
  page!: Page;

  constructor(url: string) {
    this.#url = url;
  }

  async open() {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
      viewport: { width: 1280, height: 800 },
      baseURL: this.#url,
    });
    this.page = this.#context.pages()[0] ?? (await this.#context.newPage());
    this.page.setDefaultTimeout(60_000);
    // Leaving the page while something is under way asks; this person leaves.
    this.page.on("dialog", (dialog) => void dialog.accept());
    return this;
  }

  /** The processes of this browser. */
  #pids() {
    const ours = (pid: string) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(this.#profile);
      } catch {
        return false;
      }
    };
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && ours(name));
  }

  /** Memory (bytes) that its processes hold themselves. */
  memory() {
    const own = (pid: string) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        return 1024 * Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
      } catch {
        return 0;
      }
    };
    return this.#pids().reduce((sum, pid) => sum + own(pid), 0);
  }

  async kill() {
    const closed = this.#context.waitForEvent("close");
    for (const pid of this.#pids()) {
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It went with another.
      }
    }
    await closed;
  }

  async offline(ms: number) {
    await this.#context.setOffline(true);
    const end = performance.now() + ms;
    await expect(this.page.getByText("Uploads are paused")).toBeVisible();
    await expect(this.page.getByText("There is no network. It goes on by itself.").first()).toBeVisible();
    await this.page.waitForTimeout(Math.max(0, end - performance.now()));
    await this.#context.setOffline(false);
  }

  /** What a person sees when the cookie is gone: another tab has the sign-in page. */
  async signInAnew() {
    await this.#context.clearCookies();
    await expect(this.page.getByText(/signed out/).first()).toBeVisible();
    const tab = await this.#context.newPage();
    await signIn(tab);
    await tab.close();
  }

  /** A killed browser has forgotten its last cookies, or not: here it has. */
  async startOver() {
    await this.#context.clearCookies();
    await signIn(this.page);
  }

  async close() {
    await this.#context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}

async function signIn(page: Page) {
  await page.goto("/");
  await new SignInPage(page).typePassword("ada", "lovelace", "Files");
  await expect(chip(page)).toBeVisible();
}

/** A part that was on its way when something broke may arrive although its answer is lost, and while it is sent
 * again already: both within so long (ms). */
const ON_ITS_WAY = 15_000;

/** The upload as S3 sees it. */
class Upload {
  readonly #demo: Demo;
  readonly #folder: Folder;
  readonly #name: string;
  readonly #first: Record<string, string> = {};

  constructor(demo: Demo, folder: Folder, name: string) {
    this.#demo = demo;
    this.#folder = folder;
    this.#name = name;
  }

  /** How many parts S3 has. None that it had is sent again later, and there is no object yet. */
  async parts() {
    const { bucket, prefix } = this.#folder;
    const now = await this.#demo.buckets.parts(bucket, prefix + this.#name);
    const again = Object.entries(this.#first).filter(([number, first]) => {
      const last = now[number];
      return last === undefined || Date.parse(last) - Date.parse(first) > ON_ITS_WAY;
    });
    expect(again, "parts that were sent again").toEqual([]);
    for (const [number, stored] of Object.entries(now)) this.#first[number] ??= stored;
    expect(await this.#demo.buckets.keys(bucket, prefix)).toEqual([]);
    return Object.keys(now).length;
  }

  /** Waits until S3 has so many more. Gives how long (ms) it took until it had one. */
  async grows(by: number) {
    const begun = performance.now();
    const from = await this.parts();
    let first: number | undefined;
    const now = async () => {
      const parts = await this.parts();
      if (parts > from) first ??= Math.round(performance.now() - begun);
      return parts;
    };
    await expect.poll(now, { intervals: [200], timeout: 120_000 }).toBeGreaterThanOrEqual(from + by);
    return first!;
  }
}

// Five are on their way at a time: all that has to happen happens before the last of them, on a busy machine, too.
const slowly = { operation: "UploadPart", delay_ms: 1_200 };

/** How long (ms) an upload may stand still for new credentials. With QUIET=1 nothing else runs. */
const PAUSE = process.env.QUIET ? 5_000 : 30_000;

/** Counts the parts that are sent to a server from now on: the most that were on their way at once. */
function inFlight(page: Page, to: string) {
  const flying = new Set<Request>();
  let most = 0;
  page.on("request", (request) => {
    if (request.method() !== "PUT" || !request.url().startsWith(to)) return;
    most = Math.max(most, flying.add(request).size);
  });
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => void flying.delete(request));
  return () => most;
}

for (const { way, mib } of [
  { way: "through the server", mib: 1024 },
  { way: "straight to the bucket", mib: 1024 },
]) {
  test(`19, 20, 22, 23 and 24: a large file goes up ${way}, whatever breaks`, async ({
    demo,
    buckets,
    folder,
    run,
  }, info) => {
    test.setTimeout(900_000);
    const path = info.outputPath("film.bin");
    const digest = film(path, mib);
    const server = await run((home) => Crashing.start(home, demo, forPeople(demo.metadata, "ada")));
    const straight = way.startsWith("straight");
    const rule = {
      AllowedOrigins: [server.url],
      AllowedMethods: ["PUT"],
      AllowedHeaders: ["*"],
      ExposeHeaders: ["ETag"],
    };
    await buckets.cors(folder.bucket, straight ? [rule] : []);
    const browser = await new Browser(server.url).open();
    await signIn(browser.page);
    const chooseAgain = async () => {
      await browser.page.getByLabel("The file of film.bin", { exact: true }).setInputFiles(path);
    };
    const upload = new Upload(demo, folder, "film.bin");
    const few = Math.floor(mib / 8 / 64);
    await demo.faults(slowly);

    await test.step("begin", async () => {
      const files = new FilesPage(browser.page);
      await files.goto("files", folder);
      const flying = inFlight(browser.page, straight ? demo.environment.AWS_ENDPOINT_URL! : server.url);
      await files.upload(path);
      await upload.grows(1);
      expect(flying(), "parts on their way at once").toBeGreaterThanOrEqual(4);
    });
    const before = browser.memory();
    await test.step("credentials end, ten times", async () => {
      let longest = 0;
      for (let times = 0; times < 10; times++) {
        await demo.expireSessions();
        longest = Math.max(longest, await upload.grows(few));
      }
      console.log(`${way}: the next part had arrived after ${longest} ms`);
      expect(longest).toBeLessThan(PAUSE);
    });
    await test.step("the page is reloaded", async () => {
      await browser.page.reload();
      await chooseAgain();
      await upload.grows(few);
    });
    await test.step("the session ends", async () => {
      await browser.signInAnew();
      await upload.grows(few);
    });
    const grown = browser.memory() - before;
    await test.step("the browser is killed", async () => {
      await browser.kill();
      await upload.parts();
      await browser.open();
      await browser.startOver();
      await new FilesPage(browser.page).goto("files", folder);
      await chooseAgain();
      await upload.grows(few);
    });
    await test.step("the server is killed", async () => {
      await server.crash();
      await browser.page.waitForTimeout(2_000);
      await server.startAgain();
      await upload.grows(few);
    });
    await test.step("the network is gone", async () => {
      await browser.offline(30_000);
      await upload.grows(few);
    });
    await test.step("parts fail", async () => {
      await demo.faults({ ...slowly, internal_error: 0.1 });
      await upload.grows(4 * few);
      await demo.faults({ ...slowly, slow_down: 0.1 });
      await upload.grows(4 * few);
      await demo.faults({ ...slowly, cut_upload_after: 3 * MIB });
      await browser.page.waitForTimeout(2_000);
      await demo.faults({ ...slowly, lose_responses: 3 });
      await upload.grows(4 * few);
    });
    await test.step("the answer to the end is lost", async () => {
      await demo.faults({ operation: "CompleteMultipartUpload", lose_responses: 2 });
      await expect(browser.page.getByText(/checksum verified/)).toBeVisible({ timeout: 300_000 });
    });
    await demo.faults();
    expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}film.bin`]);
    expect(await buckets.digest(folder.bucket, `${folder.prefix}film.bin`)).toBe(digest);
    expect(await buckets.parts(folder.bucket, `${folder.prefix}film.bin`)).toEqual({});
    const page = `the page has grown by ${Math.round(grown / MIB)} MiB`;
    console.log(`${way}: ${page}`);
    expect(grown, page).toBeLessThan(200 * MIB);
    await browser.close();
    await buckets.cors(folder.bucket, []);
    rmSync(path);
  });
}
