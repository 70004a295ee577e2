import { expect, test } from "vitest";
import { hasClash, merge } from "./merge";
import { bytesOf, fromRaw } from "./text";

const of = (raw: string) => fromRaw(raw, false);
const raw = (base: string, mine: string, theirs: string) => {
  const merged = merge(of(base), of(mine), of(theirs));
  if (!merged) throw new Error("too long");
  return { text: new TextDecoder().decode(bytesOf(merged.text)), clashes: merged.clashes };
};
const lines = (...all: string[]) => all.join("\n") + "\n";

test.each([
  ["changes of different lines", "1 2 3 4 5", "1 two 3 4 5", "1 2 3 four 5", "1 two 3 four 5"],
  ["only mine", "1 2 3", "1 2 3 4", "1 2 3", "1 2 3 4"],
  ["only theirs", "1 2 3", "1 2 3", "2 3", "2 3"],
  ["the same change", "1 2 3", "1 x 3", "1 x 3", "1 x 3"],
  ["one at each end", "1 2 3", "0 1 2 3", "1 2 3 4", "0 1 2 3 4"],
  ["a line taken away, another put in", "1 2 3 4", "1 3 4", "1 2 3 new 4", "1 3 new 4"],
])("%s come together", (_, base, mine, theirs, together) => {
  const [b, m, t, all] = [base, mine, theirs, together].map((one) => lines(...one.split(" ")));
  expect(raw(b!, m!, t!)).toEqual({ text: all, clashes: 0 });
});

test("lines that both have changed are both there, between marks, once for each place", () => {
  const { text, clashes } = raw(
    lines("1", "2", "3", "4", "5", "6", "7"),
    lines("1", "mine", "3", "4", "5", "6", "own"),
    lines("one", "theirs", "3", "4", "5", "else", "7"),
  );
  expect(clashes).toBe(2);
  expect(text).toBe(
    [
      "<<<<<<< yours|1|mine|=======|one|theirs|>>>>>>> saved by someone else|3|4|5",
      "|<<<<<<< yours|6|own|=======|else|7|>>>>>>> saved by someone else|",
    ]
      .join("")
      .replaceAll("|", "\n"),
  );
  expect(hasClash(text)).toBe(true);
  expect(hasClash("a <<<<<<< yours")).toBe(false);
});

test("nobody's text is lost where everything was replaced", () => {
  const { text, clashes } = raw("a\n", "mine", "theirs\n");
  expect(clashes).toBe(1);
  expect(text).toContain("mine");
  expect(text).toContain("theirs");
});

test("ends of lines that one of them has changed are changed, and no line clashes for it", () => {
  expect(raw("1\n2\n3\n4\n", "1\n2\n3\nfour\n", "one\r\n2\r\n3\r\n4\r\n")).toEqual({
    text: "one\r\n2\r\n3\r\nfour\r\n",
    clashes: 0,
  });
  expect(raw("1\r\n2\n3\n4\n", "1\r\n2\n3\nfour\n", "one\r\n2\n3\n4\n")).toEqual({
    text: "one\r\n2\n3\nfour\n",
    clashes: 0,
  });
});
