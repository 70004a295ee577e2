// A rectangle that the mouse draws, from beside the cards: what it touches is selected.
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Cards, type Point, touched } from "./band";
import { type Rows, keyAt } from "./rows";
import type { Selection } from "./selection";

interface Banding extends Omit<Cards, "width"> {
  rows: Rows;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** Pixels of cards above what is seen. */
  offset: number;
  /** The line that is drawn first. */
  firstLine: number;
}

interface Band {
  from: Point;
  to: Point;
}

/** What was selected before, and where the mouse is, in pixels of the window. */
interface Drawing {
  from: Point;
  before: Selection;
  mouse: { clientX: number; clientY: number };
  isBegun: boolean;
}

/** Pixels that the mouse moves before it draws; and how far it scrolls in a frame, at most. */
const SLACK = 5;
const FAST = 24;

/** The style of the rectangle, while there is one. */
export function useBand(grid: RefObject<HTMLElement | null>, banding: Banding): CSSProperties | null {
  const [band, setBand] = useState<Band | null>(null);
  const latest = useRef(banding);
  const drawing = useRef<Drawing | null>(null);
  const extend = useRef(() => undefined as void);
  useLayoutEffect(() => {
    latest.current = banding;
  });
  // What is scrolled under the mouse is touched too.
  const { offset } = banding;
  useLayoutEffect(() => {
    if (offset >= 0) extend.current();
  }, [offset]);

  useEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const pointAt = ({ clientX, clientY }: Drawing["mouse"]): Point => {
      const box = element.getBoundingClientRect();
      const left = box.left + element.clientLeft;
      const isBackwards = getComputedStyle(element).direction === "rtl";
      return {
        x: isBackwards ? left + element.clientWidth - clientX : clientX - left,
        y: clientY - box.top - element.clientTop + latest.current.offset,
      };
    };
    const select = (isOver = false) => {
      const { current: now } = drawing;
      if (!now?.isBegun) return;
      const { rows, onSelect } = latest.current;
      const to = pointAt(now.mouse);
      const found = [...touched(now.from, to, { ...latest.current, width: element.clientWidth })];
      const keys = new Set(now.before.keys);
      for (const at of found) keys.add(keyAt(rows, at) ?? "");
      // The cursor would be scrolled to.
      const { focus, anchor } = now.before;
      const [first, last] = [found[0], found.at(-1)].map((at) => at !== undefined && keyAt(rows, at));
      onSelect({
        all: false,
        keys,
        focus: (isOver && last) || focus,
        anchor: (isOver && first) || anchor,
      });
      setBand(isOver ? null : { from: now.from, to });
    };
    extend.current = select;

    let frame = 0;
    const scroll = () => {
      const { current: now } = drawing;
      if (!now) return;
      const { top, bottom } = element.getBoundingClientRect();
      const beyond = Math.min(now.mouse.clientY - top, 0) + Math.max(now.mouse.clientY - bottom, 0);
      if (now.isBegun && beyond !== 0)
        element.scrollBy({ top: Math.min(Math.max(beyond, -FAST), FAST), behavior: "instant" });
      frame = requestAnimationFrame(scroll);
    };
    const onMove = (event: PointerEvent) => {
      const { current: now } = drawing;
      if (!now) return;
      const { clientX, clientY } = now.mouse;
      if (!now.isBegun && Math.hypot(event.clientX - clientX, event.clientY - clientY) < SLACK) return;
      // It is heard of outside of the window too.
      if (!now.isBegun) element.setPointerCapture(event.pointerId);
      now.isBegun = true;
      now.mouse = event;
      select();
    };
    const stop = (click: Event) => click.stopPropagation();
    const end = () => {
      // The click at its end is none.
      if (drawing.current?.isBegun) addEventListener("click", stop, true);
      setTimeout(() => removeEventListener("click", stop, true));
      select(true);
      drawing.current = null;
      cancelAnimationFrame(frame);
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    const onDown = (event: PointerEvent) => {
      const isBeside = !(event.target as Element).closest("[data-index]");
      const isOnBar = event.offsetX > element.clientWidth && event.target === element;
      if (event.pointerType !== "mouse" || event.button !== 0 || !isBeside || isOnBar) return;
      const { selection } = latest.current;
      const adds = (event.ctrlKey || event.metaKey || event.shiftKey) && !selection.all;
      const before = adds ? selection : { ...selection, all: false, keys: new Set<string>() };
      drawing.current = { from: pointAt(event), before, mouse: event, isBegun: false };
      addEventListener("pointermove", onMove);
      addEventListener("pointerup", end);
      addEventListener("pointercancel", end);
      frame = requestAnimationFrame(scroll);
    };
    element.addEventListener("pointerdown", onDown);
    return () => {
      element.removeEventListener("pointerdown", onDown);
      end();
    };
  }, [grid]);

  if (!band) return null;
  const { from, to } = band;
  return {
    insetInlineStart: Math.max(Math.min(from.x, to.x), 0),
    insetBlockStart: Math.min(from.y, to.y) - banding.firstLine * banding.rowHeight,
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
}
