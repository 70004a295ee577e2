/** What leaves a folder by the clipboard: things themselves, and what they are called elsewhere. */

import { begin, chip } from "../support/sign-in.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test("what is copied or cut in one connection is pasted in another", async ({
  files,
  folder,
  buckets,
  page,
}) => {
  const { bucket, prefix } = folder;
  const names = async () => (await buckets.keys(bucket, prefix)).map((key) => key.slice(prefix.length));
  for (const name of ["a.txt", "b.txt", "box/c.txt", "there/x.txt"]) await buckets.put(bucket, prefix + name);
  await begin(page, "Research", "ada");
  await page.getByRole("button", { name: /research-write/ }).click();
  await expect(chip(page)).toContainText("research-write");
  const headers = { "X-Wardrobe": "1" };
  expect((await page.request.post("/api/connections/studio/open", { headers, data: {} })).status()).toBe(200);
  const carry = async (key: "c" | "x", ...what: string[]) => {
    await files.goto("studio", folder);
    await files.select(...what);
    await page.keyboard.press(`Control+${key}`);
    await expect(page.getByText("Paste it in another folder, bucket or connection.").first()).toBeVisible();
    await files.goto("research", { bucket, prefix: `${prefix}there/` });
    await expect(files.row("x.txt")).toBeVisible();
    await files.list.focus();
    await page.keyboard.press("Control+v");
    for (const one of what) await expect(files.row(one)).toBeVisible();
  };
  await carry("c", "a.txt", "box");
  expect(await names()).toEqual([
    "a.txt",
    "b.txt",
    "box/c.txt",
    "there/a.txt",
    "there/box/c.txt",
    "there/x.txt",
  ]);
  await carry("x", "b.txt");
  await expect
    .poll(names)
    .toEqual(["a.txt", "box/c.txt", "there/a.txt", "there/b.txt", "there/box/c.txt", "there/x.txt"]);
  expect(String(await buckets.read(bucket, `${prefix}there/b.txt`))).toBe(`${prefix}b.txt`);
});

test("a file is copied as what it is called elsewhere", async ({
  opened,
  folder,
  buckets,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { bucket, prefix } = folder;
  const key = `${prefix}it's 100%.txt`;
  await buckets.put(bucket, key, "what is in it", "text/plain");
  await opened.listAgain();
  const copied = async (as: string) => {
    await opened.menu("it's 100%.txt", "Copy as");
    await expect(page.getByRole("menuitem", { name: as })).toBeVisible();
    if (as === "ARN") await expectAccessible(page);
    await page.getByRole("menuitem", { name: as }).click();
    await expect(page.getByText(`Copied: ${as}`)).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const query = new URLSearchParams({ bucket, prefix, preview: key });
  expect(await copied("S3 address")).toBe(`s3://${bucket}/${key}`);
  expect(await copied("ARN")).toBe(`arn:aws:s3:::${bucket}/${key}`);
  expect(await copied("HTTPS address")).toBe(
    `https://${bucket}.s3.us-east-1.amazonaws.com/${prefix}it%27s%20100%25.txt`,
  );
  expect(await copied("Command of the AWS CLI")).toBe(
    `aws s3 cp 's3://${bucket}/${prefix}it'\\''s 100%.txt' .`,
  );
  const link = new URL(await copied("Link to this page"));
  expect(link.searchParams.toString()).toBe(query.toString());
  await page.goto(link.href);
  await expect(opened.preview).toContainText("what is in it");
});
