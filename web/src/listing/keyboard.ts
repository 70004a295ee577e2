// What the keys do: one table, of which the list, the page, the overlay of all keys and the commands are made.

/** Where the cursor of the list goes. */
type Way = "up" | "down" | "page-up" | "page-down" | "start" | "end";

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
  says: string;
  group: Group;
  /** Heard by the list while it has the focus, by the page wherever the focus is, or by both. */
  by: "list" | "page" | "both";
  /** Also while text is typed, as a field has no use for it. */
  inFields?: true;
}

const MOVES: Readonly<Record<string, Way>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "start",
  End: "end",
};
const moves = (held = "") => Object.keys(MOVES).map((key) => held + key);

export const shortcuts: readonly Shortcut[] = [
  { does: "move", keys: moves(), says: "Go to another row and select it", group: "Go", by: "list" },
  { does: "type", keys: ["A … Z"], says: "Go to the row that begins so", group: "Go", by: "list" },
  { does: "open", keys: ["Enter"], says: "Open", group: "Go", by: "list" },
  {
    does: "parent",
    keys: ["Backspace", "Alt+ArrowUp"],
    says: "To the folder above",
    group: "Go",
    by: "both",
  },
  {
    does: "address",
    keys: ["Ctrl+L"],
    says: "Type an address to go to",
    group: "Go",
    by: "page",
    inFields: true,
  },
  { does: "filter", keys: ["/"], says: "Filter by name", group: "Go", by: "both" },
  {
    does: "move",
    keys: moves("Shift+"),
    says: "Select all from here to there",
    group: "Select",
    by: "list",
  },
  { does: "move", keys: moves("Ctrl+"), says: "Go on without selecting", group: "Select", by: "list" },
  {
    does: "move",
    keys: moves("Ctrl+Shift+"),
    says: "Select all from here to there besides the others",
    group: "Select",
    by: "list",
  },
  {
    does: "toggle",
    keys: ["Ctrl+Space", "Shift+Space"],
    says: "Select this row too, or not any more",
    group: "Select",
    by: "list",
  },
  { does: "all", keys: ["Ctrl+A"], says: "Select all", group: "Select", by: "list" },
  { does: "clear", keys: ["Escape"], says: "Select nothing", group: "Select", by: "list" },
  {
    does: "look",
    keys: ["Space"],
    says: "Look at the row, and again: close it. A row that is not selected is selected first",
    group: "Look",
    by: "list",
  },
  { does: "properties", keys: ["Alt+Enter"], says: "Properties", group: "Look", by: "list" },
  { does: "versions", keys: ["Alt+V"], says: "Versions", group: "Look", by: "list" },
  { does: "menu", keys: ["Shift+F10", "ContextMenu"], says: "Menu of the row", group: "Look", by: "list" },
  { does: "rename", keys: ["F2"], says: "Rename", group: "Change", by: "list" },
  // As on a Mac, where Backspace is the delete key.
  { does: "delete", keys: ["Delete", "Ctrl+Backspace"], says: "Delete", group: "Change", by: "list" },
  { does: "copy", keys: ["Ctrl+C"], says: "Copy", group: "Change", by: "page" },
  { does: "cut", keys: ["Ctrl+X"], says: "Cut, to move it", group: "Change", by: "page" },
  { does: "paste", keys: ["Ctrl+V"], says: "Paste what was copied or cut", group: "Change", by: "page" },
  { does: "undo", keys: ["Ctrl+Z"], says: "Undo what was done last", group: "Change", by: "page" },
  {
    does: "new-folder",
    // Some browsers keep the first for a window of their own.
    keys: ["Ctrl+Shift+N", "Alt+N"],
    says: "New folder",
    group: "Change",
    by: "page",
  },
  { does: "commands", keys: ["Ctrl+K"], says: "All commands", group: "Help", by: "page", inFields: true },
  { does: "help", keys: ["?", "F1"], says: "These keys", group: "Help", by: "page" },
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
  // Of a character alone Shift is a part.
  const shift = shiftKey && !(isChar && !ctrl && !altKey);
  return `${ctrl ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${name}`;
}

/** Characters without Ctrl or Alt: whoever speaks to the machine may not want them. */
export function isSingle(key: string): boolean {
  return [...key].length === 1 || key === "A … Z";
}

export interface Keys {
  /** A name is being typed, so a space belongs to it. */
  typing?: boolean;
  /** Characters alone do something. */
  singles?: boolean;
}

/** What a key asks of the list; null where that is none of its business. */
export function commandOf(pressed: Pressed, { typing = false, singles = true }: Keys = {}): Command | null {
  const { key, ctrlKey, metaKey, altKey } = pressed;
  const name = nameOf(pressed);
  if (name === null) return null;
  if (typing && key === " " && name === "Space") return { does: "type", char: key };
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
    .join("+");
}
