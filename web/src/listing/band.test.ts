import { expect, test } from "vitest";
import { touched } from "./band";

// 4 beside each other, each 92 wide behind a gap of 8; 10 of them, 142 high behind such a gap.
const cards = { count: 10, across: 4, rowHeight: 150, width: 408 };
const among = (x: number, y: number, toX: number, toY: number) => [
  ...touched({ x, y }, { x: toX, y: toY }, cards),
];

test.each<[string, number[], number[]]>([
  ["within a gap", [2, 2, 6, 300], []],
  ["over a corner", [2, 2, 9, 9], [0]],
  ["over two lines", [105, 140, 210, 160], [1, 2, 5, 6]],
  ["the other way", [210, 160, 105, 140], [1, 2, 5, 6]],
  ["to the right of the last", [404, 2, 407, 449], []],
  ["over the rest of the last line", [0, 310, 400, 400], [8, 9]],
  ["far beyond all", [-500, -500, 5_000, 5_000], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ["below all", [0, 500, 400, 900], []],
])("a rectangle %s", (_, [x = 0, y = 0, toX = 0, toY = 0], found) => {
  expect(among(x, y, toX, toY)).toEqual(found);
});
