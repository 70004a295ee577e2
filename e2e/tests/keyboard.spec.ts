/** Everything goes by the keyboard alone, and is told to those who do not see it. */

import type { Page } from "@playwright/test";

import type { FilesPage } from "../support/files.ts";
import { test as base, expect, expectAccessible, type Folder } from "../support/test.ts";

const KEPT = "studio-archive";

/** With a folder of its own in a bucket that keeps versions. */
const test = base.extend<{ folder: Folder }>({
  folder: async ({ buckets }, use, info) => {
    const folder = { bucket: KEPT, prefix: `e2e/${info.testId}/` };
    for (const name of ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "there/x.txt"])
      await buckets.put(folder.bucket, folder.prefix + name, "12345", "text/plain");
    await use(folder);
    await buckets.removeVersions(folder.bucket, folder.prefix);
  },
});

/** Goes on with Tab until something has the focus. */
async function tabTo(page: Page, isThere: () => Promise<boolean>) {
  for (let step = 0; step < 60; step += 1) {
    if (await isThere()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not lead there");
}

const hasFocus = (files: FilesPage) => () => files.list.evaluate((list) => list === document.activeElement);

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

const heard = (page: Page, words: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: words }).first()).toBeAttached();

test("16 and 17: three separate rows are selected, told, cut, pasted and brought back by the keyboard alone", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  const keys = () => buckets.keys(folder.bucket, folder.prefix);
  const before = await keys();
  await expect(opened.row("a.txt")).toBeVisible();
  await tabTo(page, hasFocus(opened));
  await press(page, "Home", "ArrowDown", "Control+ArrowDown", "Control+ArrowDown", "Space");
  await press(page, "Control+ArrowDown", "Control+ArrowDown", "Space");
  await expect(opened.selected).toHaveCount(3);
  await heard(page, "3 items selected");

  // As a screen reader has it.
  await expect(opened.list).toHaveAttribute("aria-rowcount", "7");
  await expect(opened.list).toMatchAriaSnapshot(`
    - grid /Files in .+/:
      - row:
        - columnheader "Name"
      - rowgroup:
        - row /there Folder/
        - row /a\\.txt Text 5 bytes .+20\\d\\d/ [selected]
        - row /b\\.txt Text 5 bytes .+20\\d\\d/
        - row /c\\.txt Text 5 bytes .+20\\d\\d/ [selected]
        - row /d\\.txt Text 5 bytes/
        - row /e\\.txt Text 5 bytes/ [selected]
  `);
  const active = await opened.list.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toContainText("e.txt");

  // Cut here, pasted elsewhere, and undone.
  await press(page, "Control+x");
  await expect(opened.row("c.txt")).toHaveAttribute("data-faded", "true");
  await press(page, "Home", "Enter");
  await expect(opened.row("x.txt")).toBeVisible();
  await expect(opened.list).toBeFocused();
  await press(page, "Control+v");
  await expect(page.getByText("3 objects moved").first()).toBeVisible();
  await expect.poll(() => opened.names()).toEqual(["a.txt", "c.txt", "e.txt", "x.txt"]);
  const moved = (name: string) => folder.prefix + (/^[ace]/.test(name) ? `there/${name}` : name);
  const names = before.map((key) => key.slice(folder.prefix.length));
  expect(await keys()).toEqual(names.map(moved).toSorted());
  await press(page, "Alt+ArrowUp");
  await expect.poll(() => opened.names()).toEqual(["there", "b.txt", "d.txt"]);
  await expect(opened.list).toBeFocused();
  await press(page, "Control+z");
  await expect(page.getByText("3 objects are back")).toBeVisible();
  await expect.poll(() => opened.names()).toEqual(["there", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]);
  expect(await keys()).toEqual(before);
});

