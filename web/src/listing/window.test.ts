import { expect, test } from "vitest";
import { scrollTo, windowOf } from "./window";

const frame = (count: number, scrollTop = 0) => ({ count, rowHeight: 40, viewHeight: 400, scrollTop });

test("a short list is drawn whole", () => {
  expect(windowOf(frame(5))).toEqual({ first: 0, last: 5, top: 0, height: 200 });
  expect(windowOf(frame(0))).toEqual({ first: 0, last: 0, top: 0, height: 0 });
});

test("of a long list, only what is near is drawn", () => {
  expect(windowOf(frame(100_000, 4_000))).toEqual({ first: 92, last: 118, top: 3_680, height: 4_000_000 });
  const end = windowOf(frame(100_000, 3_999_600));
  expect(end.last).toBe(100_000);
});

test("a million rows fit under one scroll bar, down to the last", () => {
  const { height } = windowOf(frame(1_000_000));
  expect(height).toBe(8_000_000);
  const end = windowOf(frame(1_000_000, height - 400));
  expect(end.last).toBe(1_000_000);
  // The last row ends where the view ends.
  expect(end.top + (end.last - end.first) * 40).toBeCloseTo(height, 3);
  expect(end.last - end.first).toBeLessThan(40);
});

test("a scroll past the end draws the end", () => {
  expect(windowOf(frame(20, 99_999)).last).toBe(20);
});

test.each([10, 100_000, 1_000_000])("in %d rows, any row can be scrolled to", (count) => {
  for (const index of [0, 1, Math.floor(count / 3), count - 2, count - 1]) {
    for (const from of [0, windowOf(frame(count)).height - 400]) {
      const scrollTop = scrollTo(index, frame(count, Math.max(from, 0)));
      const seen = windowOf(frame(count, scrollTop));
      const top = seen.top + (index - seen.first) * 40;
      expect(top).toBeGreaterThanOrEqual(scrollTop - 0.01);
      expect(top + 40).toBeLessThanOrEqual(scrollTop + 400.01);
    }
  }
});

test("a row that is seen moves nothing", () => {
  expect(scrollTo(3, frame(100, 80))).toBe(80);
});
