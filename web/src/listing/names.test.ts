import { expect, test } from "vitest";
import { displayName, oddity, partsOf } from "./names";

test.each([
  ["report 2026.pdf", "report 2026.pdf"],
  ["two  spaces", "two  spaces"],
  ["", "(empty name)"],
  [" ", "␠"],
  ["trailing ", "trailing␠"],
  ["  leading", "␠␠leading"],
  ["tab\tline\n", "tab\\u0009line\\u000A"],
  ["cod\u202Efdp.exe", "cod\\u202Efdp.exe"],
  ["zero\u200Bwidth", "zero\\u200Bwidth"],
  ["no\u00A0break", "no\\u00A0break"],
  ["nbsp\u00A0", "nbsp\\u00A0"],
  ["line\nend ", "line\\u000Aend␠"],
  ["\uFEFFbom", "\\uFEFFbom"],
  ["tag\u{E0041}", "tag\\u{E0041}"],
  ["half\uD800", "half\\uD800"],
  ["..", ".."],
  ["a%2Fb+c#?", "a%2Fb+c#?"],
])("%j is shown as %s", (name, shown) => {
  expect(displayName(name)).toBe(shown);
});

test("letters and pictures stay whole", () => {
  for (const name of ["u\u0308mlaut", "smile 😀", "family 👨‍👩‍👧‍👦.png", "flag 🏳️‍🌈", "日本語"]) {
    expect(partsOf(name)).toEqual([{ text: name }]);
  }
});

test("pieces without marks are the name's own characters", () => {
  const name = " a\u200Bb ";
  expect(partsOf(name).filter((part) => !part.isMark)).toEqual([{ text: "a" }, { text: "b" }]);
});

test("what is odd is said in words", () => {
  expect(oddity("plain.txt")).toBe("");
  expect(oddity("")).toBe("The name is empty.");
  expect(oddity(" ")).toBe("The name begins with a space.");
  expect(oddity(" x ")).toBe("The name begins with a space. The name ends in a space.");
  expect(oddity("a\u202Eb")).toBe("The name has characters that cannot be seen.");
});
