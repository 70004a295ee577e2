import { expect, test } from "vitest";
import { problemOf } from "./name-problem";

test("S3 takes nearly anything", () => {
  for (const name of ["a", "100%.txt", "..", "a b", "#?+", "🦄", ".hidden", "trailing "]) {
    expect(problemOf("x/", name, false)).toBeNull();
    expect(problemOf("x/", name, true)).toBeNull();
  }
  expect(problemOf("", "a/b", true)).toBeNull();
});

test("what would be another thing is refused", () => {
  expect(problemOf("", "", false)).not.toBeNull();
  expect(problemOf("", "a/", false)).not.toBeNull();
  expect(problemOf("", "a//b", true)).not.toBeNull();
  expect(problemOf("", "k".repeat(1024), false)).toBeNull();
  expect(problemOf("", "k".repeat(1024), true)).not.toBeNull();
  expect(problemOf("", "ü".repeat(513), false)).not.toBeNull();
});
