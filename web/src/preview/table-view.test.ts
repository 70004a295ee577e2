import { expect, it } from "vitest";
import { parse } from "./table-view";

it("finds out what stands between the values", () => {
  expect(parse('a;b\n1;"x;\ny"\n', false).rows).toEqual([
    ["a", "b"],
    ["1", "x;\ny"],
  ]);
  expect(parse("a\tb\n1\t2", false).columns).toBe(2);
});

it("leaves out a row that was cut in its middle", () => {
  expect(parse("a,b\n1,2\n3,4", true).rows).toHaveLength(2);
  expect(parse("a,b\n1,2\n3,4", false).rows).toHaveLength(3);
});

it("says when there are more rows than it shows", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, n) => `${n},x`).join("\n");
  expect(parse(rows(1001), false)).toMatchObject({ more: false });
  const many = parse(rows(1002), false);
  expect([many.rows.length, many.more]).toEqual([1001, true]);
});
