import { expect, test } from "vitest";
import { problemOf } from "./copying";
import { placeOf } from "./target-dialog";

const here = { connection: "c", bucket: "b", prefix: "a/" };
const items = [{ key: "a/x/", name: "x", isFolder: true, size: 0 }];

test("a folder goes anywhere but here and into itself", () => {
  expect(problemOf(here, items, { bucket: "b", prefix: "a/" })).not.toBeNull();
  expect(problemOf(here, items, { bucket: "b", prefix: "a/x/" })).not.toBeNull();
  expect(problemOf(here, items, { bucket: "b", prefix: "a/x/y/" })).not.toBeNull();
  expect(problemOf(here, items, { bucket: "b", prefix: "a/xy/" })).toBeNull();
  expect(problemOf(here, items, { bucket: "b", prefix: "" })).toBeNull();
  expect(problemOf(here, items, { bucket: "other", prefix: "a/" })).toBeNull();
});

test("a target is typed as an address, with its last slash or without", () => {
  expect(placeOf("s3://other/x/y", "b")).toEqual({ bucket: "other", prefix: "x/y/" });
  expect(placeOf("s3://other", "b")).toEqual({ bucket: "other", prefix: "" });
  expect(placeOf("/x//", "b")).toEqual({ bucket: "b", prefix: "x//" });
  expect(placeOf("", "b")).toHaveProperty("problem");
});
