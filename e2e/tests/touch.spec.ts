/** By the finger alone. */

import type { Locator, Page } from "@playwright/test";

import { expect, expectAccessible, expectNoSidewaysScrolling, test } from "../support/test.ts";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 760 } });

/** Lays a finger on something; gives what lifts it. */
async function layOn(page: Page, where: Locator) {
  const box = (await where.boundingBox())!;
  const touch = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  return async () => {
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await touch.detach();
  };
}

test("a finger that stays selects, then taps select, and without a selection a tap opens", async ({
  opened,
  folder,
  buckets,
  page,
}) => {
  for (const name of ["a.txt", "b.txt", "c.txt"])
    await buckets.put(folder.bucket, folder.prefix + name, `I am ${name}`, "text/plain");
  await page.reload();
  const lift = await layOn(page, opened.row("a.txt"));
  await expect(opened.selected).toHaveCount(1);
  await lift();
  // Lifting it was no tap.
  await opened.row("c.txt").tap();
  await expect(opened.selected).toHaveCount(2);
  await expect(opened.selected.first()).toContainText("a.txt");
  await expect(opened.preview).toBeHidden();
  await expectAccessible(page);
  await expectNoSidewaysScrolling(page);
  await opened.row("a.txt").tap();
  await expect(opened.selected).toHaveCount(1);
  await opened.button("Select nothing").tap();
  await expect(opened.selected).toHaveCount(0);
  await opened.row("b.txt").tap();
  await expect(opened.preview).toContainText("I am b.txt");
});
