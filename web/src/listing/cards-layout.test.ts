import { expect, test } from "vitest";
import { type CardsView, GAP, cardsLayout } from "./cards-layout";
import { mostDrawn } from "./window";

const screens = [
  [320, 480],
  [360, 600],
  [640, 400],
  [1_240, 600],
  [1_900, 900],
  [3_800, 2_000],
  [7_600, 4_200],
  [10, 4_000],
] as const;

test.each(screens)("on %d by %d pixels fewer than 200 cards are drawn, and all fit", (width, height) => {
  for (const view of ["grid", "gallery"] satisfies CardsView[]) {
    const { across, rowHeight } = cardsLayout(view, { width, height });
    expect(across * mostDrawn({ count: 1_000_000, rowHeight, viewHeight: height })).toBeLessThan(200);
    const card = (width - GAP) / across - GAP;
    if (width >= 320) expect(card).toBeGreaterThan(90);
    expect(Number.isInteger(rowHeight) && rowHeight > 0).toBe(true);
  }
});

test("a gallery has fewer and larger ones, a phone two or three", () => {
  const across = (view: CardsView, width: number) => cardsLayout(view, { width, height: 600 }).across;
  expect([across("grid", 1_240), across("gallery", 1_240)]).toEqual([8, 5]);
  expect([across("grid", 340), across("gallery", 340)]).toEqual([2, 2]);
});
