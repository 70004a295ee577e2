/** The file page, as people find things on it. */

import { expect, type Locator, type Page } from "@playwright/test";

import type { Folder } from "./test.ts";

export class FilesPage {
  readonly page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("grid");
  }

  async goto(connection: string, { bucket, prefix }: Folder) {
    const query = `bucket=${encodeURIComponent(bucket)}&prefix=${encodeURIComponent(prefix)}`;
    await this.page.goto(`/c/${connection}/files?${query}`);
  }

  /** The row of a file or folder, by its exact name. */
  row(name: string) {
    return this.list.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** The names on screen, in their order. */
  async names() {
    return this.list.getByRole("rowheader").allTextContents();
  }

  async open(name: string) {
    await this.row(name).dblclick();
  }

  async select(...names: string[]) {
    for (const [index, name] of names.entries())
      await this.row(name).click({ modifiers: index ? ["Control"] : [] });
  }

  get identity() {
    return this.page.getByRole("button", { name: /^Identity:/ });
  }

  async signOut() {
    await this.page.getByRole("button", { name: "Menu" }).click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name });
  }

  get dialog() {
    return this.page.getByRole("dialog").or(this.page.getByRole("alertdialog"));
  }

  async newFolder(name: string) {
    await this.button("New folder").click();
    await this.dialog.getByRole("textbox").fill(name);
    await this.dialog.getByRole("button", { name: "Create" }).click();
    await expect(this.dialog).toBeHidden();
  }

  async rename(from: string, to: string) {
    await this.select(from);
    await this.page.keyboard.press("F2");
    await this.dialog.getByRole("textbox").fill(to);
    await this.dialog.getByRole("button", { name: "Rename" }).click();
    await expect(this.dialog).toBeHidden();
  }

  async delete(...names: string[]) {
    await this.select(...names);
    await this.page.keyboard.press("Delete");
    await this.dialog.getByRole("button", { name: /^Delete/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Lets go of files and folders of this machine over the list, as a person does. */
  async drop(...paths: string[]) {
    const box = await this.list.boundingBox();
    if (!box) throw new Error("there is no list to drop on");
    const browser = await this.page.context().newCDPSession(this.page);
    const at = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 200) };
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await browser.send("Input.dispatchDragEvent", { type, ...at, data });
    await browser.detach();
  }

  async upload(...files: { name: string; mimeType: string; buffer: Buffer }[]) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.button("Upload").click();
    const menu = this.page.getByRole("menuitem", { name: "Files" });
    const direct = await Promise.race([chooser.then(() => true), menu.waitFor().then(() => false)]);
    if (!direct) await menu.click();
    await (await chooser).setFiles(files);
  }
}
