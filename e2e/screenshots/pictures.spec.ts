import { expect, test } from "../support/test.ts";

const picture = (name: string) => ({
  path: `../docs/screenshots/${name}.png`,
  animations: "disabled" as const,
});

test.use({ viewport: { width: 1200, height: 720 } });

test("the pictures of the documentation", async ({ signIn, files, page }) => {
  await signIn.goto();
  await page.screenshot(picture("sign-in"));
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-assets", prefix: "photos/2026/" });
  await expect(files.row("night-coast.jpg")).toBeVisible();
  await files.select("desert-road.jpg", "evening-hills.jpg");
  await page.screenshot(picture("files"));
  await files.goto("studio", { bucket: "finance-reports", prefix: "" });
  await expect(page.getByRole("alert")).toBeVisible();
  await page.screenshot(picture("denied"));
});
