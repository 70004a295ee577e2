import { expect, test } from "vitest";
import { problemOf } from "./target-dialog";

const here = { connection: "c", bucket: "b", prefix: "a/" };
const rows = [{ key: "a/x/", name: "x", isFolder: true, size: 0 }];

test("a folder goes anywhere but here and into itself", () => {
  expect(problemOf(here, rows, { bucket: "b", prefix: "a/" })).not.toBeNull();
  expect(problemOf(here, rows, { bucket: "b", prefix: "a/x/" })).not.toBeNull();
  expect(problemOf(here, rows, { bucket: "b", prefix: "a/x/y/" })).not.toBeNull();
  expect(problemOf(here, rows, { bucket: "b", prefix: "a/xy/" })).toBeNull();
  expect(problemOf(here, rows, { bucket: "b", prefix: "" })).toBeNull();
  expect(problemOf(here, rows, { bucket: "other", prefix: "a/" })).toBeNull();
});
