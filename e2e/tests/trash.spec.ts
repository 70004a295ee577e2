/** `trash = true`: what is deleted where no versions are kept can be had back. */

import { forAnyone, serve } from "../support/server.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

test("31: what is deleted goes to the trash, comes back by Undo, and is gone for good only from there", async ({
  demo,
  buckets,
  folder,
  files,
  page,
  run,
}) => {
  const { bucket, prefix } = folder;
  const keys = () => buckets.keys(bucket, prefix);
  const names = ["a.txt", "box/b.txt", "box/deep/c.txt", "stays.txt"];
  for (const name of names) await buckets.put(bucket, prefix + name);
  const before = await keys();
  const settings = `locations = ["s3://${bucket}/${prefix}"]\ntrash = true\n${forAnyone(demo.metadata)}`;
  const url = await run((home) => serve(home, demo, settings));
  await page.goto(url);
  await page.getByRole("link", { name: `${bucket}/${prefix.slice(0, -1)}` }).click();

  await files.select("a.txt", "box");
  await page.keyboard.press("Delete");
  await expect(files.dialog).toContainText("3 objects");
  await expect(files.dialog).toContainText(`s3://${bucket}/${prefix}.trash/`);
  await expect(files.dialog).not.toContainText("for good");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScrolling(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await files.dialog.getByRole("button", { name: "Delete 3 objects" }).click();
  await expect.poll(() => files.names()).toEqual([".trash", "stays.txt"]);
  const moment = /^\.trash\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\//;
  const inTrash = (await keys()).map((key) => key.slice(prefix.length).replace(moment, "trashed: "));
  expect(inTrash).toEqual(["trashed: a.txt", "trashed: box/b.txt", "trashed: box/deep/c.txt", "stays.txt"]);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(files.row("a.txt")).toBeVisible();
  await expect.poll(keys).toEqual(before);

  await files.delete("a.txt");
  await expect(files.row("a.txt")).toBeHidden();
  await files.openFolder(".trash");
  await files.list.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(files.dialog).toContainText("for good");
  await files.dialog.getByRole("button", { name: "Delete 1 object" }).click();
  await expect.poll(keys).toEqual(before.slice(1));
});
