/** A job of the server outlives the server. */

import { Buckets } from "../support/bucket.ts";
import { FilesPage } from "../support/files.ts";
import { sandbox } from "../support/sandbox.ts";
import { Crashing, forAnyone } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

const BUCKET = "studio-bulk";
/** LARGE=1 takes a minute or two. */
const OBJECTS = process.env.LARGE ? 5_000 : 1_200;

test("30: a move of thousands goes on after the server was killed in the middle, loses none and doubles none", async ({
  page,
  run,
}) => {
  test.setTimeout(600_000);
  const { metadata, environment } = await run((home) => sandbox(home, BUCKET, OBJECTS));
  const buckets = new Buckets(environment);
  const server = await run((home) => Crashing.start(home, { environment }, forAnyone(metadata)));
  const files = new FilesPage(page);
  const panel = page.getByRole("region", { name: "Jobs" });
  const before = await buckets.keys(BUCKET);
  await page.goto(server.url);
  await expect(page.getByRole("link", { name: BUCKET })).toBeVisible();
  await files.goto("files", { bucket: BUCKET, prefix: "" });
  await files.askToSend("Move", "there/", BUCKET, "many");
  await files.dialog.getByRole("button", { name: "Leave it running" }).click();
  const moved = () => buckets.keys(BUCKET, "there/");
  await expect
    .poll(async () => (await moved()).length, { intervals: [100], timeout: 200_000 })
    .toBeGreaterThan(OBJECTS / 4);
  await server.crash();
  expect((await moved()).length).toBeLessThan(OBJECTS);
  await server.startAgain();
  await page.reload();
  await expect(panel).toContainText(`${OBJECTS.toLocaleString("en")} objects moved to`, { timeout: 300_000 });
  expect(await buckets.keys(BUCKET)).toEqual(before.map((key) => `there/${key}`));
  for (const key of [before[0], before[OBJECTS / 2], before[OBJECTS - 1]])
    expect(String(await buckets.read(BUCKET, `there/${key}`))).toBe(`${Number(/\d+/.exec(key!)?.[0])}\n`);
  buckets.stop();
});
