import { expect, test } from "../support/test.ts";

const picture = (name: string) => ({
  path: `../docs/screenshots/${name}.png`,
  animations: "disabled" as const,
});

test.use({ viewport: { width: 1200, height: 780 } });

test("the pictures of the documentation", async ({ signIn, files, buckets, page }) => {
  await signIn.goto();
  await page.screenshot(picture("sign-in"));
  await signIn.openStudio();
  await files.goto("studio", { bucket: "studio-assets", prefix: "photos/2026/" });
  await expect(files.row("night-coast.jpg")).toBeVisible();
  await files.select("desert-road.jpg", "evening-hills.jpg");
  await page.screenshot(picture("files"));
  const spring = { bucket: "studio-assets", prefix: "spring/" };
  for (const name of ["plan.pdf", "poster.png", "texts.md", "final/plan.pdf", "final/poster.png"])
    await buckets.put(spring.bucket, spring.prefix + name);
  await files.goto("studio", spring);
  await files.askToSend("Move", "spring/final/", spring.bucket, "plan.pdf", "poster.png", "texts.md");
  await expect(files.dialog).toContainText("2 objects not moved");
  await page.screenshot(picture("move"));
  await files.goto("studio", { bucket: "finance-reports", prefix: "" });
  await expect(page.getByRole("alert")).toBeVisible();
  await page.screenshot(picture("denied"));
});
