/** Seven things that go wrong, and none of them looks like another. */

import type { Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const visitor = policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" });
const nothing = "photos/there-is-none.jpg";
const file = (bucket: string, key: string) =>
  `files?bucket=${bucket}&prefix=&preview=${encodeURIComponent(key)}`;

/** The message: its title, a part of its words that no other has, and no other's title. */
async function expectMessage(page: Page, title: string, words: string) {
  const message = page.getByRole("alert").filter({ hasText: title }).first();
  await expect(message).toContainText(words);
  for (const other of titles.filter((one) => one !== title))
    await expect(message.getByText(other)).toHaveCount(0);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(message).toBeVisible();
    await expectNoSidewaysScrolling(page);
  }
  await expectAccessible(page);
}

const titles = [
  "Your credentials expired",
  "AWS says no",
  "There is nothing here",
  "Not there, or hidden from your role",
  "This object is archived",
  "This bucket is in another region",
];

test("expired", async ({ signIn, buckets, demo, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await demo.expireSessions();
  await page.goto("/c/visitor/files?bucket=studio-assets");
  await expectMessage(page, "Your credentials expired", "Paste new ones to go on");
});

test("denied", async ({ signIn, buckets, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await page.goto("/c/visitor/files?bucket=finance-reports");
  await expectMessage(page, "AWS says no", "no policy of wardrobe-visitor allows it");
});

test("missing", async ({ opened, page }) => {
  await expect(opened.page).toHaveURL(/files/);
  await page.goto(`/c/studio/${file("studio-assets", nothing)}`);
  await expectMessage(page, "There is nothing here", "There is no such object.");
});

test("hidden", async ({ signIn, buckets, page }) => {
  await buckets.createRole("reads-only", visitor);
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::studio-assets/*" };
  await buckets.allow("reads-only", { Version: "2012-10-17", Statement: [read] });
  await signIn.openVisitor(await buckets.assume("reads-only"));
  await page.goto(`/c/visitor/${file("studio-assets", nothing)}`);
  await expectMessage(page, "Not there, or hidden from your role", "S3 does not tell the one from the other");
});

test("archived", async ({ opened, page }) => {
  await expect(opened.page).toHaveURL(/files/);
  await page.goto(`/c/studio/${file("studio-archive", "films/1998/negatives.txt")}`);
  await expectMessage(page, "This object is archived", "aws s3api restore-object --bucket studio-archive");
});

test("in a region that nobody names", async ({ opened, buckets, demo, page }) => {
  await expect(opened.page).toHaveURL(/files/);
  await buckets.createBucket("studio-far", "eu-west-1");
  await demo.faults({ hide_region: true });
  await page.goto("/c/studio/files?bucket=studio-far");
  await expectMessage(page, "This bucket is in another region", "aws s3api get-bucket-location says which");
  await demo.faults();
  // As soon as S3 says where it is, there is nothing to set up.
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("This bucket is empty")).toBeVisible();
  await buckets.deleteBucket("studio-far", "eu-west-1");
});

// Towards S3 the server goes by the time that S3 tells, and goes on; only a check says what is wrong.
test("at another time", async ({ opened, demo, page }) => {
  await expect(opened.page).toHaveURL(/files/);
  await demo.faults({ clock_skew: 1_200 });
  await page.goto("/c/studio/check?bucket=studio-assets");
  const clock = page.locator('[data-state="failed"]').filter({ hasText: "The clock of this server" });
  await expect(clock).toContainText("seconds behind AWS's");
  await expect(clock).toContainText("set its clock by the network");
  for (const title of titles) await expect(clock.getByText(title)).toHaveCount(0);
  await expectAccessible(page);
  await demo.faults();
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("Everything that was tried works.")).toBeVisible();
});
