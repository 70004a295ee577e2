import { expect, it } from "vitest";
import { numbered } from "./names";

it.each([
  ["a/report.pdf", "a/report (2).pdf"],
  ["data.tar.gz", "data (2).tar.gz"],
  ["Makefile", "Makefile (2)"],
  ["a.b/plain", "a.b/plain (2)"],
  [".bashrc", ".bashrc (2)"],
  ["Dr. No", "Dr. No (2)"],
  ["x//../ü .txt", "x//../ü  (2).txt"],
  ["trailing.", "trailing. (2)"],
])("%s → %s", (key, free) => {
  expect(numbered(key, 2)).toBe(free);
});