test("16: a row is renamed in place, deleted and brought back by the keyboard alone", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  await expect(opened.row("a.txt")).toBeVisible();
  await tabTo(page, hasFocus(opened));
  await press(page, "Home", "ArrowDown", "F2");
  // What is typed takes the place of the name, not of its ending.
  await page.keyboard.type("b");
  await expect(opened.newName).toHaveValue("b.txt");
  await press(page, "Enter");
  await expect(opened.renaming).toContainText("There is already a file of this name. Nothing was changed.");
  await expect(opened.newName).toBeFocused();
  await expectAccessible(page);
  await press(page, "Escape");
  await expect(opened.newName).toBeHidden();
  await expect(opened.list).toBeFocused();
  await press(page, "F2");
  await page.keyboard.type("z");
  await press(page, "Enter");
  await expect.poll(() => opened.names()).toEqual(["there", "b.txt", "c.txt", "d.txt", "e.txt", "z.txt"]);
  await expect(opened.list).toBeFocused();
  await expect(page.getByText("“a.txt” is now “z.txt”")).toBeVisible();
  await press(page, "Control+z");
  await expect(opened.row("a.txt")).toBeVisible();
  await expect(opened.row("z.txt")).toBeHidden();

  await press(page, "Home", "ArrowDown", "ArrowDown", "Delete");
  const sure = opened.dialog.getByRole("button", { name: "Delete 1 object" });
  await expect(opened.dialog).toMatchAriaSnapshot(`
    - alertdialog "Delete “b.txt”?":
      - banner:
        - heading "Delete “b.txt”?" [level=2]
        - button "Close"
      - paragraph: 1 object, 5 bytes
      - paragraph: /This bucket keeps versions/
      - contentinfo:
        - button "Cancel"
        - button "Delete 1 object"
  `);
  await tabTo(page, () => sure.evaluate((button) => button === document.activeElement));
  await press(page, "Enter");
  await expect(opened.row("b.txt")).toBeHidden();
  await expect(page.getByText("1 object deleted")).toBeVisible();
  await expect(opened.list).toBeFocused();
  await press(page, "Control+z");
  await expect(opened.row("b.txt")).toBeVisible();
  expect(await buckets.keys(folder.bucket, folder.prefix)).toContain(`${folder.prefix}b.txt`);
});

test("12 and 15: rows, names and places are found from the keyboard, and told", async ({
  opened,
  folder,
  page,
}) => {
  await expect(opened.row("a.txt")).toBeVisible();
  await tabTo(page, hasFocus(opened));
  await page.keyboard.type("d.t");
  await expect(opened.selected).toContainText("d.txt");
  // Until then a space would belong to the name.
  await page.waitForTimeout(1_000);
  await press(page, "Space");
  await expect(opened.preview).toContainText("12345");
  await press(page, "Space");
  await expect(opened.preview).toBeHidden();
  await expect(opened.list).toBeFocused();
  await press(page, "/");
  await page.keyboard.type("b.");
  await expect.poll(() => opened.names()).toEqual(["b.txt"]);
  await heard(page, "1 of 6 items match");
  await expect(page.locator("footer").getByText("1 of 6 items", { exact: true })).toBeVisible();
  await opened.button("Show all").press("Enter");
  await expect(opened.list).toBeFocused();
  await expect.poll(() => opened.names()).toHaveLength(6);
  await heard(page, "6 items");

  await press(page, "Control+l");
  const address = page.getByRole("textbox", { name: "Address" });
  const go = async (typed: string) => {
    await address.fill(typed);
    await press(page, "Enter");
  };
  await go("https://example.com/bucket");
  await expect(page.getByRole("alert")).toHaveText("This address leads neither to S3 nor to its console.");
  await go(`arn:aws:s3:::${folder.bucket}/${folder.prefix}there/*`);
  await expect(opened.row("x.txt")).toBeVisible();
  await press(page, "Control+l");
  const prefix = encodeURIComponent(folder.prefix);
  await go(`https://eu-west-1.console.aws.amazon.com/s3/buckets/${folder.bucket}?prefix=${prefix}`);
  await expect(opened.row("there")).toBeVisible();
});

test("16: what the keys are is shown, all of it is found by name, and no dialog takes the focus along", async ({
  opened,
  page,
}) => {
  await expect(opened.row("a.txt")).toBeVisible();
  await tabTo(page, hasFocus(opened));
  await press(page, "?");
  await expect(opened.dialog).toContainText("Ctrl+Shift+N");
  await expectAccessible(page);
  const singles = opened.dialog.getByRole("switch", { name: /Keys without Ctrl or Alt/ });
  await singles.press("Space");
  await expect(singles).not.toBeChecked();
  await press(page, "Escape");
  await expect(opened.list).toBeFocused();
  await press(page, "?", "/");
  await expect(opened.dialog).toBeHidden();
  await expect(opened.list).toBeFocused();

  await press(page, "Control+k");
  const commands = page.getByRole("dialog", { name: "Commands" });
  await page.keyboard.type("renam");
  await expect(commands.getByRole("menuitem", { name: "Rename" })).toContainText("Nothing is selected");
  await expectAccessible(page);
  await press(page, "Control+a");
  await page.keyboard.type("new fold");
  await press(page, "Enter");
  await expect(opened.dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("made");
  await press(page, "Enter");
  await expect(opened.row("made")).toBeVisible();
  await expect(opened.list).toBeFocused();

  await press(page, "End", "Alt+Enter");
  // Once they have come, nothing takes the focus away.
  await expect(opened.dialog).toContainText("ETag");
  await opened.dialog.getByRole("button", { name: "Change …" }).press("Enter");
  await opened.dialog.getByLabel("Caching").fill("no-store");
  await opened.dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(opened.dialog.getByText("Saved.")).toBeVisible();
  await press(page, "Escape");
  await expect(opened.dialog).toBeHidden();
  await expect(opened.list).toBeFocused();
});
