/** Many small files in nested folders. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "../support/test.ts";

const FILES = 2_000;
/** So many are sent one by one, for comparison. */
const ONE_BY_ONE = 40;

test("18: 2,000 small files in nested folders go up at least three times faster than one by one", async ({
  opened,
  page,
  folder,
  buckets,
  demo,
}, info) => {
  test.setTimeout(400_000);
  const tree = join(info.outputPath(), "tree");
  const names = Array.from({ length: FILES }, (_, at) => `${at % 10}/${at % 7}/${at % 3}/file ${at}.txt`);
  for (const name of names) {
    mkdirSync(join(tree, name, ".."), { recursive: true });
    writeFileSync(join(tree, name), name);
  }
  // A store in the same town.
  await demo.faults({ operation: "PutObject", delay_ms: 20 });
  const alone = await page.evaluate(
    async ({ bucket, prefix, count }) => {
      const begun = performance.now();
      for (let at = 0; at < count; at++) {
        const query = new URLSearchParams({ bucket, key: `${prefix}alone/${at}` });
        const headers = { "X-Wardrobe": "1", "If-None-Match": "*" };
        const url = `/api/connections/studio/object?${query}`;
        const answer = await fetch(url, { method: "PUT", headers, body: new Blob([`${at}`]) });
        if (!answer.ok) throw new Error(await answer.text());
      }
      return (performance.now() - begun) / count;
    },
    { ...folder, count: ONE_BY_ONE },
  );
  const begun = performance.now();
  await opened.drop(tree);
  await expect(page.getByRole("heading", { name: "2,000 files uploaded" })).toBeVisible({ timeout: 300_000 });
  const together = (performance.now() - begun) / FILES;
  await demo.faults();
  const stored = await buckets.keys(folder.bucket, `${folder.prefix}tree/`);
  expect(stored.map((key) => key.slice(`${folder.prefix}tree/`.length)).toSorted()).toEqual(names.toSorted());
  expect(String(await buckets.read(folder.bucket, `${folder.prefix}tree/${names[1234]}`))).toBe(names[1234]);
  rmSync(tree, { recursive: true });
  const said = `one by one ${alone.toFixed(0)} ms each, together ${together.toFixed(0)} ms: ${(alone / together).toFixed(1)} times`;
  console.log(said);
  expect(alone / together, said).toBeGreaterThan(3);
});
