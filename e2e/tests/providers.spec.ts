/** Signing in at identity providers that others wrote, in a real browser. */

import type { Page } from "@playwright/test";

import type { Demo } from "../support/demo.ts";
import { account, nanoidp, oidcProvider, policy, reading } from "../support/providers.ts";
import { serve } from "../support/server.ts";
import { chip } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

// Their pages ask other sites for fonts and styles.
test.beforeEach(({ context }) =>
  context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  ),
);

/** A role for whoever an OpenID provider signs in for us. Gives its ARN. */
async function openidRole({ buckets }: Demo, name: string, issuer: string) {
  const host = issuer.replace("http://", "");
  const provider = `arn:aws:iam::${account}:oidc-provider/${host}`;
  const arn = await buckets.createRole(
    name,
    policy({
      Principal: { Federated: provider },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { [`${host}:aud`]: "wardrobe" } },
    }),
  );
  await buckets.allow(name, reading);
  return arn;
}

const openid = (issuer: string, arns: string[]) => `
role = { kind = "identity-provider", identity_provider = "others", arns = ${JSON.stringify(arns)} }
${atOthers(issuer)}`;

const atOthers = (issuer: string) => `
[[identity_provider]]
name = "others"
label = "Others"
kind = "oidc"
issuer = "${issuer}"
client_id = "wardrobe"
scopes = ["openid", "profile", "email", "groups", "offline_access"]
`;

/** The first form of oidc-provider's own pages. */
async function enterAtOpenId(page: Page, name = "ada") {
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

async function enterAtNanoidp(page: Page, password: string) {
  await page.getByLabel("Username").fill("ada");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
}

async function expectFiles(page: Page, arn: string) {
  await chip(page).click();
  await expect(page.getByText(arn)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "studio-assets" }).click();
  await expect(page.getByRole("grid").getByRole("row", { name: /photos/ })).toBeVisible();
}

test("1: a person signs in at oidc-provider, and AWS knows them by name", async ({
  demo,
  buckets,
  run,
  page,
}) => {
  const issuer = await run(oidcProvider);
  await buckets.openidProvider(issuer, "wardrobe");
  const arns = [await openidRole(demo, "others-one", issuer), await openidRole(demo, "others-two", issuer)];
  const url = await run((home) => serve(home, demo, openid(issuer, arns)));
  // The only connection: the page goes straight to its provider.
  await page.goto(url);
  await enterAtOpenId(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /others-two/ }).click();
  await expect(chip(page)).toContainText("others-two");
  await expectFiles(page, `arn:aws:sts::${account}:assumed-role/others-two/ada`);
});

test("a group at oidc-provider opens a role of another account, as the person they are", async ({
  demo,
  run,
  browser,
  page,
}) => {
  const issuer = await run(oidcProvider);
  const role = `
people = { identity_provider = "others", groups = ["finance"] }
role = { kind = "account", sources = ["instance"], instance_endpoint = "${demo.metadata}", arn = "arn:aws:iam::222222222222:role/partner-files", external_id = "wardrobe-demo-7f0c" }`;
  const url = await run((home) => serve(home, demo, role + atOthers(issuer)));
  await page.goto(url);
  await enterAtOpenId(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(chip(page)).toContainText("ada");
  await chip(page).click();
  await expect(page.getByText("arn:aws:sts::222222222222:assumed-role/partner-files/ada")).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(url);
  await enterAtOpenId(other, "bob");
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(
    other.getByText(/bob, who is in none of the groups that may open Files: finance/),
  ).toBeVisible();
  await other.context().close();
});

test("who does not let us know them at oidc-provider comes back to a clear word, and may try again", async ({
  demo,
  buckets,
  run,
  page,
}) => {
  const issuer = await run(oidcProvider);
  await buckets.openidProvider(issuer, "wardrobe");
  const arn = await openidRole(demo, "others-denied", issuer);
  const url = await run((home) => serve(home, demo, openid(issuer, [arn])));
  await page.goto(url);
  await enterAtOpenId(page);
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("alert")).toContainText("The sign-in did not work");
  await expect(page.getByRole("alert")).toContainText(/refused|did not agree|denied/i);
  expect(new URL(page.url()).search).toBe("");
  await page.getByRole("link", { name: "Sign in with Others" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(chip(page)).toContainText("others-denied");
});

test("a person signs in at nanoidp by SAML once the role trusts it", async ({ demo, buckets, run, page }) => {
  const role = `arn:aws:iam::${account}:role/others-saml`;
  const provider = `arn:aws:iam::${account}:saml-provider/others`;
  const metadata = await run((home) => nanoidp(home, [{ role, provider }]));
  await buckets.samlProvider("others", await (await fetch(metadata)).text());
  const trust = (acs: string) =>
    policy({
      Principal: { Federated: provider },
      Action: ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "SAML:aud": acs } },
    });
  await buckets.createRole("others-saml", trust("https://somewhere.example.com/saml/acs"));
  await buckets.allow("others-saml", reading);
  const settings = `
role = { kind = "saml", identity_provider = "others" }
[[identity_provider]]
name = "others"
label = "Others"
kind = "saml"
metadata_url = "${metadata}"
# nanoidp takes the audience from who asks.
entity_id = "urn:amazon:webservices"
`;
  const url = await run((home) => serve(home, demo, settings));
  await page.goto(url);
  await enterAtNanoidp(page, "wrong");
  await expect(page.getByRole("alert")).toContainText(/invalid/i);
  await enterAtNanoidp(page, "wonderful");
  await expect(page.getByRole("alert")).toContainText("Not authorized to perform sts:AssumeRoleWithSAML");
  await buckets.trust("others-saml", trust(`${url}/saml/acs`));
  // Where they are known by now.
  await page.getByRole("link", { name: "Sign in with Others" }).click();
  await expect(chip(page)).toContainText("others-saml");
  await expectFiles(page, `arn:aws:sts::${account}:assumed-role/others-saml/ada@example.com`);
});
