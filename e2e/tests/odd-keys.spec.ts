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

// What a cleaned key would hit: these must be there after each.
const beside = ["plus sign", "per cent", "per/cent", "trailing", "leading", "hidden", "what", "hash"];

/** The order of S3: of the UTF-8 bytes. */
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

for (const some of [keys.slice(0, 10), keys.slice(10)]) {
  test(`${some.map((name) => JSON.stringify(name.slice(0, 40))).join(", ")} are opened, renamed and deleted exactly`, async ({
    opened,
    folder,
    buckets,
  }) => {
    // 1,024 bytes with the folder.
    const names = some.map((name) => (name.length > 40 ? "n".repeat(1024 - folder.prefix.length) : name));
    const left = new Set([...beside, ...names]);
    const here = () => buckets.keys(folder.bucket, folder.prefix);
    const expected = () => [...left].map((name) => folder.prefix + name).toSorted(byBytes);
    for (const other of beside) await buckets.put(folder.bucket, folder.prefix + other, "beside");
    for (const name of names)
      await buckets.put(folder.bucket, folder.prefix + name, `I am ${name}`, "text/plain");
    await opened.listAgain();
    // All have come: they are in their order.
    await expect(opened.page.locator("footer").getByText(/^\d+ items$/)).toBeVisible();
    for (const name of names)
      await test.step(JSON.stringify(name.slice(0, 40)), async () => {
        await opened.open(name);
        await expect(opened.preview).toContainText(`I am ${name}`);
        await opened.closePreview();
        expect(String((await opened.download(name)).bytes)).toBe(`I am ${name}`);
        await opened.rename(name, "plain.txt");
        await expect
          .poll(() => buckets.keys(folder.bucket, `${folder.prefix}plain`))
          .toEqual([`${folder.prefix}plain.txt`]);
        await opened.rename("plain.txt", name);
        await expect(opened.row(name)).toBeVisible();
        expect(await here()).toEqual(expected());
        await opened.delete(name);
        left.delete(name);
        await expect.poll(here).toEqual(expected());
      });
  });
}

test("keys that cannot be typed are opened and deleted exactly", async ({ opened, folder, buckets }) => {
  const names = ["tab\there", "new\nline", "txt.\u202egnp.exe", "zero\u200bwidth", "nul\u0001like"];
  const left = new Set(names.flatMap((name) => [name, name.replaceAll(/[^\w.]/g, "")]));
  for (const name of left)
    await buckets.put(
      folder.bucket,
      folder.prefix + name,
      names.includes(name) ? `I am ${names.indexOf(name)}` : "beside",
      "text/plain",
    );
  await opened.listAgain();
  for (const name of names)
    await test.step(JSON.stringify(name), async () => {
      await opened.open(name);
      await expect(opened.preview).toContainText(`I am ${names.indexOf(name)}`);
      await opened.closePreview();
      expect(String((await opened.download(name)).bytes)).toBe(`I am ${names.indexOf(name)}`);
      await opened.delete(name);
      left.delete(name);
      await expect
        .poll(() => buckets.keys(folder.bucket, folder.prefix))
        .toEqual([...left].map((other) => folder.prefix + other).toSorted(byBytes));
    });
});

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

test("the folders on the way to odd places are walked", async ({ opened, folder, buckets }) => {
  const places = {
    "a//b": ["a", ""],
    "/leading": [""],
    "x/../up": ["x", ".."],
    "x/./here": ["x", "."],
    "deep/%2F/x": ["deep", "%2F"],
  };
  const left = new Set(Object.keys(places));
  for (const path of left)
    await buckets.put(folder.bucket, folder.prefix + path, `found ${path}`, "text/plain");
  for (const [path, steps] of Object.entries(places))
    await test.step(path, async () => {
      await opened.goto("studio", folder);
      const name = path.slice(path.lastIndexOf("/") + 1);
      for (const step of steps) await opened.openFolder(step);
      await opened.open(name);
      await expect(opened.preview).toContainText(`found ${path}`);
      await opened.closePreview();
      await opened.delete(name);
      left.delete(path);
      await expect
        .poll(() => buckets.keys(folder.bucket, folder.prefix))
        .toEqual([...left].map((other) => folder.prefix + other).toSorted(byBytes));
    });
});

test("a folder and a file of one name are two things", async ({ opened, folder, buckets }) => {
  await buckets.put(folder.bucket, `${folder.prefix}same`, "file", "text/plain");
  await buckets.put(folder.bucket, `${folder.prefix}same/`, "");
  await buckets.put(folder.bucket, `${folder.prefix}same/inside`, "inside");
  await opened.listAgain();
  await expect(opened.row("same")).toHaveCount(2);
  await opened.deleteRow(opened.row("same").filter({ hasNotText: /folder/i }));
  await expect
    .poll(() => buckets.keys(folder.bucket, folder.prefix))
    .toEqual([`${folder.prefix}same/`, `${folder.prefix}same/inside`]);
  await expect(opened.row("same")).toHaveCount(1);
  await opened.delete("same");
  await expect.poll(() => buckets.keys(folder.bucket, folder.prefix)).toEqual([]);
});
