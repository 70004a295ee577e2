import { expect, test } from "vitest";
import { copiesOf, failedOf, selectionOf } from "./item";

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

test("what failed is tried again, object by object", () => {
  const copies = copiesOf(items, "to/");
  expect(failedOf(copies, ["a/x/deep//1", "a/x"])).toEqual([
    { kind: "object", from: "a/x/deep//1", to: "to/x/deep//1" },
    { kind: "object", from: "a/x", to: "to/x" },
  ]);
  expect(failedOf(copies, ["arn:aws:s3:::b"])).toEqual(copies);
});
