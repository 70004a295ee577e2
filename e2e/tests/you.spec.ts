import { SignInPage } from "../support/sign-in.ts";
import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

test("one's sign-ins are seen from each browser, and ended from there, one or all", async ({
  signIn,
  page,
  browser,
  baseURL,
}) => {
  // Another test may have left them signed in.
  await signIn.openFinance("lovelace");
  await expect(page.getByRole("link", { name: /finance-reports/ })).toBeVisible();
  const ended = await page.request.delete("/api/sessions", { headers: { "X-Wardrobe": "1" } });
  expect(ended.ok()).toBe(true);
  await signIn.openFinance("lovelace");
  await expect(page.getByRole("link", { name: /finance-reports/ })).toBeVisible();
  const others = await Promise.all(
    [0, 1].map(async () => {
      const other = await (await browser.newContext({ baseURL })).newPage();
      await new SignInPage(other).openFinance("lovelace");
      await expect(other.getByRole("link", { name: /finance-reports/ })).toBeVisible();
      return other;
    }),
  );
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: "Your sign-ins" }).click();
  const browsers = page.getByRole("region", { name: "Signed in with" }).getByRole("listitem");
  await expect(browsers).toHaveCount(3);
  await expect(browsers.filter({ hasText: "This browser" })).toHaveCount(1);
  await expect(browsers.first()).toContainText("Chrome on Linux");
  await expect(page.getByRole("region", { name: "Open here" })).toContainText("Finance");
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 760 });
  await expectNoSidewaysScrolling(page);
  await page.getByRole("button", { name: "Sign out there" }).first().click();
  await expect(browsers).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(signIn.tile("Finance")).toBeVisible();
  for (const other of others) {
    await other.goto("/");
    await expect(other.getByRole("button", { name: "Open Finance" })).toBeVisible();
    await other.context().close();
  }
});
