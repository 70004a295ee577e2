/** The sign-in page, as people find things on it. */

import { expect, type Page } from "@playwright/test";

import type { Credentials } from "./bucket.ts";

export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto() {
    await this.page.goto("/");
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  tile(label: string) {
    return this.page.getByRole("button", { name: label }).or(this.page.getByRole("link", { name: label })).first();
  }

  /** Opens the connection of the machine's role: nothing to type. */
  async openStudio() {
    await this.goto();
    await this.tile("Studio files").click();
    await expect(this.page.getByText("studio-assets").first()).toBeVisible();
  }

  async openFinance(user: string, password: string) {
    await this.goto();
    await this.tile("Finance").click();
    await this.page.getByLabel("Name").fill(user);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByLabel("Password").press("Enter");
  }

  async openVisitor(keys: Credentials, end?: string) {
    await this.goto();
    await this.tile("Your own role").click();
    await this.fillKeys(keys, end);
  }

  async fillKeys(keys: Credentials, end?: string) {
    await this.page.getByLabel("Access key ID").fill(keys.id);
    await this.page.getByLabel("Secret access key").fill(keys.secret);
    await this.page.getByLabel("Session token").fill(keys.token);
    if (end) await this.page.getByLabel("Expiration").fill(end);
    await this.page.getByLabel("Session token").press("Enter");
  }
}
