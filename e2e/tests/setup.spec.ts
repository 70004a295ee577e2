/** An administrator sets a connection up from nothing: what the page writes down is pasted, and then it works. */

import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

/** The policy in JSON that belongs at this place. */
async function advised(page: Page, place: string) {
  const figures = page.getByRole("region", { name: "In AWS" }).locator("figure");
  const text = await figures
    .filter({ hasText: `Add to ${place}` })
    .locator("pre")
    .textContent();
  return text ?? "";
}

async function signIn(page: Page, password: string) {
  await page.getByLabel("Name").fill("ada");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("17: a role of the partner's account is made as the page says, and works at once", async ({
  page,
  demo,
}) => {
  const { partner, buckets } = demo;
  await partner.put("partner-drop", "wizard/a.txt", "text");
  await page.goto("/setup");
  await expectAccessible(page);
  await signIn(page, "guess");
  await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
  await signIn(page, "lovelace");
  await page.evaluate(() => Object.assign(window, { same: true }));

  await page.getByLabel("Name in addresses").fill("wizard");
  await page.getByLabel("Label for people").fill("Made by the wizard");
  await page.getByLabel("Places").fill("s3://partner-drop/wizard");
  await page.getByText("Region, and another store than AWS").click();
  await page.getByRole("button", { name: "Take them from…" }).click();
  await page.getByRole("menuitem", { name: "Partner drop box" }).click();
  await page.getByText("On EC2").click();
  const once = page.getByRole("button", { name: "Test", exact: true });
  await once.click();
  const wrong = page.getByText("must end in /");
  await expect(wrong.first()).toBeVisible();
  await expect(page.getByText("arn is missing").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Places").fill("s3://partner-drop/wizard/");
  await page
    .getByRole("textbox", { name: "Role", exact: true })
    .fill("arn:aws:iam::222222222222:role/wizard");
  await expect(wrong).toHaveCount(0);

  // The role is not there; but who asks for it is found out, and stands in the policies.
  await once.click();
  await expect(page.getByText("One step fails.")).toBeVisible();
  const server = "arn:aws:iam::111111111111:role/wardrobe-studio";
  await expect(page.getByLabel("This machine's role", { exact: true })).toHaveValue(server);
  await expect.poll(() => advised(page, "the trust policy of wizard")).toContain(server);
  await partner.createRole("wizard", await advised(page, "the trust policy of wizard"));
  await partner.allow("wizard", await advised(page, "a permissions policy of wizard"));
  await buckets.allow("wardrobe-studio", await advised(page, "a permissions policy of wardrobe-studio"));

  await page.getByRole("button", { name: "Test, and try to write" }).click();
  await expect(page.getByText("Everything that was tried works.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Delete s3://partner-drop/wizard/" })).toBeVisible();
  expect(await partner.keys("partner-drop", "wizard/")).toEqual(["wizard/a.txt"]);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
  const toml = await page.getByRole("region", { name: "In the configuration" }).locator("pre").textContent();
  expect(toml).toContain('[[connection]]\nname = "wizard"\nlabel = "Made by the wizard"');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);

  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/setup");
  await expect(page.getByLabel("Password")).toBeVisible();
});

test("whoever is no administrator does not see the page, nor the way to it", async ({ page, opened }) => {
  await expect(opened.page.getByRole("button", { name: "Menu" })).toBeVisible();
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Set a connection up" })).toHaveCount(0);
  await page.goto("/setup");
  await expect(page.getByLabel("Password")).toBeVisible();
  const headers = { "X-Wardrobe": "1" };
  const refused = await page.request.post("/api/setup/draft", { headers, data: { settings: {} } });
  expect(refused.status()).toBe(403);
});
