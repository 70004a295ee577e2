// What the keys do: one table, of which the list, the page, the overlay of all keys and the commands are made.
import { t } from "../messages/commands";
import type { Way } from "./step";

/** What the list leaves to the page. */
export type PageCommand =
  | "parent"
  | "delete"
  | "rename"
  | "filter"
  | "properties"
  | "versions"
  | "copy"
  | "cut"
  | "paste"
  | "undo"
  | "new-folder"
  | "address"
  | "view"
  | "commands"
  | "help";

type Does = "move" | "type" | "look" | "toggle" | "all" | "clear" | "open" | "menu" | PageCommand;

/** What a key asks of the list. */
export type Command =
  | { does: "move"; to: Way; toggle: boolean; range: boolean }
  | { does: "type"; char: string }
  | { does: Exclude<Does, "move" | "type"> };

export type Group = "Go" | "Select" | "Look" | "Change" | "Help";

export interface Shortcut {
  does: Does;
  /** Any of these. `Ctrl` is Cmd on a Mac too. */
  keys: readonly string[];
  /** What it is called in the messages. */
  says: keyof typeof t.keys;
  group: Group;
  /** Heard by the list while it has the focus, by the page wherever the focus is, or by both. */
  by: "list" | "page" | "both";
  /** Also while text is typed, as a field has no use for it. */
  inFields?: true;
}

const MOVES: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "start",
  End: "end",
};
const moves = (held = "") => Object.keys(MOVES).map((key) => held + key);

export const shortcuts: readonly Shortcut[] = [
  { does: "move", keys: moves(), says: "move", group: "Go", by: "list" },
  { does: "type", keys: ["A … Z"], says: "type", group: "Go", by: "list" },
  { does: "open", keys: ["Enter"], says: "open", group: "Go", by: "list" },
  {
    does: "parent",
    keys: ["Backspace", "Alt+ArrowUp"],
    says: "parent",
    group: "Go",
    by: "both",
  },
  {
    does: "address",
    keys: ["Ctrl+L"],
    says: "address",
    group: "Go",
    by: "page",
    inFields: true,
  },
  { does: "filter", keys: ["/"], says: "filter", group: "Go", by: "both" },
  {
    does: "move",
    keys: moves("Shift+"),
    says: "range",
    group: "Select",
    by: "list",
  },
  { does: "move", keys: moves("Ctrl+"), says: "goOn", group: "Select", by: "list" },
  {
    does: "move",
    keys: moves("Ctrl+Shift+"),
    says: "addRange",
    group: "Select",
    by: "list",
  },
  {
    does: "toggle",
    keys: ["Ctrl+Space", "Shift+Space"],
    says: "toggle",
    group: "Select",
    by: "list",
  },
  { does: "all", keys: ["Ctrl+A"], says: "all", group: "Select", by: "list" },
  { does: "clear", keys: ["Escape"], says: "clear", group: "Select", by: "list" },
  {
    does: "look",
    keys: ["Space"],
    says: "look",
    group: "Look",
    by: "list",
  },
  { does: "view", keys: ["V"], says: "view", group: "Look", by: "both" },
  { does: "properties", keys: ["Alt+Enter"], says: "properties", group: "Look", by: "list" },
  { does: "versions", keys: ["Alt+V"], says: "versions", group: "Look", by: "list" },
  { does: "menu", keys: ["Shift+F10", "ContextMenu"], says: "menu", group: "Look", by: "list" },
  { does: "rename", keys: ["F2"], says: "rename", group: "Change", by: "list" },
  // As on a Mac, where Backspace is the delete key.
  { does: "delete", keys: ["Delete", "Ctrl+Backspace"], says: "delete", group: "Change", by: "list" },
  { does: "copy", keys: ["Ctrl+C"], says: "copy", group: "Change", by: "page" },
  { does: "cut", keys: ["Ctrl+X"], says: "cut", group: "Change", by: "page" },
  { does: "paste", keys: ["Ctrl+V"], says: "paste", group: "Change", by: "page" },
  { does: "undo", keys: ["Ctrl+Z"], says: "undo", group: "Change", by: "page" },
  {
    does: "new-folder",
    // Some browsers keep the first for a window of their own.
    keys: ["Ctrl+Shift+N", "Alt+N"],
    says: "newFolder",
    group: "Change",
    by: "page",
  },
  { does: "commands", keys: ["Ctrl+K"], says: "commands", group: "Help", by: "page", inFields: true },
  { does: "help", keys: ["?", "F1"], says: "help", group: "Help", by: "page" },
];

