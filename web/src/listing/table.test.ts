import { expect, test } from "vitest";
import { type Row, folderRow } from "./rows";
import { Table } from "./table";

const file = (key: string, size = 1): Row => ({
  key,
  folder: false,
  size,
  modified: "2026-03-01T10:00:00.250Z",
  storageClass: "GLACIER",
});

test("a row comes out as it went in", () => {
  const table = new Table("p/");
  for (const row of [file("p/a", 2 ** 45), folderRow("p/a/"), file("p/"), file("p/ä\u0000😀")])
    expect(table.row(table.add(row))).toEqual(row);
  expect([0, 1, 2].map(table.name)).toEqual(["a", "a", ""]);
  expect(table).toMatchObject({ count: 4, files: 3, bytes: 2 ** 45 + 2 });
});

test("keys are found among many, also where others have gone", () => {
  const table = new Table("");
  const keys = Array.from({ length: 50_000 }, (_, at) => `file-${at}`);
  for (const key of keys) table.add(file(key));
  expect(table.add(file("file-7"))).toBe(-1);
  for (const [at, key] of keys.entries()) if (at % 3 === 0) expect(table.remove(key)).toBe(at);
  expect(table.remove("file-0")).toBe(-1);
  for (const [at, key] of keys.entries()) expect(table.find(key)).toBe(at % 3 === 0 ? -1 : at);
  expect(table.count).toBe(33_333);
  expect(table.ids()).toHaveLength(33_333);
  expect(table.add(file("file-0"))).toBe(50_000);
});

test("a row in place of another comes where that one came", () => {
  const table = new Table("");
  for (const key of ["a", "b", "c"]) table.add(file(key));
  const id = table.put(file("b", 9));
  expect(table.isGone(1)).toBe(true);
  expect(table.row(id).size).toBe(9);
  const again = table.put(file("b", 5));
  expect([0, again, 2].toSorted((a, b) => table.arrival(a) - table.arrival(b))).toEqual([0, again, 2]);
  expect(table).toMatchObject({ count: 3, bytes: 7 });
});
