// The part of a long list that is near enough to the eye to be drawn.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Frame, type Window, scrollTo, windowOf } from "./window";

/** Before the list has been measured. */
const UNMEASURED = 800;

export interface ListWindow extends Window {
  /** Scrolls so that a row is wholly seen. */
  reveal: (index: number) => void;
  /** How many rows are seen at once. */
  pageRows: number;
}

/** Of `count` rows within `scroller`, below a head that stays in sight. All heights in pixels. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
): ListWindow {
  const [{ scrollTop, viewHeight }, setSeen] = useState({ scrollTop: 0, viewHeight: UNMEASURED });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => {
      const height = element.clientHeight > 0 ? element.clientHeight - headHeight : UNMEASURED;
      const next = { scrollTop: element.scrollTop, viewHeight: height };
      setSeen((old) => (old.scrollTop === next.scrollTop && old.viewHeight === next.viewHeight ? old : next));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [scroller, headHeight]);

  const latest = useRef<Frame>({ count, rowHeight, viewHeight, scrollTop });
  useLayoutEffect(() => {
    latest.current = { count, rowHeight, viewHeight, scrollTop };
  });
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null || index < 0) return;
      const frame = { ...latest.current, scrollTop: element.scrollTop };
      element.scrollTo({ top: scrollTo(index, frame) });
    },
    [scroller],
  );
  const pageRows = Math.max(Math.floor(viewHeight / rowHeight) - 1, 1);
  return { ...windowOf({ count, rowHeight, viewHeight, scrollTop }), reveal, pageRows };
}
