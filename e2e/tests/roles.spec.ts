/** The ways into a role that begin at an identity provider, and several roles at once. */

import type { Page } from "@playwright/test";

import { FilesPage } from "../support/files.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const password = "wonderful";

/** The form of the sandbox's providers. */
async function signInAs(page: Page, name: string) {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function begin(page: Page, label: string, name: string) {
  await page.goto("/");
  const tile = page.getByRole("article", { name: label });
  await tile.getByRole("link", { name: /^Sign in with/ }).click();
  await signInAs(page, name);
}

const chip = (page: Page) => page.getByRole("button", { name: /^Identity:/ });

/** The switches of the sandbox's metadata listener. */
async function turn(metadata: string, method: string, name: string, body?: object) {
  const answer = await fetch(`${metadata}/sandbox/${name}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

test("somebody signs in by OpenID, picks a role, and the chip names them", async ({ page }) => {
  await begin(page, "Research", "ada");
  const roles = page.getByRole("group", { name: "Roles" });
  await expect(roles.getByRole("button", { name: /research-read/ })).toBeVisible();
  await expectAccessible(page);
  await roles.getByRole("button", { name: /research-write/ }).click();
  await expect(chip(page)).toContainText("research-write");
  await expect(chip(page)).toContainText("ada");
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(page.getByRole("row", { name: /photos/ })).toBeVisible();
  await chip(page).click();
  await expect(page.getByText("arn:aws:sts::111111111111:assumed-role/research-write/ada")).toBeVisible();
});

test("a person with one role goes straight to where they were going", async ({ page }) => {
  const place = "/c/research/files?bucket=studio-assets&prefix=photos%2F";
  await page.goto(place);
  await page.getByRole("link", { name: /^Sign in with/ }).click();
  await signInAs(page, "bob");
  await expect(page).toHaveURL(place);
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(chip(page)).toContainText("research-read");
});

test("two roles in two tabs do not mix", async ({ page, context, folder }) => {
  await begin(page, "Research", "ada");
  await page.getByRole("button", { name: /research-write/ }).click();
  await expect(chip(page)).toContainText("research-write");
  const other = await context.newPage();
  const here = `/c/research/files?bucket=${folder.bucket}&prefix=`;
  await other.goto(here);
  await chip(other).click();
  await other.getByRole("button", { name: "Another role…" }).click();
  await other.getByRole("button", { name: /research-read/ }).click();
  await expect(chip(other)).toContainText("research-read");
  await expect(other).toHaveURL(here);
  await page.goto(here);
  await expect(chip(page)).toContainText("research-write");
  // What one may do, the other may not.
  await new FilesPage(page).newFolder(`${folder.prefix}made`);
  const refused = new FilesPage(other);
  await refused.askForFolder(`${folder.prefix}refused`);
  await expect(refused.dialog).toContainText("s3:PutObject");
  await other.reload();
  await expect(chip(other)).toContainText("research-read");
});

test("somebody signs in by SAML, and picks a role of two accounts in time", async ({ page }) => {
  await begin(page, "Post-production", "ada");
  const roles = page.getByRole("group", { name: "Roles" });
  await expect(roles.getByText(/Choose within 4:/)).toBeVisible();
  await expect(roles.getByRole("region", { name: /Partner/ })).toContainText("saml-partner");
  await roles.getByRole("button", { name: /saml-write/ }).click();
  await expect(chip(page)).toContainText("saml-write");
  await expect(chip(page)).toContainText("ada@example.com");
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(page.getByRole("row", { name: /photos/ })).toBeVisible();
});

test("a SAML role that ends is renewed in a window, and the page stays", async ({ page, demo }) => {
  await turn(demo.metadata, "PUT", "session-life", { seconds: 20 });
  try {
    await begin(page, "Post-production", "bob");
    await expect(chip(page)).toContainText("saml-read");
    await page.getByRole("link", { name: "studio-assets" }).click();
    await expect(page.getByRole("row", { name: /photos/ })).toBeVisible();
    const place = page.url();
    await page.evaluate(() => Object.assign(window, { same: true }));
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: /^(Renew|Sign in again)$/ }).click();
    // Single sign-on: there is nothing to type.
    await (await opened).waitForEvent("close");
    await expect(page.getByRole("button", { name: /^(Renew|Sign in again)$/ })).toBeHidden();
    await page.getByRole("button", { name: "List again" }).click();
    await expect(page.getByRole("row", { name: /photos/ })).toBeVisible();
    expect(page.url()).toBe(place);
    expect(await page.evaluate(() => "same" in window)).toBe(true);
  } finally {
    await turn(demo.metadata, "DELETE", "session-life");
  }
});

test("credentials of a few seconds live on by the refresh token, ten times", async ({
  page,
  demo,
  files,
  folder,
}) => {
  test.setTimeout(150_000);
  await turn(demo.metadata, "PUT", "session-life", { seconds: 5 });
  await turn(demo.metadata, "PUT", "openid", { id_token_seconds: 4 });
  try {
    await begin(page, "Research", "ada");
    await page.getByRole("button", { name: /research-write/ }).click();
    await expect(chip(page)).toContainText("research-write");
    await files.goto("research", folder);
    const refused: string[] = [];
    page.on("response", (answer) => {
      if (answer.status() >= 400 && answer.url().includes("/api/"))
        refused.push(`${answer.status()} ${answer.url()}`);
    });
    const end = Date.now() + 50_000;
    for (let n = 1; Date.now() < end; n++) {
      await files.upload({ name: `${n}.txt`, mimeType: "text/plain", buffer: Buffer.from("text") });
      // A list draws only the rows in view: it says how many there are.
      await expect(page.getByText(new RegExp(`^${n} items?$`))).toBeVisible();
      await page.waitForTimeout(1_000);
    }
    expect(refused).toEqual([]);
    await expect(page.getByRole("alert")).toHaveCount(0);
  } finally {
    await turn(demo.metadata, "DELETE", "session-life");
    await turn(demo.metadata, "DELETE", "openid");
  }
});

test("a role of another account opens for a group, and for nobody else", async ({ page }) => {
  await begin(page, "Partner drop box", "ada");
  await expect(chip(page)).toContainText("partner-files");
  await expect(page.getByRole("link", { name: "partner-drop" })).toBeVisible();
});

test("who is in no such group is told so", async ({ page }) => {
  await begin(page, "Partner drop box", "bob");
  await expect(page.getByText(/in none of the groups that may open Partner drop box: finance/)).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("a provider that is down is said on its tiles, and the others work", async ({ page, demo, signIn }) => {
  await turn(demo.metadata, "PUT", "openid", { down: true });
  try {
    await expect(async () => {
      await page.goto("/");
      await expect(page.getByRole("article", { name: "Research" })).toContainText(/does not answer|down/i);
    }).toPass({ timeout: 40_000 });
    await expectAccessible(page);
    await signIn.openStudio();
  } finally {
    await turn(demo.metadata, "DELETE", "openid");
  }
});

test("the tiles of every kind fit a phone, light and dark", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await expect(page.getByRole("article")).toHaveCount(6);
    await expectNoSidewaysScrolling(page);
    await expectAccessible(page);
  }
});
