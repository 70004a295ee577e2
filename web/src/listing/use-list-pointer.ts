// The mouse and the finger on the list. A mouse selects with one click and opens with two; a finger
// opens, and selects by the box before the name.
import { type MouseEvent, useRef } from "react";
import type { Row, Rows } from "./rows";
import { type Selection, clear, select } from "./selection";

interface Pointer {
  rows: Rows;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onOpen: (row: Row) => void;
  onMenu: (index: number, at: { x: number; y: number }) => void;
}

export function useListPointer({ rows, selection, onSelect, onOpen, onMenu }: Pointer) {
  const finger = useRef(false);
  const rowAt = (index: number) => (index < 0 ? undefined : rows.at(index));
  return {
    onPointerDown: (event: { pointerType: string }) => {
      finger.current = event.pointerType !== "mouse";
    },
    onClick: (event: MouseEvent) => {
      const { index, part } = hit(event);
      const row = rowAt(index);
      if (row === undefined) {
        if (part === "list") onSelect(clear(selection));
        return;
      }
      // The link is there for the middle button and for "open in a new tab". A box ticks itself.
      if (part !== "check") event.preventDefault();
      const how = { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey };
      if (part === "more") onMenu(index, below(event));
      else if (part === "check") onSelect(select(selection, rows, index, { ...how, toggle: true }));
      else if (!finger.current) onSelect(select(selection, rows, index, how));
      else if (selection.keys.size > 0 || selection.all)
        onSelect(select(selection, rows, index, { toggle: true }));
      else onOpen(row);
    },
    onDoubleClick: (event: MouseEvent) => {
      const { index, part } = hit(event);
      const row = rowAt(index);
      if (row && part === "row" && !finger.current) onOpen(row);
    },
    onContextMenu: (event: MouseEvent) => {
      const { index } = hit(event);
      if (rowAt(index) === undefined) return;
      event.preventDefault();
      onMenu(index, { x: event.clientX, y: event.clientY });
    },
  };
}

/** What of the list an event hit. */
function hit(event: MouseEvent): { index: number; part: "row" | "check" | "more" | "head" | "list" } {
  const target = event.target as Element;
  const index = rowIndexAt(target);
  if (index < 0) return { index, part: target.closest(".list-head") ? "head" : "list" };
  const part = target.closest<HTMLElement>("[data-part]")?.dataset["part"];
  return { index, part: part === "check" || part === "more" ? part : "row" };
}

/** The index of the row that an element is in; -1 outside of rows. */
export function rowIndexAt(element: Element): number {
  return Number(element.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
}

function below(event: MouseEvent): { x: number; y: number } {
  const button = (event.target as Element).closest("[data-part]") ?? event.currentTarget;
  const box = button.getBoundingClientRect();
  return { x: box.right - 8, y: box.bottom - 4 };
}
