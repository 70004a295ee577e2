import { expect, test } from "vitest";
import {
  clear,
  countOf,
  indexOf,
  isSelected,
  move,
  nothing,
  prune,
  select,
  selectAll,
  selectFolder,
  type Selection,
} from "./selection";

const rows = ["a/", "b", "c", "d", "e"].map((key) => ({ key }));
const keys = (selection: Selection) => [...selection.keys];

test("a click selects one, Ctrl adds and takes away, Shift draws a range", () => {
  let now = select(nothing, rows, 1);
  expect(keys(now)).toEqual(["b"]);
  now = select(now, rows, 3, { toggle: true });
  expect(keys(now)).toEqual(["b", "d"]);
  now = select(now, rows, 1, { toggle: true });
  expect(keys(now)).toEqual(["d"]);
  now = select(select(now, rows, 3), rows, 1, { range: true });
  expect(keys(now)).toEqual(["b", "c", "d"]);
  now = select(now, rows, 4, { range: true });
  expect(keys(now)).toEqual(["d", "e"]);
  expect(keys(select(now, rows, 0))).toEqual(["a/"]);
});

test("Ctrl and Shift together add a range", () => {
  const now = select(select(nothing, rows, 0), rows, 3, { toggle: true });
  expect(keys(select(now, rows, 4, { toggle: true, range: true }))).toEqual(["a/", "d", "e"]);
});

test("arrows select, with Shift they stretch, with Ctrl they only move", () => {
  let now = move(nothing, rows, 0);
  expect(now).toMatchObject({ focus: "a/" });
  now = move(now, rows, 1, { range: true });
  expect(keys(now)).toEqual(["a/", "b"]);
  now = move(now, rows, 4, { toggle: true });
  expect(keys(now)).toEqual(["a/", "b"]);
  expect(now.focus).toBe("e");
  expect(move(now, rows, 99).focus).toBe("e");
  expect(move(now, rows, -3).focus).toBe("a/");
  expect(move(nothing, [], 0)).toBe(nothing);
});

test("all, and none", () => {
  const all = selectAll(select(nothing, rows, 2), rows);
  expect(all.keys.size).toBe(5);
  expect(all.focus).toBe("c");
  expect(clear(all)).toMatchObject({ focus: "c", keys: new Set() });
});

test("all of a folder, but for some, whatever has come of it", () => {
  let now = selectFolder(select(nothing, rows, 2));
  expect([isSelected(now, "a/"), isSelected(now, "not yet there"), countOf(now, 5)]).toEqual([true, true, 5]);
  now = select(now, rows, 1, { toggle: true });
  now = select(now, rows, 3, { toggle: true });
  expect([isSelected(now, "b"), countOf(now, 5), now.focus]).toEqual([false, 3, "d"]);
  // A range that is added is not left out any more.
  const more = select(select(now, rows, 1, { toggle: true }), rows, 4, { toggle: true, range: true });
  expect([more.all, keys(more)]).toEqual([true, []]);
  expect(keys(prune(now, rows.slice(2), 0))).toEqual(["d"]);
  expect(clear(now)).toMatchObject({ all: false, keys: new Set() });
  expect(select(now, rows, 4)).toMatchObject({ all: false, keys: new Set(["e"]) });
});

test("what has gone is forgotten, and the focus goes to its place", () => {
  const before = select(select(nothing, rows, 1), rows, 2, { toggle: true });
  const left = rows.filter(({ key }) => key !== "c");
  const after = prune(before, left, 2);
  expect(keys(after)).toEqual(["b"]);
  expect(after.focus).toBe("d");
  expect(prune(after, left, 2)).toBe(after);
  expect(prune(after, [], 2)).toEqual(nothing);
});

test("a key is found where it was, or elsewhere", () => {
  expect(indexOf(rows, "c", 2)).toBe(2);
  expect(indexOf(rows, "c", 4)).toBe(2);
  expect(indexOf(rows, "nowhere", 1)).toBe(-1);
  expect(indexOf(rows, null)).toBe(-1);
});