export interface Pressed {
  key: string;
  /** The key by its place: with Alt, a letter becomes another on a Mac. */
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const known = new Map(shortcuts.flatMap((one) => one.keys.map((key) => [key, one] as const)));

/** As the table has it; null for what is none of ours. */
function nameOf({ key, code = "", ctrlKey, metaKey, shiftKey, altKey }: Pressed): string | null {
  const ctrl = ctrlKey || metaKey;
  // As AltGr comes, which writes characters.
  if (ctrl && altKey) return null;
  const letter = altKey && code.startsWith("Key") ? code.slice(3) : key;
  const isChar = [...letter].length === 1 && letter !== " ";
  const name = letter === " " ? "Space" : isChar ? letter.toUpperCase() : letter;
  // Of a sign alone Shift is a part; a letter with it begins a name, whatever the letter alone does.
  const shift = shiftKey && !(isChar && !ctrl && !altKey && !isLetter(letter));
  return `${ctrl ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${name}`;
}

const isLetter = (char: string) => /^\p{L}$/u.test(char);

/** Characters without Ctrl or Alt: whoever speaks to the machine may not want them. */
export function isSingle(key: string): boolean {
  return [...key].length === 1 || key === "A … Z";
}

export interface Keys {
  /** A name is being typed, so a space and every letter belong to it. */
  typing?: boolean;
  /** Characters alone do something. */
  singles?: boolean;
}

/** What a key asks of the list; null where that is none of its business. */
export function commandOf(pressed: Pressed, { typing = false, singles = true }: Keys = {}): Command | null {
  const { key, ctrlKey, metaKey, altKey } = pressed;
  const name = nameOf(pressed);
  if (name === null) return null;
  if (typing && (name === "Space" || (singles && isLetter(name)))) return { does: "type", char: key };
  const found = known.get(name);
  if (found && (singles || !isSingle(name))) {
    if (found.by === "page") return null;
    const to = MOVES[key];
    if (found.does === "move" && to)
      return { does: "move", to, toggle: ctrlKey || metaKey, range: pressed.shiftKey };
    return { does: found.does } as Command;
  }
  const isChar = [...key].length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
  return singles && isChar ? { does: "type", char: key } : null;
}

/** What a key asks of the page, wherever the focus is: in a field few do, in a dialog none. */
export function pageCommandOf(event: Pressed & { target: unknown }, singles = true): PageCommand | null {
  const name = nameOf(event);
  const found = name === null ? undefined : known.get(name);
  if (!found || found.by === "list" || (isSingle(name ?? "") && !singles)) return null;
  const target = event.target instanceof Element ? event.target : null;
  const field = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  if (!found.inFields && target?.closest(field)) return null;
  // Those of a toast leave the page as it is.
  if (document.querySelector("[role=dialog], [role=alertdialog]:not(.toast), [role=menu]")) return null;
  return found.does as PageCommand;
}

/** The first key that does something, as it is shown. */
export function keyFor(does: Does): string {
  return shown(shortcuts.find((one) => one.does === does)?.keys[0] ?? "");
}

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.userAgent);

const words: Readonly<Record<string, string>> = {
  ...(isMac && { Ctrl: "⌘", Alt: "⌥" }),
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: "Page Up",
  PageDown: "Page Down",
  Delete: "Del",
  Escape: "Esc",
  ContextMenu: "Menu",
};

/** A key as people read it. */
export function shown(key: string): string {
  return key
    .split(/(?<=.)\+/)
    .map((part) => words[part] ?? part)
    .map((word) => t.onKeys[word] ?? word)
    .join("+");
}
