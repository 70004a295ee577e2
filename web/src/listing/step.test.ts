import { expect, test } from "vitest";
import { type Way, step } from "./step";

// 0 1 2 3
// 4 5 6 7
// 8 9
const cards = { count: 10, across: 4, pageLines: 2 };
const list = { count: 10, across: 1, pageLines: 4 };

test.each<[Way, from: number, to: number]>([
  ["right", 3, 4],
  ["right", 9, 9],
  ["left", 4, 3],
  ["left", 0, 0],
  ["down", 1, 5],
  ["down", 5, 9],
  // There is nothing below the last of its column but the last of all.
  ["down", 6, 9],
  ["down", 8, 8],
  ["up", 9, 5],
  ["up", 2, 2],
  ["page-down", 1, 9],
  ["page-down", 2, 9],
  ["page-down", 8, 8],
  ["page-up", 9, 1],
  ["page-up", 6, 2],
  ["start", 7, 0],
  ["end", 1, 9],
  // Without a cursor.
  ["right", -1, 0],
  ["down", -1, 0],
  ["up", -1, 9],
  ["page-down", -1, 8],
])("among cards %s leads from %d to %d", (way, from, to) => expect(step(way, from, cards)).toBe(to));

test("where one reads from right to left the next card is to the left", () => {
  const backwards = { ...cards, isBackwards: true };
  expect([step("left", 3, backwards), step("right", 4, backwards)]).toEqual([4, 3]);
});

test.each<[Way, from: number, to: number | null]>([
  ["up", -1, 9],
  ["up", 0, 0],
  ["down", -1, 0],
  ["down", 9, 9],
  ["page-up", 2, 0],
  ["page-down", 2, 6],
  ["page-down", 8, 9],
  ["left", 3, null],
  ["right", 3, null],
])("in a list %s leads from %d to %d", (way, from, to) => expect(step(way, from, list)).toBe(to));

test("whatever is pressed, one stays among what is there", () => {
  const ways: Way[] = ["up", "down", "left", "right", "page-up", "page-down", "start", "end"];
  for (let count = 1; count < 14; count += 1)
    for (let across = 1; across < 6; across += 1)
      for (let from = -1; from < count; from += 1)
        for (const way of ways) {
          const to = step(way, from, { count, across, pageLines: 2 }) ?? 0;
          expect(to >= 0 && to < count, `${way} from ${from} of ${count} by ${across}: ${to}`).toBe(true);
        }
});
