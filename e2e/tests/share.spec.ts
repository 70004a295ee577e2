import type { Page } from "@playwright/test";

import { install, share } from "../support/share.ts";
import { signInAs } from "../support/sign-in.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const kept = (page: Page) => page.evaluate(() => caches.keys());

test("the page can be installed", async ({ page }) => {
  await page.goto("/");
  const browser = await page.context().newCDPSession(page);
  const { data = "{}", errors } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // Every test has a profile of its own that keeps nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual(
    [],
  );
  const { icons } = JSON.parse(data) as { icons: { src: string; sizes: string; type: string }[] };
  for (const { src, sizes, type } of icons) {
    expect((await page.request.get(src)).headers()["content-type"]).toBe(type);
    const wide = await page.evaluate(async (address) => {
      const picture = Object.assign(new Image(), { src: address });
      await picture.decode();
      return picture.naturalWidth;
    }, src);
    if (sizes !== "any") expect(`${wide}x${wide}`).toBe(sizes);
  }
});

test("what is shared goes to a folder that one picks", async ({ opened, folder, buckets, page }) => {
  await buckets.put(folder.bucket, `${folder.prefix}there.txt`);
  await opened.listAgain();
  await expect(opened.row("there.txt")).toBeVisible();
  await install(page);
  await share(page, { "one.txt": "first", "zwei ä.txt": "second" });
  await expect(page.getByRole("heading", { name: "Where should these 2 files go?" })).toBeVisible();
  await expectAccessible(page);
  // The folder that was open before was used last.
  const places = page.getByRole("list", { name: "Used last" });
  await expect(places.getByRole("button").first()).toHaveText(
    `${folder.bucket}/${folder.prefix}`.slice(0, -1),
  );
  await page.getByRole("textbox", { name: "Folder" }).fill(`s3://${folder.bucket}/${folder.prefix}shared/`);
  await page.getByRole("button", { name: "Upload here" }).click();
  await expect(opened.row("one.txt")).toBeVisible();
  await expect(opened.row("zwei ä.txt")).toBeVisible();
  const shared = `${folder.prefix}shared/`;
  expect(await buckets.keys(folder.bucket, shared)).toEqual([`${shared}one.txt`, `${shared}zwei ä.txt`]);
  await expect.poll(() => kept(page)).toEqual([]);
  await page.goto("/share");
  await expect(page.getByText("No shared file is waiting")).toBeVisible();
});

test("what is shared is there again after a sign-in at a provider", async ({ page }) => {
  await page.goto("/");
  await install(page);
  await share(page, { "a.txt": "first" });
  const tile = page.getByRole("article", { name: "Partner drop box" });
  await tile.getByRole("link", { name: /^Sign in with/ }).click();
  await signInAs(page, "ada");
  await expect(page.getByRole("heading", { name: "Where should this file go?" })).toBeVisible();
  await expect(page.getByText("a.txt")).toBeVisible();
  await expect(page).toHaveURL(/\/share$/);
});

test("what is shared waits for the sign-in, and is gone after a sign-out", async ({ files, page }) => {
  await page.goto("/");
  await install(page);
  await share(page, { "a.txt": "first" });
  await expect(page.getByText(/^Sign in first/)).toBeVisible();
  // Who goes elsewhere for it is led back.
  await page.goto("/");
  await page.getByRole("article", { name: "Studio files" }).getByRole("button", { name: /^Open/ }).click();
  await page.waitForURL("**/c/studio");
  await page.getByRole("link", { name: "Choose a folder" }).click();
  await expect(page.getByRole("button", { name: "Upload here" })).toBeVisible();
  await expect(page.getByText("a.txt")).toBeVisible();
  await expect.poll(() => kept(page)).toEqual(["wardrobe-shared"]);
  await files.signOut();
  await page.waitForURL("**/");
  await expect.poll(() => kept(page)).toEqual([]);
  await page.goto("/share");
  await expect(page.getByText("No shared file is waiting")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true });

  test("a photo is taken and uploaded", async ({ opened, page }) => {
    await page.evaluate(() => Reflect.deleteProperty(window, "showOpenFilePicker"));
    await opened.button("Upload").click();
    const camera = page.waitForEvent("filechooser");
    await page.getByRole("menuitem", { name: "Take a photo" }).click();
    const chooser = await camera;
    expect(await chooser.element().getAttribute("capture")).toBe("environment");
    await chooser.setFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("a photo") });
    await expect(opened.row("photo.jpg")).toBeVisible();
  });

  test("a place is picked by touch", async ({ opened, page }) => {
    await expect(opened.button("Upload")).toBeVisible();
    await install(page);
    await share(page, { "a very long name of a picture that somebody has taken somewhere.jpg": "x" });
    await expect(page.getByRole("button", { name: "Upload here" })).toBeVisible();
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);
  });
});
