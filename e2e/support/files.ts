/** The file page, as people find things on it. */

import { readFileSync } from "node:fs";

import { expect, type Locator, type Page } from "@playwright/test";

import { chip } from "./sign-in.ts";
import type { Folder } from "./test.ts";

/** A name as the page shows it: what would not be seen is marked. */
function shown(name: string) {
  const marks = (spaces: string) => "␠".repeat(spaces.length);
  const number = (char: string) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return (
    name
      .replace(/^ +/, marks)
      .replace(/ +$/, marks)
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, number) || "(empty name)"
  );
}

export class FilesPage {
  readonly page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("grid");
  }

  async goto(connection: string, { bucket, prefix }: Folder) {
    const query = `bucket=${encodeURIComponent(bucket)}&prefix=${encodeURIComponent(prefix)}`;
    const path = `/c/${connection}/files?${query}`;
    // Of the server whose page is there already.
    const here = this.page.url();
    await this.page.goto(here.startsWith("http") ? new URL(path, here).href : path);
  }

  /** The row of a file or folder, by its exact name. */
  row(name: string) {
    return this.list.getByRole("row").filter({ has: this.page.getByText(shown(name), { exact: true }) });
  }

  /** In the grid or the gallery. */
  card(name: string) {
    return this.list.getByRole("gridcell").filter({ has: this.page.getByText(shown(name), { exact: true }) });
  }

  get chosenCards() {
    return this.list.getByRole("gridcell", { selected: true });
  }

  async showAs(view: "List" | "Grid" | "Gallery") {
    await this.chooseView(view);
    await expect(this.page.locator(`[role=grid][data-view=${view.toLowerCase()}]`)).toHaveCount(
      view === "List" ? 0 : 1,
    );
  }

  /** Something of the menu beside the filter. */
  async chooseView(item: string) {
    await this.button("View").click();
    await this.page
      .getByRole(/Thumbnails/.test(item) ? "menuitemcheckbox" : "menuitemradio", { name: item })
      .click();
    // The menu of more than one stays, for another.
    if (/Thumbnails/.test(item)) await this.page.keyboard.press("Escape");
    await expect(this.page.getByRole("menu")).toBeHidden();
  }

  get selected() {
    return this.list.getByRole("row", { selected: true });
  }

  /** The names on screen, in their order. */
  async names() {
    return this.list.getByRole("rowheader").allTextContents();
  }

  async sortBy(column: string) {
    await this.list.getByRole("columnheader", { name: column }).getByRole("button").click();
  }

  /** Opens a row where its name does not lie under another thing. */
  async openRow(name: string) {
    await this.row(name).dblclick({ position: { x: 90, y: 16 } });
  }

  async open(name: string) {
    await this.openRow(name);
    await expect(this.preview).toBeVisible();
  }

  async openFolder(name: string) {
    await this.openRow(name);
    await expect(this.row(name).first()).toBeHidden();
  }

  get preview() {
    return this.page.getByRole("dialog");
  }

  async closePreview() {
    await this.page.keyboard.press("Escape");
    await expect(this.preview).toBeHidden();
  }

  /** The bar of all uploads together. */
  get progress() {
    return this.page.getByRole("progressbar", { name: "All uploads" });
  }

  async cancelUpload(name: string) {
    await this.page.getByRole("button", { name: `Cancel ${name}` }).click();
  }

  /** Downloads by the menu of the row. */
  async download(name: string) {
    const coming = this.page.waitForEvent("download");
    await this.menu(name, "Download");
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async menu(name: string, item: string) {
    await this.row(name).click({ button: "right", position: { x: 90, y: 16 } });
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  async select(...names: string[]) {
    for (const [index, name] of names.entries())
      await this.row(name).click({ modifiers: index ? ["Control"] : [] });
  }

  get identity() {
    return chip(this.page);
  }

  async signOut() {
    await this.page.getByRole("button", { name: "Menu" }).click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name });
  }

  /** A window over the page; a message that has a button is none. */
  get dialog() {
    return this.page.getByRole("dialog").or(this.page.locator("[role=alertdialog]:not(.toast)"));
  }

  async goToAddress(address: string) {
    await expect(this.page.getByRole("navigation", { name: "Folder" })).toBeVisible();
    await this.page.keyboard.press("Control+l");
    await this.page.getByRole("textbox", { name: "Address" }).fill(address);
    await this.page.keyboard.press("Enter");
  }

  /** Begins a new folder, and presses the button, without waiting for what comes of it. */
  async askForFolder(name: string, { press = true } = {}) {
    // What is chosen has taken the place of the folder's own buttons.
    const chosen = this.button("Select nothing");
    if (await chosen.isVisible()) await chosen.click();
    await this.button("New folder").first().click();
    await this.dialog.getByRole("textbox").fill(name);
    if (press) await this.dialog.getByRole("button", { name: "Create" }).click();
  }

  async newFolder(name: string) {
    await this.askForFolder(name);
    await expect(this.dialog).toBeHidden();
  }

  /** Where a name is edited: its row, or a dialog where that has no room. */
  get renaming() {
    return this.list.getByRole("group", { name: /^Rename/ }).or(this.dialog);
  }

  get newName() {
    return this.page.getByRole("textbox", { name: "New name" });
  }

  /** Begins a rename, without waiting for what comes of it. */
  async askToRename(from: string, to: string) {
    await this.select(from);
    await this.page.keyboard.press("F2");
    await this.newName.fill(to);
    await this.newName.press("Enter");
  }

  async rename(from: string, to: string) {
    await this.askToRename(from, to);
    await expect(this.newName).toBeHidden();
  }

  /** Begins to move or copy to a folder, without waiting for what comes of it. */
  async askToSend(verb: "Move" | "Copy", prefix: string, bucket: string, ...names: string[]) {
    await this.select(...names);
    await this.page.getByRole("button", { name: verb, exact: true }).click();
    await this.dialog.getByLabel("Folder", { exact: true }).fill(`s3://${bucket}/${prefix}`);
    await this.dialog.getByRole("button", { name: `${verb} here` }).click();
  }

  async sendTo(verb: "Move" | "Copy", prefix: string, bucket: string, ...names: string[]) {
    await this.askToSend(verb, prefix, bucket, ...names);
    await expect(this.dialog).toBeHidden();
  }

  async deleteRow(row: Locator) {
    await row.click({ position: { x: 90, y: 16 } });
    await this.page.keyboard.press("Delete");
    await this.dialog.getByRole("button", { name: /^Delete/ }).click();
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
    const box = await this.page.getByRole("main").boundingBox();
    if (!box) throw new Error("there is nothing to drop on");
    const browser = await this.page.context().newCDPSession(this.page);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await browser.send("Input.dispatchDragEvent", { type, ...at, data });
    await browser.detach();
  }

  /** Lists the folder anew. */
  async listAgain() {
    await this.button("List again").click();
  }

  /** Uploads what is in memory, or files of this machine by their paths. */
  async upload(...files: { name: string; mimeType: string; buffer: Buffer }[] | string[]) {
    // Nothing can choose a file for the picker that gives handles: without it the page asks as in Firefox.
    await this.page.evaluate(() => Reflect.deleteProperty(window, "showOpenFilePicker"));
    const chooser = this.page.waitForEvent("filechooser");
    await this.button("Upload").click();
    const menu = this.page.getByRole("menuitem", { name: "Files" });
    const direct = await Promise.race([chooser.then(() => true), menu.waitFor().then(() => false)]);
    if (!direct) await menu.click();
    await (await chooser).setFiles(files);
  }
}
