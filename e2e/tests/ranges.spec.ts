/** Large files are shown by reading little of them, counted at the store. */

import type { Page } from "@playwright/test";

import { FilesPage } from "../support/files.ts";
import { MIB } from "../support/film.ts";
import { log, longFilm, parquet, type Pieces, zip } from "../support/large.ts";
import { Relay } from "../support/relay.ts";
import { forAnyone, serve } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

/** Sizes in MiB. With LARGE=1 the two that take long to make are as large as people have them. */
const LARGE = Boolean(process.env.LARGE);
const [PARQUET, ZIP, FILM, LOG] = LARGE ? [3072, 10_240, 2048, 1024] : [128, 10_240, 2048, 32];
const MOST = 5_000_000;

/** What the window says it has read. */
async function said(page: Page) {
  const words = (await page.getByRole("dialog").locator(".preview-title p").textContent()) ?? "";
  const [, number, unit] = /read ([\d.,]+) (bytes|KB|MB) of/.exec(words) ?? [];
  return Number(number?.replace(",", "")) * { bytes: 1, KB: 1024, MB: MIB }[unit as "KB"]!;
}

test("35: a Parquet, a ZIP, films and a log of any size are shown by reading less than 5 MB", async ({
  demo,
  buckets,
  folder,
  browser,
  run,
}) => {
  test.setTimeout(LARGE ? 900_000 : 180_000);
  const store = await run(() => Relay.start(demo.environment.AWS_ENDPOINT_URL!));
  const url = await run((home) =>
    serve(home, { environment: { AWS_ENDPOINT_URL: store.url } }, forAnyone(demo.metadata)),
  );
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const session = await page.request.post("/api/connections/files/open", {
    headers: { "X-Wardrobe": "1" },
    data: {},
  });
  expect(session.status(), await session.text()).toBe(200);
  const files = new FilesPage(page);
  const { preview } = files;
  /** Where the pieces of films begin that the page asks for. */
  const begins: number[] = [];
  page.on("request", (request) => {
    const [, from] = /^bytes=(\d+)-/.exec(request.headers().range ?? "") ?? [];
    if (from) begins.push(Number(from));
  });
  const film = await buckets.read(folder.bucket, "talks/a-day-at-the-lake.mp4");

  /** Shows one, looks at it, and counts what the store has sent meanwhile; then does what is not counted. */
  const look = async (name: string, pieces: Pieces, see: () => Promise<void>, then?: () => Promise<void>) => {
    const key = folder.prefix + name;
    // It is listed; what is in it the relay knows.
    await buckets.put(folder.bucket, key, "");
    const size = store.hold(folder.bucket, key, pieces);
    await files.goto("files", folder);
    await expect(files.row(name)).toBeVisible();
    const before = store.bytes;
    begins.length = 0;
    /** Bytes read by now, when what is on its way has come. */
    const settled = async () => {
      let read = -1;
      await expect
        .poll(
          async () => {
            const had = read;
            read = store.bytes - before;
            return read - had;
          },
          { intervals: [700] },
        )
        .toBe(0);
      return read;
    };
    await files.open(name);
    await see();
    const read = await settled();
    console.log(`${name}: ${read.toLocaleString("en")} bytes read of ${size.toLocaleString("en")}`);
    expect(read, name).toBeLessThan(MOST);
    expect(read, name).toBeGreaterThan(1000);
    // What the window says is what came, but for its rounding; a player does not tell.
    if (!name.endsWith(".mp4")) {
      await expect.poll(() => said(page), name).toBeGreaterThan(read * 0.8);
      // The last of it may still be on its way.
      await expect.poll(async () => (await said(page)) / (store.bytes - before), name).toBeLessThan(1.01);
    }
    await then?.();
    expect(await settled(), `${name}, and what is done with it`).toBeLessThan(MOST);
    await files.closePreview();
  };

  await look("rows.parquet", parquet(PARQUET! * MIB), async () => {
    const count = (PARQUET! * MIB) / (256 * 1024);
    await expect(preview).toContainText(`${count.toLocaleString("en")} rows`);
    const rows = preview.getByRole("region", { name: "Rows" });
    await expect(rows.getByRole("row").nth(1)).toContainText("place 0");
    await preview.getByRole("button", { name: "Last" }).click();
    await expect(rows.getByRole("row").last()).toContainText(`place ${(count - 1) % 7}`);
    // What would cost much is left out, and asked about.
    const picture = preview.getByRole("checkbox", { name: /picture/ });
    await expect(picture).not.toBeChecked();
    await picture.check();
    await expect(preview.getByRole("heading", { name: /These rows take/ })).toBeVisible();
    await picture.uncheck();
    await expect(rows).toBeVisible();
  });

  await look("all.zip", zip(ZIP! * MIB, 20_000), async () => {
    await expect(preview).toContainText(/20,\d\d\d members, of which the first [\d,]+ are read/);
    await preview.getByRole("textbox").fill("readme");
    await preview.getByRole("button", { name: "README.txt", exact: true }).click();
    await expect(preview).toContainText("What is in here is large.");
    const coming = page.waitForEvent("download");
    await preview.getByRole("button", { name: "Download" }).click();
    expect((await coming).suggestedFilename()).toBe("README.txt");
  });

  await look("app.log", log(LOG! * MIB), async () => {
    const text = preview.getByRole("region", { name: "Text" });
    await expect(text).toContainText("the last line");
    await preview.getByRole("button", { name: "Start" }).click();
    await expect(text).toContainText("line 0 all is well");
    await preview.getByRole("textbox", { name: /Go to a byte/ }).fill("50%");
    await preview.getByRole("button", { name: "Go", exact: true }).click();
    await expect(text).toContainText(`line ${(LOG! * MIB) / 128} all`);
    await expect(text).not.toContainText("the last line");
  });

  const media = preview.locator("video");
  // Twice each: then the browser may have kept some of it.
  for (const index of ["front", "back", "front", "back"] as const) {
    const see = async () => {
      await expect.poll(() => media.evaluate((m) => (m as HTMLMediaElement).readyState)).toBeGreaterThan(0);
      expect(await media.evaluate((m) => (m as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
    };
    const seek = async () => {
      const to = await media.evaluate((m) => {
        const player = m as HTMLVideoElement;
        return (player.currentTime = player.duration * 0.8);
      });
      await expect
        .poll(() =>
          media.evaluate((m) => !(m as HTMLMediaElement).seeking && (m as HTMLMediaElement).readyState),
        )
        .toBeGreaterThanOrEqual(2);
      expect(await media.evaluate((m) => (m as HTMLMediaElement).currentTime)).toBeCloseTo(to, 0);
      // Its index at the end was reached without what lies before.
      if (index === "back") expect(Math.max(...begins)).toBeGreaterThan((FILM! / 2) * MIB);
    };
    await look(`${index}.mp4`, longFilm(film, FILM! * MIB, index), see, seek);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});
