/** The advanced ways in: a token or a response that somebody has from elsewhere. */

import { createHash, randomBytes } from "node:crypto";

import type { Page } from "@playwright/test";

import { chip } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const ada = new URLSearchParams({ user: "ada", password: "wonderful" });

/** Ada's ID token, as another program gets it at the sandbox's provider. */
async function idToken(identity: string) {
  const verifier = randomBytes(32).toString("base64url");
  const redirect = "http://127.0.0.1:9/callback";
  const asked = new URLSearchParams({
    client_id: "wardrobe",
    response_type: "code",
    scope: "openid profile email",
    redirect_uri: redirect,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const url = `${identity}/openid/authorize?${asked}`;
  const sent = await fetch(url, { method: "POST", body: ada, redirect: "manual" });
  const code = new URL(sent.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", client_id: "wardrobe", redirect_uri: redirect };
  const body = new URLSearchParams({ ...form, code, code_verifier: verifier });
  const answer = await fetch(`${identity}/openid/token`, { method: "POST", body });
  return ((await answer.json()) as { id_token: string }).id_token;
}

/** The response that the sandbox's SAML provider has Ada's browser post to us. */
async function samlResponse(identity: string, acs: string) {
  const hidden = (html: string, what: RegExp) => what.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const start = await fetch(`${identity}/saml/start?${new URLSearchParams({ acs })}`);
  const action = hidden(await start.text(), /action="([^"]*)"/);
  const answer = await fetch(new URL(action, `${identity}/`), { method: "POST", body: ada });
  return hidden(await answer.text(), /name="SAMLResponse" value="([^"]*)"/);
}

async function paste(page: Page, label: string, field: string, text: string) {
  const tile = page.getByRole("article", { name: label });
  const box = tile.getByLabel(field);
  if (!(await box.isVisible())) await tile.getByText(/^Paste an? .* instead$/).click();
  await box.fill(text);
  await tile.getByRole("button", { name: /^Use this/ }).click();
}

test("an ID token that is pasted signs in", async ({ page, demo }) => {
  await page.goto("/");
  const token = await idToken(demo.identity);
  // Not as it was signed.
  await paste(page, "Research", "ID token", token.slice(0, -8));
  await expect(page.getByRole("alert")).toContainText(/signature|not accepted|cannot be used/i);
  await paste(page, "Research", "ID token", token);
  await page.getByRole("button", { name: /research-read/ }).click();
  await expect(chip(page)).toContainText("research-read");
  await expect(chip(page)).toContainText("ada");
  expect(await page.content()).not.toContain(token);
});

test("a SAML response that is pasted signs in", async ({ page, demo }) => {
  await page.goto("/");
  await paste(page, "Post-production", "SAML response", "bm8gWE1M");
  await expect(page.getByRole("alert")).toBeVisible();
  const response = await samlResponse(demo.identity, `${demo.url}/saml/acs`);
  await paste(page, "Post-production", "SAML response", response);
  await page.getByRole("button", { name: /saml-write/ }).click();
  await expect(chip(page)).toContainText("saml-write");
  await expect(chip(page)).toContainText("ada@example.com");
});
