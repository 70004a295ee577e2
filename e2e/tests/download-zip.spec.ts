import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";

import { python } from "../support/program.ts";
import { expect, test } from "../support/test.ts";

/** What Python's own reader finds in an archive, every CRC checked. */
function found<T>(path: string, of: string) {
  const script = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(json.dumps([[member.filename, ${of}] for member in archive.infolist()]))`;
  return JSON.parse(execFileSync(python, ["-c", script, path], { encoding: "utf8" })) as [string, T][];
}

/** Names and texts. */
const unzipped = (path: string) => found<string>(path, "archive.read(member).decode()");

/** Names and sizes (bytes). */
const sizes = (path: string) => found<number>(path, "member.file_size");

test("a folder comes as one archive, whatever is in its names", async ({ opened, folder, buckets, page }) => {
  const names: Record<string, string> = {
    "plain.txt": "plain.txt",
    "emoji-🦄.txt": "emoji-🦄.txt",
    "ä b+c%20.txt": "ä b+c%20.txt",
    "trailing ": "trailing ",
    "../up.txt": "__/up.txt",
    "a//b.txt": "a/_/b.txt",
    "/lead.txt": "_/lead.txt",
    "back\\slash.txt": "back_slash.txt",
    "deep/er/x.txt": "deep/er/x.txt",
    "deep/er": "deep/er",
    "Plain.txt": "Plain.txt",
  };
  for (const name of Object.keys(names))
    await buckets.put(folder.bucket, `${folder.prefix}box/${name}`, name);
  await buckets.put(folder.bucket, `${folder.prefix}box/empty/`, "");
  await opened.listAgain();
  const coming = page.waitForEvent("download");
  await opened.menu("box", "Download");
  const download = await coming;
  expect(download.suggestedFilename()).toBe("box.zip");
  const members = new Map(unzipped(await download.path()));
  // What is one name to some disks is numbered, and so is a folder with a file's.
  names["plain.txt"] = "plain (2).txt";
  names["deep/er/x.txt"] = "deep/er (2)/x.txt";
  for (const [name, safe] of Object.entries(names)) expect(members.get(`box/${safe}`), safe).toBe(name);
  expect(members.get("box/empty/")).toBe("");
  expect(members.size).toBe(Object.keys(names).length + 1);
});

test("what is chosen comes as one archive with the folder's name", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  for (const name of ["a.txt", "b.txt", "c.txt", "d/e.txt"])
    await buckets.put(folder.bucket, `${folder.prefix}${name}`, name);
  await opened.listAgain();
  await opened.select("a.txt", "c.txt", "d");
  const coming = page.waitForEvent("download");
  await opened.button("Download").click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`${folder.prefix.split("/").at(-2)}.zip`);
  const members = unzipped(await download.path());
  expect(members).toEqual(["a.txt", "c.txt", "d/e.txt"].map((name) => [name, name]));
});

test("37: three folders come as one archive of any size", async ({ opened, folder, buckets, page }) => {
  // With LARGE=1 it has more than 4 GB, which takes ZIP64.
  const size = (process.env.LARGE ? 1_500 : 20) * 1024 ** 2;
  test.setTimeout(process.env.LARGE ? 900_000 : 180_000);
  const folders = ["a", "b", "c"];
  for (const name of folders) {
    await buckets.keep(folder.bucket, `${folder.prefix}${name}/film.bin`, { size });
    await buckets.put(folder.bucket, `${folder.prefix}${name}/notes.txt`, name);
  }
  await opened.listAgain();
  await opened.select(...folders);
  const coming = page.waitForEvent("download");
  await opened.button("Download").click();
  const path = await (await coming).path();
  expect(sizes(path)).toEqual(
    folders.flatMap((name) => [
      [`${name}/film.bin`, size],
      [`${name}/notes.txt`, 1],
    ]),
  );
  if (process.env.LARGE) expect(statSync(path).size).toBeGreaterThan(2 ** 32);
});

test("37: what breaks off is a failed download, and never half an archive", async ({
  opened,
  folder,
  buckets,
  demo,
  page,
}) => {
  const large = Buffer.alloc(6 * 1024 * 1024, "x");
  for (const name of ["1.bin", "2.bin", "3.bin"])
    await buckets.put(folder.bucket, `${folder.prefix}box/${name}`, large);
  await buckets.put(folder.bucket, `${folder.prefix}box/0.txt`, "y".repeat(200_000));
  await opened.listAgain();
  await demo.faults({ operation: "GetObject", cut_download_after: 1024 * 1024 });
  const downloaded = async () => {
    const coming = page.waitForEvent("download");
    await opened.menu("box", "Download");
    return (await coming).failure();
  };
  // However a download fails, Playwright calls it canceled.
  expect(await downloaded()).toBe("canceled");
  await demo.faults();
  expect(await downloaded()).toBeNull();
});

test("an archive that is refused at once says why, with what would help", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await buckets.put(folder.bucket, `${folder.prefix}box/a.txt`);
  await opened.listAgain();
  await expect(opened.row("box")).toBeVisible();
  const resource = `arn:aws:s3:::${folder.bucket}/${folder.prefix}box/*`;
  const statement = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: resource };
  await buckets.setPolicy(folder.bucket, { Version: "2012-10-17", Statement: [statement] });
  try {
    await opened.menu("box", "Download");
    await expect(opened.dialog).toContainText("You may not download from here");
    await expect(opened.dialog).toContainText("s3:GetObject");
    await buckets.setPolicy(folder.bucket, null);
    const coming = page.waitForEvent("download");
    await opened.dialog.getByRole("button", { name: "Try again" }).click();
    expect(await (await coming).failure()).toBeNull();
  } finally {
    await buckets.setPolicy(folder.bucket, null);
  }
});
