import { expect, test } from "vitest";
import { above, parentOf } from "./breadcrumb";

test("every folder above, also those without a name", () => {
  expect(above("")).toEqual([""]);
  expect(above("a/b/")).toEqual(["", "a/", "a/b/"]);
  expect(above("a//b/")).toEqual(["", "a/", "a//", "a//b/"]);
  expect(above("/")).toEqual(["", "/"]);
});

test("the folder above", () => {
  expect(parentOf("")).toBeNull();
  expect(parentOf("a/")).toBe("");
  expect(parentOf("a//")).toBe("a/");
});
