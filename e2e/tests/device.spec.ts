/** A role behind an MFA device asks for its code in the page. */

import { createHmac } from "node:crypto";

import { Buckets } from "../support/bucket.ts";
import { serve } from "../support/server.ts";
import { chip, SignInPage } from "../support/sign-in.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

// The sandbox's user with a device, and what the device shares with it.
const user = {
  AWS_ACCESS_KEY_ID: "AKIASANDBOXMFAUSER23",
  AWS_SECRET_ACCESS_KEY: "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",
};
const secret = "12345678901234567890";

/** What the device shows now. https://www.rfc-editor.org/rfc/rfc6238 */
function code() {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

test("a code is asked for, a wrong one is refused, and the right one takes the role on", async ({
  demo,
  run,
  page,
}) => {
  const settings = `
role = { kind = "account", base = "visitor", arn = "arn:aws:iam::111111111111:role/wardrobe-mfa", mfa_serial = "arn:aws:iam::111111111111:mfa/{person}" }`;
  const url = await run((home) => serve(home, demo, settings));
  const ada = new Buckets({ ...demo.environment, ...user });
  const keys = await ada.session();
  ada.stop();
  await page.goto(url);
  await new SignInPage(page).typeKeys(keys);
  const field = page.getByLabel("Code of your MFA device");
  const open = page.getByRole("button", { name: "Open", exact: true });
  await field.fill("12345");
  await open.click();
  await expect(page.getByText("The code has six digits.")).toBeVisible();
  await expectAccessible(page);
  // As far from the right one as can be.
  await field.fill(String((Number(code()) + 500_000) % 1_000_000).padStart(6, "0"));
  await open.click();
  await expect(page.getByRole("alert")).toContainText("MultiFactorAuthentication failed");
  await expect(field).toHaveValue("");
  await field.fill(code());
  await open.click();
  await expect(chip(page)).toContainText("wardrobe-mfa");
  await chip(page).click();
  await expect(page.getByText("arn:aws:sts::111111111111:assumed-role/wardrobe-mfa/ada")).toBeVisible();
});
