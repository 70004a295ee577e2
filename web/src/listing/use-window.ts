// The part of a long list that is near enough to the eye to be drawn.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import {
  type Place,
  type Size,
  type Window,
  mostDrawn,
  revealed,
  scrolled,
  settled,
  windowOf,
} from "./window";

/** Before the list has been measured. */
const UNMEASURED = 800;
/** Milliseconds without a scroll after which one is over. */
const STILL = 150;

export interface ListWindow extends Window {
  /** Scrolls so that a row is wholly seen. */
  reveal: (index: number) => void;
  /** How many rows are seen at once. */
  pageRows: number;
  /** How many rows are drawn at most. */
  most: number;
}

/** Of `count` rows within `scroller`, below a head that stays in sight. All heights in pixels. It begins
 * at `start`, pixels of rows from the top; `onStill` hears where it is when it has been scrolled. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
  start = 0,
  onStill?: (offset: number) => void,
): ListWindow {
  const [viewHeight, setViewHeight] = useState(UNMEASURED);
  const [place, setPlace] = useState<Place>({ scrollTop: 0, offset: 0 });
  const size: Size = { count, rowHeight, viewHeight };
  const latest = useRef({ size, place, onStill });
  useLayoutEffect(() => {
    latest.current = { size, place: latest.current.place, onStill };
  });

  const begin = useRef(start);

  const goTo = useCallback(
    (to: Place) => {
      const element = scroller.current;
      const { scrollTop, offset } = latest.current.place;
      if (element === null || (to.offset === offset && Math.abs(to.scrollTop - scrollTop) < 1)) return;
      element.scrollTo({ top: to.scrollTop });
      // What is scrolled to is a whole number of the screen's pixels.
      latest.current.place = { scrollTop: element.scrollTop, offset: to.offset };
      setPlace(latest.current.place);
    },
    [scroller],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const still = () => {
      const { size: now, place: at, onStill: tell } = latest.current;
      tell?.(at.offset);
      goTo(settled(now, at));
    };
    const look = () => {
      const { size: now, place: from } = latest.current;
      const next = scrolled(now, from, element.scrollTop);
      if (next.scrollTop === from.scrollTop && next.offset === from.offset) return;
      latest.current.place = next;
      setPlace(next);
      clearTimeout(timer);
      timer = setTimeout(still, STILL);
    };
    const measure = () => {
      const height = element.clientHeight > 0 ? element.clientHeight - headHeight : UNMEASURED;
      setViewHeight(height);
      return height;
    };
    const seen = { ...latest.current.size, viewHeight: measure() };
    if (begin.current > 0) goTo(settled(seen, { scrollTop: 0, offset: begin.current }));
    look();
    element.addEventListener("scroll", look, { passive: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("scroll", look);
      sizes.disconnect();
    };
  }, [scroller, headHeight, goTo]);

  const reveal = useCallback(
    (index: number) => {
      if (index >= 0) goTo(revealed(latest.current.size, latest.current.place, index));
    },
    [goTo],
  );
  const pageRows = Math.max(Math.floor(viewHeight / rowHeight) - 1, 1);
  return { ...windowOf(size, place), reveal, pageRows, most: mostDrawn(size) };
}
