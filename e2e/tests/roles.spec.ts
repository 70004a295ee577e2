/** The ways into a role that begin at an identity provider, and several roles at once. */

import type { Page } from "@playwright/test";

import { FilesPage } from "../support/files.ts";
import { begin, chip, signInAs } from "../support/sign-in.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

/** What GetCallerIdentity has answered stands on the card. */
async function expectCaller(page: Page, arn: string) {
  await chip(page).click();
  await expect(page.getByText(arn, { exact: true })).toBeVisible();
}

test("2: somebody signs in by OpenID, picks a role, and the chip tells what AWS says of them", async ({
  page,
  demo,
}) => {
  await demo.sessionLife(600);
  await begin(page, "Research", "ada");
  const roles = page.getByRole("group", { name: "Roles" });
  await expect(roles.getByRole("button", { name: /research-read/ })).toBeVisible();
  await expectAccessible(page);
  await roles.getByRole("button", { name: /research-write/ }).click();
  await expect(page).toHaveURL("/c/research");
  await expect(chip(page)).toContainText(/research-writeStudio · ada\s*(10|9) min left/);
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(page.getByRole("grid").getByRole("row", { name: /photos/ })).toBeVisible();
  await demo.sessionLife();
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

test("3: two roles in two tabs do not mix", async ({ page, context, folder }) => {
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
  await refused.button("New folder").press("Enter");
  await expect(refused.dialog).toContainText("You may not make a folder here");
  await refused.dialog.getByRole("button", { name: "Try it all the same" }).click();
  await refused.dialog.getByRole("textbox").fill(`${folder.prefix}refused`);
  await refused.dialog.getByRole("button", { name: "Create" }).click();
  await expect(refused.dialog).toContainText("s3:PutObject");
  await other.reload();
  await expect(chip(other)).toContainText("research-read");
});

test("3: somebody signs in by SAML, picks a role of two accounts in time, and later the other", async ({
  page,
}) => {
  await begin(page, "Post-production", "ada");
  const roles = page.getByRole("group", { name: "Roles" });
  await expect(roles.getByText(/Choose within 4:/)).toBeVisible();
  await expect(roles.getByRole("region", { name: /Partner/ })).toContainText("saml-partner");
  await roles.getByRole("button", { name: /saml-write/ }).click();
  await expect(chip(page)).toContainText("saml-write");
  await expect(chip(page)).toContainText("ada@example.com");
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(page.getByRole("grid").getByRole("row", { name: /photos/ })).toBeVisible();
  await expectCaller(page, "arn:aws:sts::111111111111:assumed-role/saml-write/ada@example.com");
  await page.keyboard.press("Escape");

  // What the one may not list, the other does, at the same address and in another colour.
  await page.goto("/c/post/files?bucket=partner-drop&prefix=");
  await expect(page.getByRole("alert").filter({ hasText: "AWS says no" })).toBeVisible();
  await expect(chip(page)).toHaveCSS("border-color", "rgb(163, 53, 79)");
  const place = page.url();
  await page.evaluate(() => Object.assign(window, { same: true }));
  await chip(page).click();
  await page.getByRole("button", { name: "Another role…" }).click();
  await expectAccessible(page);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /saml-partner/ })
    .click();
  await expect(chip(page)).toContainText("saml-partner");
  await expect(page.getByRole("grid").getByRole("row").nth(1)).toBeVisible();
  await expect(chip(page)).toHaveCSS("border-color", "rgb(122, 63, 168)");
  await expect(page).toHaveURL(place);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
});

test("who begins at the SAML provider is asked whether they meant it, and is where that leads", async ({
  page,
  demo,
}) => {
  const place = "/c/post/files?bucket=studio-assets&prefix=photos%2F";
  const asked = new URLSearchParams({ acs: `${demo.url}/saml/acs`, relay_state: place });
  await page.goto(`${demo.identity}/saml/start?${asked}`);
  await signInAs(page, "bob");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("signed you in as bob@example.com");
  await expect(page.getByText("somebody else may have sent you here")).toBeVisible();
  await expectAccessible(page);
  const session = async () => (await page.request.get("/api/session")).json() as Promise<{ open: object[] }>;
  expect((await session()).open).toEqual([]);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(place);
  await expect(page.getByRole("row", { name: /2026/ })).toBeVisible();
  await expect(chip(page)).toContainText("saml-read");
});

test("a role of another account opens for a group, and for nobody else", async ({ page }) => {
  await begin(page, "Partner drop box", "ada");
  await expect(chip(page)).toContainText("partner-files");
  await expect(chip(page)).toContainText("ada");
  await expect(page.getByRole("link", { name: "partner-drop" })).toBeVisible();
  await expectCaller(page, "arn:aws:sts::222222222222:assumed-role/partner-files/ada");
});

test("who is in no such group is told so", async ({ page }) => {
  await begin(page, "Partner drop box", "bob");
  await expect(page.getByText(/in none of the groups that may open Partner drop box: finance/)).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("when no token renews a sign-in, a window does, and the page stays as it is", async ({
  page,
  demo,
  folder,
  buckets,
}) => {
  await demo.openid({ id_token_seconds: 1 });
  await buckets.put(folder.bucket, `${folder.prefix}here.txt`);
  await begin(page, "Research", "bob");
  await expect(chip(page)).toContainText("research-read");
  const files = new FilesPage(page);
  await files.goto("research", folder);
  await expect(files.row("here.txt")).toBeVisible();
  await page.evaluate(() => Object.assign(window, { same: true }));
  await demo.endRefreshTokens();
  // The ID token of the sign-in is over within a second.
  await expect(async () => {
    await demo.expireSessions();
    await files.listAgain();
    await expect(page.getByRole("button", { name: "Sign in again" })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await demo.openid();
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Sign in again" }).click();
  // They are signed in at the provider: there is nothing to type.
  const popup = await opened;
  if (!popup.isClosed()) await popup.waitForEvent("close");
  await expect(page.getByRole("button", { name: "Sign in again" })).toBeHidden();
  await files.listAgain();
  await expect(files.row("here.txt")).toBeVisible();
  expect(await page.evaluate(() => "same" in window)).toBe(true);
});

test("a provider that is down is said on its tiles, and the others work", async ({ page, demo, signIn }) => {
  await demo.openid({ down: true });
  await expect(async () => {
    await page.goto("/");
    const tile = page.getByRole("article", { name: "Research" });
    // What the server found out is believed for a while: it is the next page that knows.
    await expect(tile).toContainText(/does not answer|down/i, { timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await signIn.openStudio();
  await demo.openid();
});

test("17 and 40: the tiles of every kind fit a phone, light and dark", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/");
  await expect(page.getByRole("article")).toHaveCount(6);
  await expectNoSidewaysScrolling(page);
  await expectAccessible(page);
});
