/** One account, buckets in two regions: nobody notices but by what the page says. */

import { expect, test } from "../support/test.ts";

const dublin = { bucket: "studio-dublin", prefix: "e2e/" };

test.afterEach(({ buckets }) => buckets.remove(dublin.bucket, dublin.prefix));

test("a file goes from one region to the other and back", async ({
  signIn,
  files,
  buckets,
  folder,
  page,
}) => {
  const refused: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  await signIn.openStudio();
  await expect(page.getByRole("link", { name: "studio-dublin" })).toContainText("eu-west-1");
  await expect(page.getByRole("link", { name: "studio-assets" })).toContainText("us-east-1");
  await page.getByRole("link", { name: "studio-dublin" }).click();
  await files.openFolder("grading");
  await files.open("notes.md");
  await expect(files.preview).toContainText("Warmer from the second reel on.");
  await files.closePreview();
  expect((await files.download("reels.csv")).bytes.toString()).toContain("reel,minutes");
  refused.length = 0;

  await files.goto("studio", dublin);
  const film = Buffer.alloc(17 * 1024 * 1024, "film");
  await files.upload(
    { name: "cut.txt", mimeType: "text/plain", buffer: Buffer.from("first cut") },
    { name: "film.bin", mimeType: "application/octet-stream", buffer: film },
  );
  await expect(files.row("film.bin")).toBeVisible();
  await expect(files.row("cut.txt")).toBeVisible();
  await files.sendTo("Copy", folder.prefix, folder.bucket, "cut.txt", "film.bin");
  await files.goto("studio", folder);
  await expect(files.row("film.bin")).toBeVisible();
  await files.rename("cut.txt", "last-cut.txt");
  await files.sendTo("Move", dublin.prefix, dublin.bucket, "last-cut.txt");
  await expect(files.row("last-cut.txt")).toBeHidden();
  await files.goto("studio", dublin);
  await expect(files.row("last-cut.txt")).toBeVisible();
  expect(refused).toEqual([]);

  const there = ["cut.txt", "film.bin", "last-cut.txt"].map((name) => dublin.prefix + name);
  expect(await buckets.keys(dublin.bucket, dublin.prefix)).toEqual(there);
  expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}film.bin`]);
  expect((await buckets.read(folder.bucket, `${folder.prefix}film.bin`)).equals(film)).toBe(true);
});
