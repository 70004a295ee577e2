import { expect, test } from "vitest";
import { TypeAhead, findTyped } from "./type-ahead";

const names = ["Alpha", "beta", "Beta 2", "gamma", "bbq"];
const find = (focus: number, typed: string) => findTyped(names.length, (at) => names[at] ?? "", focus, typed);

test("letters find a name from the focus on, round the end", () => {
  expect(find(-1, "g")).toBe(3);
  expect(find(3, "a")).toBe(0);
  expect(find(-1, "beta 2")).toBe(2);
  expect(find(1, "be")).toBe(1);
  expect(find(0, "x")).toBe(-1);
  expect(findTyped(0, () => "", -1, "a")).toBe(-1);
});

test("one letter again and again goes from name to name", () => {
  expect(find(1, "b")).toBe(2);
  expect(find(2, "bb")).toBe(4);
  expect(find(4, "bbb")).toBe(1);
});

test("a pause begins a new name", () => {
  const typed = new TypeAhead();
  expect(typed.add("a", 0)).toBe("a");
  expect(typed.typing(500)).toBe(true);
  expect(typed.add("b", 500)).toBe("ab");
  expect(typed.typing(2_000)).toBe(false);
  expect(typed.add("c", 2_000)).toBe("c");
});
