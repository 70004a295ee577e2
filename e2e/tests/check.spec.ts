/** What works is tried out on a page; what does not is mended by what the page says, and tried again there. */

import type { Page } from "@playwright/test";

import { policy } from "../support/providers.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

interface Statement {
  Action: string;
  Resource: string;
  Condition?: object;
}

/** The policy in JSON that the failing step would have added. */
async function advised(page: Page) {
  const text = await page.locator('[data-state="failed"] figure pre').first().textContent();
  return JSON.parse(text ?? "") as { Statement: Statement[] };
}

const bucket = "arn:aws:s3:::studio-assets";
const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"];

/** Everything a file manager does in the folder, but what is left out. */
function without(prefix: string, lacking: string) {
  const list = {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: bucket,
    Condition: { StringLike: { "s3:prefix": `${prefix}*` } },
  };
  const kept = actions.filter((action) => action !== lacking);
  const objects = { Effect: "Allow", Action: kept, Resource: `${bucket}/${prefix}*` };
  return lacking === "s3:ListBucket" ? [objects] : [list, objects];
}

for (const [at, [lacking, step]] of (
  [
    ["s3:ListBucket", "List s3://"],
    ["s3:GetObject", "Read s3://"],
    ["s3:PutObject", "Write s3://"],
    ["s3:AbortMultipartUpload", "in parts"],
    ["s3:DeleteObject", "Delete s3://"],
  ] as const
).entries()) {
  test(`a role that lacks ${lacking} is told so, and works once it has it`, async ({
    page,
    buckets,
    folder,
    signIn,
  }) => {
    const role = `lacks-${at}`;
    await buckets.createRole(role, policy({ Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }));
    const statements = without(folder.prefix, lacking);
    await buckets.allow(role, { Version: "2012-10-17", Statement: statements });
    await buckets.put(folder.bucket, `${folder.prefix}a.txt`);
    await signIn.openVisitor(await buckets.assume(role));
    await page.goto(`/c/visitor/check?bucket=${folder.bucket}&prefix=${encodeURIComponent(folder.prefix)}`);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await expect(page.getByRole("status").filter({ hasText: /works|fail/ })).toBeVisible();
    await page.getByRole("button", { name: "Try to write, too" }).click();
    const failing = page.locator('[data-state="failed"]');
    await expect(page.getByRole("status").filter({ hasText: "One step fails." })).toBeVisible();
    await expect(failing.getByRole("heading", { level: 2 })).toContainText(step);
    const missing = await advised(page);
    expect(missing.Statement.map(({ Action }) => Action)).toEqual([lacking]);
    await buckets.allow(role, { Version: "2012-10-17", Statement: [...statements, ...missing.Statement] });
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByText("Everything that was tried works.")).toBeVisible();
    expect(await page.evaluate(() => "same" in window)).toBe(true);
    // Nothing of the check stays.
    expect(await buckets.keys(folder.bucket, folder.prefix)).toEqual([`${folder.prefix}a.txt`]);
  });
}

test("the network is checked from this browser, and the bucket lets the page in once its rules say so", async ({
  page,
  opened,
  buckets,
  folder,
}) => {
  await expect(opened.page).toHaveURL(/\/files\?bucket=/);
  await page.goto(`/c/studio/check?bucket=${folder.bucket}&prefix=${encodeURIComponent(folder.prefix)}`);
  await page.getByRole("button", { name: "Check the network, too" }).click();
  await expect(page.getByRole("status").filter({ hasText: "One step fails." })).toBeVisible();
  await expect(page.getByText("16 MiB arrived in")).toBeVisible();
  await expect(page.getByText("Each line arrives when it is sent.")).toBeVisible();
  await expect(page.locator('[data-state="failed"]')).toContainText("has no rule that lets pages of http");
  const rules = await page.locator('[data-state="failed"] figure pre').first().textContent();
  await buckets.cors(folder.bucket, JSON.parse(rules ?? "") as object[]);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("Everything that was tried works.")).toBeVisible();
  await expect(page.getByText("This browser reaches 127.0.0.1")).toBeVisible();
  await expectAccessible(page);
  // Between the browser and the server, a proxy with a limit.
  await page.route("**/api/probe", (route, request) =>
    request.method() === "POST" ? route.fulfill({ status: 413, body: "<html>413</html>" }) : route.continue(),
  );
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.locator('[data-state="failed"]')).toContainText("client_max_body_size 0");
  // A role that may not abort has left one elsewhere in this bucket.
  expect(await buckets.uploads(folder.bucket, folder.prefix)).toEqual([]);
  await buckets.cors(folder.bucket, []);
});

test("a folder is checked from its own page, and the report is readable everywhere", async ({
  page,
  opened,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await expect(opened.page).toHaveURL(/\/files\?bucket=/);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: "Check what works here" }).click();
  await expect(page.getByRole("heading", { name: "What works here" })).toBeVisible();
  await expect(page.getByText("Everything that was tried works.")).toBeVisible();
  await page.getByRole("button", { name: "Copy the report" }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain("Works: Who we are to AWS. AWS knows us as");
  expect(report).not.toContain("ASIA");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/c/studio/check?bucket=finance-reports");
  await expect(page.getByRole("status").filter({ hasText: "fails." })).toBeVisible();
  await expect(page.getByRole("tab", { name: "JSON" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
});
