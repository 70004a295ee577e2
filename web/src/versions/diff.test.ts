import { expect, it } from "vitest";
import { countLines, difference, firstLines } from "./diff";

const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);
const text = (all: string[]) => `${all.join("\n")}\n`;

it("shows what differs, with three lines around it", () => {
  const before = lines(40);
  const after = before.with(20, "another").toSpliced(30, 0, "new");
  const runs = difference(text(before), text(after)) ?? [];
  expect(runs.map(({ kind, lines: of }) => [kind, of.length])).toEqual([
    ["skipped", 17],
    ["same", 3],
    ["removed", 1],
    ["added", 1],
    ["same", 3],
    ["skipped", 3],
    ["same", 3],
    ["added", 1],
    ["same", 3],
    ["skipped", 7],
  ]);
  expect(runs.find(({ kind }) => kind === "added")?.lines).toEqual(["another"]);
  expect([countLines(runs, "added"), countLines(runs, "removed")]).toEqual([2, 1]);
});

it("finds nothing between equal texts, and the end of a line without one", () => {
  expect(countLines(difference("a\nb\n", "a\nb\n") ?? [], "added")).toBe(0);
  const runs = difference("", "a\n\nb");
  expect(runs).toEqual([{ kind: "added", lines: ["a", "", "b"] }]);
});

it("is drawn up to a limit", () => {
  const runs = difference("", text(lines(10_000))) ?? [];
  expect(countLines(firstLines(runs, 5_000))).toBe(5_000);
  expect(firstLines(runs, 0)).toEqual([]);
});
