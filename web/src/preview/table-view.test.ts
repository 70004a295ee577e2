import { expect, it } from "vitest";
import { parse, readCsv } from "./table-view";

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

it("reads the same rows piece by piece, wherever the pieces are cut", () => {
  const lines = ["name;value", "a;1", '"two', 'lines; and ""quotes""";2', "b;3", "", 'c"d;4', "e;5"];
  const whole = readCsv()(lines, true);
  expect(whole).toEqual([
    ["name", "value"],
    ["a", "1"],
    ['two\nlines; and "quotes"', "2"],
    ["b", "3"],
    ['c"d', "4"],
    ["e", "5"],
  ]);
  for (let cut = 1; cut < lines.length; cut++) {
    const read = readCsv();
    expect([...read(lines.slice(0, cut), false), ...read(lines.slice(cut), true)], `cut at ${cut}`).toEqual(
      whole,
    );
  }
});

it("does not wait for ever for a quote that nobody closes", () => {
  const read = readCsv();
  const piece = Array.from({ length: 2000 }, (_, at) => `${at},"open,${"x".repeat(100)}`);
  let rows = 0;
  for (let at = 0; at < 6; at++) rows += read(piece, false).length;
  expect(rows + read(["1,2"], true).length).toBeGreaterThan(0);
});
