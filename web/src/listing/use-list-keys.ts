// The keyboard of the list.
import { type KeyboardEvent, useRef } from "react";
import { type Command, type PageCommand, commandOf } from "./keyboard";
import { type Row, type Rows, keyAt } from "./rows";
import { type Selection, clear, indexOf, isSelected, move, select } from "./selection";
import { singleKeys } from "./single-keys";
import { step } from "./step";
import { TypeAhead, findTyped } from "./type-ahead";

interface Keyboard {
  rows: Rows;
  prefix: string;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onAll: () => void;
  /** How many stand beside each other, and how many lines of them a page is. */
  across: number;
  pageLines: number;
  reveal: (index: number) => void;
  onOpen: (row: Row) => void;
  /** Looks at a row without going away; without it, files are opened. */
  onLook?: (row: Row) => void;
  onMenu: (index: number) => void;
  onCommand: (does: PageCommand) => void;
}

export function useListKeys(keyboard: Keyboard): (event: KeyboardEvent) => void {
  const typed = useRef(new TypeAhead());
  return (event) => {
    // The head's buttons and a name that is edited have keys of their own.
    if (event.defaultPrevented || (event.target as Element).closest(".list-head, .list-editor")) return;
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    const pressed = { key, code, ctrlKey, metaKey, shiftKey, altKey };
    const command = commandOf(pressed, { typing: typed.current.typing(), singles: singleKeys() });
    const isBackwards = getComputedStyle(event.currentTarget).direction === "rtl";
    if (command === null || !obey(command, { ...keyboard, isBackwards }, typed.current)) return;
    if (command.does !== "type") typed.current.end();
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Does it; false when there is nothing to do, and the key is the browser's. */
function obey(command: Command, keyboard: Keyboard & { isBackwards: boolean }, typed: TypeAhead): boolean {
  const { rows, selection, onSelect, onOpen, onMenu, onCommand } = keyboard;
  const cursor = indexOf(rows, selection.focus);
  switch (command.does) {
    case "move": {
      const to = step(command.to, cursor, { ...keyboard, count: rows.length });
      if (to === null) return false;
      onSelect(move(selection, rows, to, command));
      // The cursor may be there already, out of sight.
      keyboard.reveal(to);
      return true;
    }
    case "toggle":
      if (cursor >= 0) onSelect(select(selection, rows, cursor, { toggle: true }));
      return true;
    case "look": {
      const row = cursor < 0 ? undefined : rows.at(cursor);
      if (row === undefined) return false;
      // As where Ctrl and the arrows have led to another row: that one is to be selected too.
      if (!isSelected(selection, row.key)) onSelect(select(selection, rows, cursor, { toggle: true }));
      else if (keyboard.onLook) keyboard.onLook(row);
      else if (!row.folder) onOpen(row);
      return true;
    }
    case "all":
      keyboard.onAll();
      return true;
    case "clear":
      if (selection.keys.size === 0 && !selection.all) return false;
      onSelect(clear(selection));
      return true;
    case "open": {
      const row = cursor < 0 ? undefined : rows.at(cursor);
      if (row) onOpen(row);
      return row !== undefined;
    }
    case "menu":
      if (cursor >= 0) onMenu(cursor);
      return true;
    case "type": {
      const name = (index: number) => keyAt(rows, index)?.slice(keyboard.prefix.length) ?? "";
      const found = findTyped(rows.length, name, cursor, typed.add(command.char));
      if (found >= 0) onSelect(move(selection, rows, found));
      return true;
    }
    default:
      onCommand(command.does);
      return true;
  }
}
