/** Refused, with the policy that would help; and with that policy it works. */

import type { Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { serve } from "../support/server.ts";
import { begin, chip } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** The policy that the page would have added there. */
async function advised(page: Page, place: string) {
  // The last one is about what was tried last.
  return (await page.locator("figure").filter({ hasText: place }).locator("pre").last().textContent()) ?? "";
}

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { same: true }));
const isSame = (page: Page) => page.evaluate(() => "same" in window);

test("a caller without permission sees what is missing; once it is added, trying again is enough", async ({
  demo,
  buckets,
  run,
  page,
}) => {
  const base = await buckets.createRole(
    "lacking",
    policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }),
  );
  const role = await demo.partner.createRole(
    "wanted",
    policy({ Principal: { AWS: base }, Action: "sts:AssumeRole" }),
  );
  await demo.partner.allow("wanted", policy({ Action: "s3:ListAllMyBuckets", Resource: "*" }));
  const keys = await buckets.assume("lacking");
  const environment = {
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    AWS_SESSION_TOKEN: keys.token,
  };
  const settings = `
role = { kind = "account", sources = ["environment"], arn = "${role}" }
people = { anyone = true }
[[connection]]
name = "other"
role = { kind = "temporary" }
`;
  const url = await run((home) => serve(home, demo, settings, environment));

  await page.goto(url);
  await mark(page);
  await page.getByRole("button", { name: "Open Files" }).click();
  const caller = "arn:aws:sts::111111111111:assumed-role/lacking/grace";
  await expect(page.getByRole("alert")).toContainText(
    `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
  );
  const missing = await advised(page, "a permissions policy of lacking");
  expect(JSON.parse(missing)).toEqual(policy({ Action: "sts:AssumeRole", Resource: role }));
  await buckets.allow("lacking", missing);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(chip(page)).toContainText("wanted");
  expect(await isSame(page)).toBe(true);
});

test("6: a role that does not trust us says whom it should trust; once it does, trying again is enough", async ({
  demo,
  page,
}) => {
  const own = { Principal: { AWS: "222222222222" }, Action: "sts:AssumeRole" };
  await demo.partner.trust("partner-files", policy(own));
  await begin(page, "Partner drop box", "ada");
  await expect(page.getByRole("alert")).toContainText(
    /User: arn:aws:sts::111111111111:assumed-role\/wardrobe-studio\/\S+ is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role\/partner-files/,
  );
  // Nothing of the server's own role, which may list the studio's buckets, comes in its place.
  await expect(page.getByText(/studio-(assets|archive)/)).toHaveCount(0);
  expect((await page.request.get("/api/connections/partner/locations")).ok()).toBe(false);
  await mark(page);
  const trusted: object[] = policy(own).Statement;
  await expect(async () => {
    // AWS names one action that is missing after the other.
    const missing = await advised(page, "the trust policy of partner-files");
    trusted.push(...(JSON.parse(missing) as { Statement: object[] }).Statement);
    await demo.partner.trust("partner-files", { Version: "2012-10-17", Statement: trusted });
    await page.getByRole("button", { name: /^(Open as ada|Try again)$/ }).click();
    await expect(chip(page)).toContainText("partner-files", { timeout: 2_000 });
  }).toPass();
  expect(await isSame(page)).toBe(true);
  await expect(page.getByRole("link", { name: "partner-drop" })).toBeVisible();
});
