import { expect, test } from "../support/test.ts";

/** Keys that browsers, proxies and careless code make into others. boto3 creates each of them. */
const keys = [
  "plus+sign",
  "per%cent",
  "per%20cent",
  "per%2Fcent",
  "hash#tag",
  "what?",
  "amp&er=x",
  "trailing ",
  " leading",
  ".hidden",
  "quote\"'",
  "smile 😀",
  "ümlaut",
  "u\u0308mlaut",
  "back\\slash",
  "<b>tag",
  "..",
  ".",
  "n".repeat(900),
];

for (const name of keys) {
  test(`${name.length > 40 ? "a key of 1,024 bytes" : JSON.stringify(name)} is opened, renamed and deleted exactly`, async ({
    opened,
    folder,
    buckets,
    page,
  }) => {
    const long = name.length > 40 ? "n".repeat(1024 - folder.prefix.length) : name;
    const key = folder.prefix + long;
    // What a cleaned key would hit: these must still be there at the end.
    const beside = ["plus sign", "per cent", "per/cent", "trailing", "leading", "hidden", "what", "hash"];
    const others = beside.map((other) => folder.prefix + other).toSorted();
    for (const other of others) await buckets.put(folder.bucket, other, "beside");
    await buckets.put(folder.bucket, key, `I am ${long}`, "text/plain");
    await page.reload();
    await opened.open(long);
    await expect(opened.preview).toContainText(`I am ${long}`);
    await opened.closePreview();
    expect(String((await opened.download(long)).bytes)).toBe(`I am ${long}`);
    await opened.rename(long, "plain.txt");
    await expect
      .poll(() => buckets.keys(folder.bucket, `${folder.prefix}plain`))
      .toEqual([`${folder.prefix}plain.txt`]);
    await opened.rename("plain.txt", long);
    await expect(opened.row(long)).toBeVisible();
    expect(await buckets.keys(folder.bucket, folder.prefix)).toContain(key);
    await opened.delete(long);
    await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual(others);
  });
}

for (const name of ["tab\there", "new\nline", "txt.\u202egnp.exe", "zero\u200bwidth", "nul\u0001like"]) {
  test(`${JSON.stringify(name)}, which cannot be typed, is opened and deleted exactly`, async ({
    opened,
    folder,
    buckets,
    page,
  }) => {
    const beside = name.replaceAll(/[^\w.]/g, "");
    await buckets.put(folder.bucket, folder.prefix + beside, "beside");
    await buckets.put(folder.bucket, folder.prefix + name, "I am odd", "text/plain");
    await page.reload();
    await opened.open(name);
    await expect(opened.preview).toContainText("I am odd");
    await opened.closePreview();
    expect(String((await opened.download(name)).bytes)).toBe("I am odd");
    await opened.delete(name);
    await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual([folder.prefix + beside]);
  });
}

test("every key of the demo's odd bucket is listed as it is", async ({ signIn, files, buckets, page }) => {
  // Only rows in view are drawn.
  await page.setViewportSize({ width: 1280, height: 2400 });
  const all = await buckets.keys("studio-odd-keys");
  expect(all.length).toBeGreaterThan(25);
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-odd-keys", prefix: "" });
  for (const key of all.filter((name) => !name.includes("/")))
    await expect(files.row(key).first()).toBeAttached();
});

for (const [path, steps] of [
  ["a//b", ["a", ""]],
  ["/leading", [""]],
  ["x/../up", ["x", ".."]],
  ["x/./here", ["x", "."]],
  ["deep/%2F/x", ["deep", "%2F"]],
] as const) {
  test(`the folders on the way to ${path} are walked`, async ({ opened, folder, buckets, page }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await buckets.put(folder.bucket, folder.prefix + path, "found", "text/plain");
    await page.reload();
    for (const step of steps) await opened.openFolder(step);
    await opened.open(name);
    await expect(opened.preview).toContainText("found");
    await opened.closePreview();
    await opened.delete(name);
    await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
  });
}

test("a folder and a file of one name are two things", async ({ opened, folder, buckets, page }) => {
  await buckets.put(folder.bucket, `${folder.prefix}same`, "file", "text/plain");
  await buckets.put(folder.bucket, `${folder.prefix}same/`, "");
  await buckets.put(folder.bucket, `${folder.prefix}same/inside`, "inside");
  await page.reload();
  await expect(opened.row("same")).toHaveCount(2);
  await opened.deleteRow(opened.row("same").filter({ hasNotText: /folder/i }));
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual([`${folder.prefix}same/`, `${folder.prefix}same/inside`]);
  await expect(opened.row("same")).toHaveCount(1);
  await opened.delete("same");
  await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});
