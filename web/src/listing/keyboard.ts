// What the keys do in the list.

/** What a key asks for. */
export type Command =
  | {
      does: "move";
      to: "up" | "down" | "page-up" | "page-down" | "start" | "end";
      toggle: boolean;
      range: boolean;
    }
  | {
      does:
        | "toggle"
        | "all"
        | "clear"
        | "open"
        | "parent"
        | "delete"
        | "rename"
        | "menu"
        | "filter"
        | "properties"
        | "versions";
    }
  | { does: "type"; char: string };

/** What the list leaves to the page. */
export type PageCommand = "parent" | "delete" | "rename" | "filter" | "properties" | "versions";

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const moves: Record<string, Extract<Command, { does: "move" }>["to"]> = {
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "page-up",
  PageDown: "page-down",
  Home: "start",
  End: "end",
};

const plain: Record<string, Exclude<Command["does"], "move" | "type">> = {
  Enter: "open",
  Delete: "delete",
  F2: "rename",
  Escape: "clear",
  Backspace: "parent",
  ContextMenu: "menu",
  "/": "filter",
  " ": "toggle",
};

/** The command of a key. `typing`: a name is being typed, so a space belongs to it. */
export function commandOf(pressed: Pressed, typing = false): Command | null {
  const { key, shiftKey, altKey } = pressed;
  const toggle = pressed.ctrlKey || pressed.metaKey;
  if (altKey) {
    if (toggle) return null;
    if (key === "ArrowUp") return { does: "parent" };
    if (key.toLowerCase() === "v") return { does: "versions" };
    return key === "Enter" ? { does: "properties" } : null;
  }
  const to = moves[key];
  if (to) return { does: "move", to, toggle, range: shiftKey };
  if (toggle) return withControl(key);
  if (key === "F10" && shiftKey) return { does: "menu" };
  if (typing && key === " ") return { does: "type", char: key };
  const does = plain[key];
  if (does) return { does };
  return [...key].length === 1 ? { does: "type", char: key } : null;
}

function withControl(key: string): Command | null {
  if (key.toLowerCase() === "a") return { does: "all" };
  if (key === " ") return { does: "toggle" };
  // As on a Mac, where Backspace is the delete key.
  if (key === "Backspace") return { does: "delete" };
  return null;
}
