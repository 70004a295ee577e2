// The mouse and the finger on the list. A mouse selects with one click and opens with two; a finger
// opens, selects where it stays for a while or by the box before the name, and then a touch selects.
import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";
import type { Row, Rows } from "./rows";
import { type Selection, clear, select } from "./selection";

/** Milliseconds that a finger stays, and pixels that it may move meanwhile. */
const LONG = 500;
const SLACK = 10;

interface Pointer {
  rows: Rows;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onOpen: (row: Row) => void;
  onMenu: (index: number, at: Point) => void;
  onSpaceMenu?: (at: Point) => void;
}

interface Point {
  x: number;
  y: number;
}

export function useListPointer({ rows, selection, onSelect, onOpen, onMenu, onSpaceMenu }: Pointer) {
  const finger = useRef(false);
  const press = useRef<{ at: Point; timer: ReturnType<typeof setTimeout> } | null>(null);
  /** A long press has done its work: the click at its end is none. */
  const isDone = useRef(false);
  const letGo = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  const rowAt = (index: number) => (index < 0 ? undefined : rows.at(index));
  const toggle = (index: number) => onSelect(select(selection, rows, index, { toggle: true }));
  const stay = ({ index, part }: Hit, at: Point) => {
    isDone.current = true;
    if (rowAt(index) && part === "row") toggle(index);
    else if (part === "list") onSpaceMenu?.(at);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      finger.current = event.pointerType !== "mouse";
      isDone.current = false;
      letGo();
      const found = hit(event);
      if (!finger.current || isNothing(found)) return;
      const at = { x: event.clientX, y: event.clientY };
      press.current = { at, timer: setTimeout(() => stay(found, at), LONG) };
    },
    onPointerMove: (event: PointerEvent) => {
      const at = press.current?.at;
      if (at && Math.hypot(event.clientX - at.x, event.clientY - at.y) > SLACK) letGo();
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onClick: (event: MouseEvent) => {
      const { index, part } = hit(event);
      if (part === "editor") return;
      const row = rowAt(index);
      if (row === undefined) {
        if (part === "list" && !isDone.current) onSelect(clear(selection));
        return;
      }
      // The link is there for the middle button and for "open in a new tab". A box ticks itself.
      if (part !== "check") event.preventDefault();
      if (isDone.current) return;
      const how = { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey };
      if (part === "more") onMenu(index, below(event));
      else if (part === "check") onSelect(select(selection, rows, index, { ...how, toggle: true }));
      else if (!finger.current) onSelect(select(selection, rows, index, how));
      else if (selection.keys.size > 0 || selection.all) toggle(index);
      else onOpen(row);
    },
    onDoubleClick: (event: MouseEvent) => {
      const { index, part } = hit(event);
      const row = rowAt(index);
      if (row && part === "row" && !finger.current) onOpen(row);
    },
    onContextMenu: (event: MouseEvent) => {
      const { index, part } = hit(event);
      if (part === "editor" || part === "head") return;
      const at = { x: event.clientX, y: event.clientY };
      // Some browsers tell of a finger that stays, some do not: its own clock does it in all.
      if (finger.current) return event.preventDefault();
      if (rowAt(index) === undefined && !onSpaceMenu) return;
      event.preventDefault();
      if (rowAt(index) === undefined) onSpaceMenu?.(at);
      else onMenu(index, at);
    },
  };
}

interface Hit {
  index: number;
  part: "row" | "check" | "more" | "editor" | "head" | "list";
}

/** Where a finger that stays means nothing of its own. */
const isNothing = ({ part }: Hit) => part !== "row" && part !== "list";

/** What of the list an event hit. */
function hit(event: { target: EventTarget }): Hit {
  const target = event.target as Element;
  const index = rowIndexAt(target);
  if (target.closest(".list-editor")) return { index, part: "editor" };
  if (index < 0) return { index, part: target.closest(".list-head") ? "head" : "list" };
  const part = target.closest<HTMLElement>("[data-part]")?.dataset["part"];
  return { index, part: part === "check" || part === "more" ? part : "row" };
}

/** The index of the row that an element is in; -1 outside of rows. */
export function rowIndexAt(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
}

function below(event: MouseEvent): Point {
  const button = (event.target as Element).closest("[data-part]") ?? event.currentTarget;
  const box = button.getBoundingClientRect();
  const isBackwards = getComputedStyle(button).direction === "rtl";
  return { x: isBackwards ? box.left + 8 : box.right - 8, y: box.bottom - 4 };
}
