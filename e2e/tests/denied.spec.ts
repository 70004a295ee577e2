import { Relay } from "../support/relay.ts";
import { forAnyone, serve } from "../support/server.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

const reports = { bucket: "finance-reports", prefix: "" };

test("27: a refusal gives the policy that lifts it, and Try again goes on in place", async ({
  signIn,
  files,
  buckets,
  page,
}) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", reports);
  const alert = page.getByRole("alert").filter({ hasText: "AWS says no" });
  await expect(alert).toContainText("no policy of wardrobe-visitor allows it");
  await expect(alert).toContainText("An administrator of account 111111111111");
  await expect(alert.getByText("User: arn:aws:sts::")).toBeHidden();
  await alert.getByText("What AWS said").click();
  await expect(alert.getByText("User: arn:aws:sts::")).toBeVisible();

  // What it says for the role, given by the bucket: the same action, place and prefix.
  const policy = JSON.parse((await alert.locator("pre").textContent())!);
  policy.Statement[0].Principal = { AWS: "arn:aws:iam::111111111111:role/wardrobe-visitor" };
  expect(policy.Statement[0]).toMatchObject({
    Action: "s3:ListBucket",
    Resource: "arn:aws:s3:::finance-reports",
    Condition: { StringEquals: { "s3:prefix": "" } },
  });
  await buckets.setPolicy(reports.bucket, policy);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(files.row("2026")).toBeVisible();
  await files.openRow("2026");
  await expect(page.getByRole("alert").filter({ hasText: "AWS says no" })).toBeVisible();
  await buckets.setPolicy(reports.bucket, null);
});

test("the ways to write a policy are reached by keyboard, and each can be copied", async ({
  signIn,
  files,
  buckets,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", reports);
  await page.getByRole("tab", { name: "JSON" }).focus();
  for (const [name, words] of [
    ["AWS CLI", "aws iam put-role-policy --role-name wardrobe-visitor"],
    ["Terraform", 'resource "aws_iam_role_policy"'],
    ["CloudFormation", "AWS::IAM::RolePolicy"],
  ] as const) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name })).toBeFocused();
    await page.getByRole("button", { name: `Copy the ${name}` }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(words);
    await page.getByRole("tab", { name }).focus();
  }
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Copy the message" }).click();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(message).toContain("AWS refuses s3:ListBucket on arn:aws:s3:::finance-reports");
});

test("a refusal is readable at every width", async ({ signIn, files, buckets, page }) => {
  await signIn.openVisitor(await buckets.assume("wardrobe-visitor"));
  await files.goto("visitor", reports);
  await expect(page.getByRole("tab", { name: "Message to send" })).toBeVisible();
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 780 });
      await expectNoSidewaysScrolling(page);
    }
    await expectAccessible(page);
  }
});

test("28: a key of KMS that may not be used is named as that, and what would help", async ({
  demo,
  buckets,
  folder,
  run,
  files,
  page,
}) => {
  const relay = await run(() => Relay.start(demo.environment.AWS_ENDPOINT_URL!));
  const at = { environment: { AWS_ENDPOINT_URL: relay.url } };
  await page.goto(await run((home) => serve(home, at, forAnyone(demo.metadata))));
  await expect(files.identity).toBeVisible();
  await buckets.put(folder.bucket, `${folder.prefix}locked.txt`, "locked", "text/plain");
  const key = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  for (const [method, name, action] of [
    ["GET", "locked.txt", "kms:Decrypt"],
    ["PUT", "new.txt", "kms:GenerateDataKey"],
  ] as const)
    relay.refuse(
      method,
      folder.bucket,
      folder.prefix + name,
      `User: arn:aws:sts::111111111111:assumed-role/wardrobe-studio/i-0 is not authorized to perform: ${action} on resource: ${key} because no identity-based policy allows the ${action} action`,
    );
  const expectKey = async (action: string) => {
    await expect(files.dialog).toContainText(`AWS refuses ${action}`);
    await expect(files.dialog).toContainText(key);
    const advised = JSON.parse((await files.dialog.locator("pre").first().textContent()) ?? "");
    expect(advised.Statement).toMatchObject([{ Effect: "Allow", Action: action, Resource: key }]);
  };
  await files.goto("files", folder);
  await files.open("locked.txt");
  await expectKey("kms:Decrypt");
  await expectAccessible(page);
  await files.closePreview();
  await files.upload({ name: "new.txt", mimeType: "text/plain", buffer: Buffer.from("new") });
  await expect(page.getByRole("heading", { name: "1 file could not be uploaded" })).toBeVisible();
  const uploads = page.getByRole("region", { name: "Uploads" });
  await expect(uploads).toContainText(`AWS refuses kms:GenerateDataKey on ${key}`);
});
