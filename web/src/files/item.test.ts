import { expect, test } from "vitest";
import { copiesOf, countOf, failedOf, oneOf, selectionOf } from "./item";

const items = [
  { key: "a/x/", name: "x", isFolder: true, size: 0 },
  { key: "a/x", name: "x", isFolder: false, size: 3 },
];

test("a folder and a file of one name stay two things", () => {
  expect(selectionOf({ bucket: "b" }, items)).toEqual({ bucket: "b", keys: ["a/x"], prefixes: ["a/x/"] });
  expect(copiesOf(items, "to/")).toEqual([
    { kind: "prefix", from: "a/x/", to: "to/x/" },
    { kind: "object", from: "a/x", to: "to/x" },
  ]);
});

test("all of a folder but for some stays that", () => {
  const all = { count: 9, exceptKeys: ["a/", "a/y"], exceptPrefixes: ["a/z/"] };
  const most = [{ key: "a/", name: "a", isFolder: true, size: 0, all }];
  expect(selectionOf({ bucket: "b" }, most)).toEqual({
    bucket: "b",
    keys: [],
    prefixes: ["a/"],
    except_keys: ["a/", "a/y"],
    except_prefixes: ["a/z/"],
  });
  expect(copiesOf(most, "to/")).toEqual([{ kind: "prefix", from: "a/", to: "to/" }]);
  expect([oneOf(most), countOf(most)]).toEqual([null, 9]);
});

test("what failed is tried again, object by object", () => {
  const copies = copiesOf(items, "to/");
  expect(failedOf(copies, ["a/x/deep//1", "a/x"])).toEqual([
    { kind: "object", from: "a/x/deep//1", to: "to/x/deep//1" },
    { kind: "object", from: "a/x", to: "to/x" },
  ]);
  expect(failedOf(copies, ["arn:aws:s3:::b"])).toEqual(copies);
});
