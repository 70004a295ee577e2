/** The sign-in page, as people find things on it. */

import { expect, type Page } from "@playwright/test";

import type { Credentials } from "./bucket.ts";

/** Fills in the form of the sandbox's identity providers. */
export async function signInAs(page: Page, name: string) {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill("wonderful");
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** From the tile to the sandbox's identity provider and back. */
export async function begin(page: Page, label: string, name: string) {
  await page.goto("/");
  const tile = page.getByRole("article", { name: label });
  await tile.getByRole("link", { name: /^Sign in with/ }).click();
  await signInAs(page, name);
}

/** Who we are, always in sight. */
export const chip = (page: Page) => page.getByRole("button", { name: /^Identity:/ });

export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto() {
    await this.page.goto("/");
    await expect(this.page.getByRole("button", { name: "Open Studio files" })).toBeVisible();
  }

  tile(label: string) {
    return this.page.getByRole("article", { name: label });
  }

  open(label: string) {
    return this.page.getByRole("button", { name: `Open ${label}` }).click();
  }

  /** Opens the connection of the machine's role: nothing to type. */
  async openStudio() {
    await this.goto();
    await this.open("Studio files");
    await expect(this.page.getByRole("link", { name: "studio-assets" })).toBeVisible();
  }

  async openFinance(password: string) {
    await this.goto();
    await this.open("Finance");
    await this.typePassword("ada", password);
  }

  async typePassword(name: string, password: string, label = "Finance") {
    const tile = this.tile(label);
    await tile.getByLabel("Name").fill(name);
    await tile.getByLabel("Password").fill(password);
    await tile.getByRole("button", { name: "Sign in" }).click();
  }

  /** Types the three fields. */
  async openVisitor(keys: Credentials) {
    await this.goto();
    await this.open("Your own role");
    await this.typeKeys(keys);
    await this.#openTyped();
  }

  /** Pastes what a command line prints, their end included. */
  async pasteVisitor(keys: Credentials) {
    await this.goto();
    await this.open("Your own role");
    const { id, secret, token, end } = keys;
    const printed = { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token, Expiration: end };
    await this.page.getByLabel("Paste them all at once").fill(JSON.stringify({ Credentials: printed }));
    await expect(this.page.getByText("All three found.")).toBeVisible();
    await this.#openTyped();
  }

  async typeKeys(keys: Credentials) {
    await this.page.getByLabel("Access key id").fill(keys.id);
    await this.page.getByLabel("Secret access key").fill(keys.secret);
    await this.page.getByLabel("Session token").fill(keys.token);
  }

  /** Waits for the answer too: to leave the page before it would take the request back. */
  async #openTyped() {
    await this.tile("Your own role").getByRole("button", { name: "Open" }).click();
    const refused = this.page.getByRole("alert").or(this.page.getByText(/is a long-lived key/));
    await expect(chip(this.page).or(refused).first()).toBeVisible();
  }
}
