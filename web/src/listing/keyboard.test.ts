import { expect, test } from "vitest";
import { type Pressed, commandOf, isSingle, keyFor, pageCommandOf, shortcuts, shown } from "./keyboard";

const pressed = (keys: string): Pressed => {
  const parts = keys.split("-");
  const key = parts.pop() ?? "";
  const held = (name: string) => parts.includes(name);
  const flags = { ctrlKey: held("ctrl"), metaKey: held("cmd"), shiftKey: held("shift"), altKey: held("alt") };
  return { key: key === "space" ? " " : key, ...flags };
};
const press = (keys: string, how = {}) => commandOf(pressed(keys), how);
const onPage = (keys: string, target: unknown = document.body, singles = true) =>
  pageCommandOf({ ...pressed(keys), target }, singles);

test.each([
  ["ArrowDown", { does: "move", to: "down", toggle: false, range: false }],
  ["shift-End", { does: "move", to: "end", toggle: false, range: true }],
  ["ctrl-ArrowUp", { does: "move", to: "up", toggle: true, range: false }],
  ["ctrl-shift-PageDown", { does: "move", to: "page-down", toggle: true, range: true }],
  ["Enter", { does: "open" }],
  ["alt-Enter", { does: "properties" }],
  ["F2", { does: "rename" }],
  ["Delete", { does: "delete" }],
  ["cmd-Backspace", { does: "delete" }],
  ["Backspace", { does: "parent" }],
  ["alt-ArrowUp", { does: "parent" }],
  ["ctrl-a", { does: "all" }],
  ["space", { does: "look" }],
  ["ctrl-space", { does: "toggle" }],
  ["shift-F10", { does: "menu" }],
  ["Escape", { does: "clear" }],
  ["/", { does: "filter" }],
  ["r", { does: "type", char: "r" }],
  ["i", { does: "type", char: "i" }],
  ["ä", { does: "type", char: "ä" }],
  ["shift-R", { does: "type", char: "R" }],
  ["ArrowLeft", { does: "move", to: "left", toggle: false, range: false }],
  ["ctrl-shift-ArrowRight", { does: "move", to: "right", toggle: true, range: true }],
  ["v", { does: "view" }],
  ["shift-V", { does: "type", char: "V" }],
  // The page's, or the browser's.
  ["ctrl-c", null],
  ["ctrl-r", null],
  ["?", null],
  ["alt-ArrowLeft", null],
  ["F5", null],
  ["Tab", null],
])("the list hears %s", (keys, command) => {
  expect(press(keys)).toEqual(command);
});

test.each([
  ["ctrl-c", "copy"],
  ["cmd-x", "cut"],
  ["ctrl-v", "paste"],
  ["ctrl-z", "undo"],
  ["ctrl-shift-Z", null],
  ["ctrl-shift-N", "new-folder"],
  ["ctrl-l", "address"],
  ["ctrl-k", "commands"],
  ["?", "help"],
  ["shift-?", "help"],
  ["F1", "help"],
  ["/", "filter"],
  ["v", "view"],
  ["Delete", null],
  ["space", null],
  ["x", null],
])("the page hears %s", (keys, does) => {
  expect(onPage(keys)).toBe(does);
});

test("a letter that Alt has made into another on a Mac is known by its place", () => {
  expect(commandOf({ ...pressed("alt-√"), code: "KeyV" })).toEqual({ does: "versions" });
});

test("what AltGr writes is no command", () => {
  expect(press("ctrl-alt-v")).toBeNull();
});

test("a space or a letter within a typed name belongs to the name", () => {
  expect(press("space", { typing: true })).toEqual({ does: "type", char: " " });
  expect(press("v", { typing: true })).toEqual({ does: "type", char: "v" });
  expect(press("alt-v", { typing: true })).toEqual({ does: "versions" });
});

test("where text is typed its keys are the field's, and in a dialog all are the dialog's", () => {
  document.body.innerHTML = "<input /><input type=checkbox />";
  const [field, box] = document.querySelectorAll("input");
  for (const keys of ["ctrl-c", "ctrl-z", "?", "/", "Backspace"]) expect(onPage(keys, field)).toBeNull();
  expect(onPage("ctrl-k", field)).toBe("commands");
  expect(onPage("ctrl-z", box)).toBe("undo");
  document.body.innerHTML = "<div role=dialog><button></button></div>";
  expect(onPage("ctrl-k", document.querySelector("button"))).toBeNull();
  document.body.innerHTML = "";
});

test("with single characters off neither letters nor signs do anything, and all else does", () => {
  for (const keys of ["r", "/", "?", "v"]) {
    expect([keys, press(keys, { singles: false })]).toEqual([keys, null]);
    expect([keys, press(keys, { singles: false, typing: true })]).toEqual([keys, null]);
    expect([keys, onPage(keys, document.body, false)]).toEqual([keys, null]);
  }
  expect(onPage("F1", document.body, false)).toBe("help");
  expect(press("space", { singles: false })).toEqual({ does: "look" });
  expect(press("Delete", { singles: false })).toEqual({ does: "delete" });
});

test("no key is said twice, one alone is a plain letter, and the rest that turn off are signs", () => {
  const keys = shortcuts.flatMap((one) => one.keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => /^\p{L}$/u.test(key))).toEqual(["V"]);
  expect(keys.filter(isSingle)).toEqual(["A … Z", "/", "V", "?"]);
});

test("keys are shown as people read them", () => {
  expect(shown("Alt+ArrowUp")).toBe("Alt+↑");
  expect(keyFor("delete")).toBe("Del");
  expect(keyFor("new-folder")).toBe("Ctrl+Shift+N");
});
