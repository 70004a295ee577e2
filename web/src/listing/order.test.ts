import { expect, test } from "vitest";
import {
  type Compare,
  Ids,
  type Sort,
  byArrival,
  byName,
  compareBy,
  matching,
  naturalOrder,
  sorted,
} from "./order";
import { type Row, folderRow } from "./rows";
import { Table } from "./table";

const row = (key: string, more: Partial<Row> = {}): Row =>
  key.endsWith("/")
    ? folderRow(key)
    : { key, folder: false, size: 0, modified: "", storageClass: "", ...more };

function tableOf(rows: Row[]): Table {
  const table = new Table("");
  for (const each of rows) table.add(each);
  return table;
}

function all<T>(work: Generator<number, T, void>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const keysOf = (table: Table, ids: Iterable<number>) => Array.from(ids, table.key);

function inOrder(rows: Row[], sort: Sort): string[] {
  const table = tableOf(rows);
  return keysOf(table, all(sorted(table.ids(), compareBy(sort, table, all(byName(table))))));
}

/** The same each time. */
function randomly() {
  let seed = 7;
  return () => (seed = (seed * 16807) % 2147483647);
}

test("names sort as people count and spell", () => {
  const names = ["file10", "File2", "file1", "été", "eta", "zoo", "Äpfel", "apfel2", "00012", "9", "_x"];
  expect(names.toSorted((a, b) => (naturalOrder(a) < naturalOrder(b) ? -1 : 1))).toEqual([
    "9",
    "00012",
    "_x",
    "Äpfel",
    "apfel2",
    "eta",
    "été",
    "file1",
    "File2",
    "file10",
    "zoo",
  ]);
});

test("folders come first both ways, and keep to their names where files sort by size", () => {
  const rows = [row("b", { size: 1 }), row("z/"), row("a", { size: 2 }), row("c/"), row("d", { size: 2 })];
  expect(inOrder(rows, { by: "name", descending: true })).toEqual(["z/", "c/", "d", "b", "a"]);
  expect(inOrder(rows, { by: "size", descending: true })).toEqual(["c/", "z/", "a", "d", "b"]);
});

test("dates and classes", () => {
  const rows = [
    row("a", { modified: "2026-02-01T00:00:00Z", storageClass: "STANDARD" }),
    row("b", { modified: "2025-12-31T23:59:59Z", storageClass: "GLACIER" }),
    row("d"),
    row("c"),
  ];
  expect(inOrder(rows, { by: "date", descending: false })).toEqual(["c", "d", "b", "a"]);
  expect(inOrder(rows, { by: "class", descending: true })).toEqual(["a", "b", "c", "d"]);
});

test("the same name as file and folder, and names that differ in case alone, have one order", () => {
  const rows = [row("same"), row("same/"), row("Same")];
  expect(inOrder(rows, { by: "name", descending: false })).toEqual(["same/", "Same", "same"]);
});

const random = randomly();
const many = Array.from({ length: 20_000 }, (_, index) =>
  row(`${random() % 900}-${index}${random() % 9 === 0 ? "/" : ""}`, { size: random() % 50 }),
);

test("what is sorted in steps is sorted", () => {
  const table = tableOf(many);
  const names = all(byName(table));
  for (const by of ["name", "size"] as const) {
    const compare = compareBy({ by, descending: true }, table, names);
    expect(all(sorted(table.ids(), compare))).toEqual(table.ids().toSorted(compare));
  }
  const collator = new Intl.Collator("en", { numeric: true });
  const files = inOrder(many, { by: "name", descending: false }).filter((key) => !key.endsWith("/"));
  expect(files).toEqual(files.toSorted(collator.compare));
});

test("merging page by page is the same as sorting at the end", () => {
  const table = tableOf(many);
  for (const compare of [
    compareBy({ by: "size", descending: true }, table, byArrival(table)),
    compareBy({ by: "name", descending: false }, table, byArrival(table)),
  ]) {
    const ids = new Ids();
    for (let at = 0; at < table.end; at += 137)
      ids.merge([...table.ids().subarray(at, at + 137)].toReversed(), compare);
    expect(ids.all()).toEqual(table.ids().toSorted(compare));
    expect(ids.placeFor(ids.at(777) ?? 0, compare)).toBe(777);
  }
});

test("a page that is merged is looked for, not all rows looked through", () => {
  const table = tableOf(many);
  let comparisons = 0;
  const compare = compareBy({ by: "size", descending: false }, table, byArrival(table));
  const counted: Compare = (a, b) => {
    comparisons += 1;
    return compare(a, b);
  };
  const ids = new Ids(table.ids().subarray(0, 19_000).toSorted(compare));
  ids.merge([...table.ids().subarray(19_000)], counted);
  expect(comparisons).toBeLessThan(30_000);
});

test("names that come after the order was worked out are in it", () => {
  const table = tableOf([row("b10"), row("b2"), row("a")]);
  const compare = compareBy({ by: "name", descending: false }, table, all(byName(table)));
  const ids = new Ids(all(sorted(table.ids(), compare)));
  ids.merge([table.add(row("B3")), table.add(row("c")), table.add(row("0/"))], compare);
  expect(keysOf(table, ids.all())).toEqual(["0/", "a", "b2", "B3", "b10", "c"]);
});

test("what has a text in its name is found in any case, and not by the folder it is in", () => {
  const table = new Table("abc/");
  for (const key of ["abc/Über", "abc/x/", "abc/ABC.txt"]) table.add(row(key));
  const found = (text: string) => keysOf(table, all(matching(table.ids(), table, text)));
  expect(found("abc")).toEqual(["abc/ABC.txt"]);
  expect(found("über")).toEqual(["abc/Über"]);
  expect(found("/")).toEqual([]);
});
