import { expect, test } from "vitest";
import {
  type Place,
  type Size,
  anchorOf,
  anchored,
  mostDrawn,
  revealed,
  scrolled,
  settled,
  windowOf,
} from "./window";

const size = (count: number): Size => ({ count, rowHeight: 40, viewHeight: 400 });
const start: Place = { scrollTop: 0, offset: 0 };
const at = (count: number, scrollTop: number) =>
  windowOf(size(count), scrolled(size(count), start, scrollTop));

test("a short list is drawn whole", () => {
  expect(at(5, 0)).toEqual({ first: 0, last: 5, top: 0, height: 200 });
  expect(at(0, 0)).toEqual({ first: 0, last: 0, top: 0, height: 0 });
});

test("of a long list, only what is near is drawn", () => {
  expect(at(100_000, 4_000)).toEqual({ first: 92, last: 118, top: 3_680, height: 4_000_000 });
  expect(at(100_000, 3_999_600).last).toBe(100_000);
});

test("a million rows fit under one scroll bar, down to the last", () => {
  const { height } = at(1_000_000, 0);
  expect(height).toBe(8_000_000);
  const end = at(1_000_000, height - 400);
  expect(end.last).toBe(1_000_000);
  // The last row ends where the view ends.
  expect(end.top + (end.last - end.first) * 40).toBeCloseTo(height, 3);
  expect(end.last - end.first).toBeLessThan(40);
});

test("never more rows are drawn than was said", () => {
  for (const scrollTop of [0, 13, 4_019.5, 777_777, 3_999_599])
    expect(at(100_000, scrollTop).last - at(100_000, scrollTop).first).toBeLessThanOrEqual(
      mostDrawn(size(100_000)),
    );
});

test("a scroll past the end draws the end", () => {
  expect(at(20, 99_999).last).toBe(20);
});

test("the wheel moves a million rows as far as ten, and the scroll bar is put right when it is still", () => {
  const long = size(1_000_000);
  const middle = scrolled(long, start, 4_000_000);
  let place = middle;
  for (let turn = 1; turn <= 30; turn += 1) place = scrolled(long, place, middle.scrollTop + turn * 100);
  expect(place.offset - middle.offset).toBeCloseTo(3_000, 3);
  const still = settled(long, place);
  expect(still.offset).toBe(place.offset);
  expect(still.scrollTop - middle.scrollTop).toBeCloseTo(600, 0);
  // The rows on the screen stay where they were.
  const [before, after] = [windowOf(long, place), windowOf(long, still)];
  expect(after.top - still.scrollTop).toBeCloseTo(before.top - place.scrollTop, 3);
  // Back by the wheel alone, it ends at the top.
  place = settled(long, { scrollTop: 0, offset: 4_000 });
  while (place.offset > 0) {
    const next = scrolled(long, place, Math.max(place.scrollTop - 100, 0));
    place = settled(long, next);
  }
  expect(place).toEqual(start);
});

test.each([10, 100_000, 1_000_000])("in %d rows, any row can be scrolled to", (count) => {
  const whole = size(count);
  for (const index of [0, 1, Math.floor(count / 3), count - 2, count - 1]) {
    for (const from of [start, scrolled(whole, start, windowOf(whole, start).height - 400)]) {
      const place = revealed(whole, from, index);
      const seen = windowOf(whole, place);
      const top = seen.top + (index - seen.first) * 40;
      expect(top).toBeGreaterThanOrEqual(place.scrollTop - 0.01);
      expect(top + 40).toBeLessThanOrEqual(place.scrollTop + 400.01);
    }
  }
});

test("a row that is seen moves nothing", () => {
  const place = { scrollTop: 80, offset: 80 };
  expect(revealed(size(100), place, 3)).toBe(place);
});

test("laid out anew, the cursor stays at its height, else what is seen first stays first", () => {
  const list = size(1_000);
  const place = { scrollTop: 8_010, offset: 8_010 };
  // Row 205 is seen, 190 pixels below the top.
  const cursor = anchorOf(list, 1, place, 205);
  expect(cursor).toEqual({ index: 205, below: 190 });
  expect(anchored(list, 1, cursor)).toEqual(place);
  const cards: Size = { count: 250, rowHeight: 170, viewHeight: 400 };
  const { offset } = anchored(cards, 4, cursor);
  expect(Math.floor(205 / 4) * 170 - offset).toBe(190);
  // Row 900 is not.
  const first = anchorOf(list, 1, place, 900);
  expect(first).toEqual({ index: 200, below: -10 });
  expect(anchored(list, 1, first)).toEqual(place);
  expect(anchored(cards, 4, first).offset).toBe(50 * 170 + 10);
});

test("a cursor at the lower edge is wholly seen where rows are higher", () => {
  const place = { scrollTop: 0, offset: 0 };
  const cards: Size = { count: 500, rowHeight: 170, viewHeight: 400 };
  const low = anchorOf(size(1_000), 1, place, 9);
  expect(low.below).toBe(360);
  const { offset } = anchored(cards, 2, low);
  expect(4 * 170 - offset + 170).toBeLessThanOrEqual(400);
});
