import { expect, test } from "vitest";
import { commandOf } from "./keyboard";

const press = (keys: string, typing = false) => {
  const parts = keys.split("-");
  const key = parts.pop() ?? "";
  const held = (name: string) => parts.includes(name);
  const flags = { ctrlKey: held("ctrl"), metaKey: held("cmd"), shiftKey: held("shift"), altKey: held("alt") };
  return commandOf({ key: key === "space" ? " " : key, ...flags }, typing);
};

test.each([
  ["ArrowDown", { does: "move", to: "down", toggle: false, range: false }],
  ["shift-End", { does: "move", to: "end", toggle: false, range: true }],
  ["ctrl-ArrowUp", { does: "move", to: "up", toggle: true, range: false }],
  ["Enter", { does: "open" }],
  ["alt-Enter", { does: "properties" }],
  ["F2", { does: "rename" }],
  ["Delete", { does: "delete" }],
  ["cmd-Backspace", { does: "delete" }],
  ["Backspace", { does: "parent" }],
  ["alt-ArrowUp", { does: "parent" }],
  ["ctrl-a", { does: "all" }],
  ["space", { does: "toggle" }],
  ["ctrl-space", { does: "toggle" }],
  ["shift-F10", { does: "menu" }],
  ["Escape", { does: "clear" }],
  ["/", { does: "filter" }],
  ["r", { does: "type", char: "r" }],
  ["ä", { does: "type", char: "ä" }],
  ["ctrl-c", null],
  ["ctrl-r", null],
  ["alt-ArrowLeft", null],
  ["F5", null],
  ["Tab", null],
])("%s", (keys, command) => {
  expect(press(keys)).toEqual(command);
});

test("a space within a typed name belongs to the name", () => {
  expect(press("space", true)).toEqual({ does: "type", char: " " });
});
