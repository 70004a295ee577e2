// The part of a long list that is near enough to the eye to be drawn.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import {
  type Anchor,
  type Place,
  type Size,
  type Window,
  anchorOf,
  anchored,
  mostDrawn,
  revealed,
  scrolled,
  settled,
  windowOf,
} from "./window";

/** Milliseconds without a scroll after which one is over. */
const STILL = 150;

/** How rows are laid out, in pixels but for the counts. */
export interface Laid {
  /** How many stand beside each other: 1 in a list. */
  across: number;
  /** Of a line of them. */
  rowHeight: number;
  /** What is seen, without a head that stays in sight. */
  viewHeight: number;
  /** It has been measured; until then this is a guess. */
  isMeasured: boolean;
}

export interface ListWindow extends Window {
  /** Pixels of rows above what is seen. */
  offset: number;
  /** Those that are seen, if only in part: the first, and the one after the last. */
  seen: { first: number; last: number };
  /** Scrolls so that a row is wholly seen. */
  reveal: (index: number) => void;
  /** How many lines of them a page is. */
  pageLines: number;
  /** How many are drawn at most. */
  most: number;
}

/** Of `count` rows within `scroller`. It begins where `start` says; `onStill` hears where it is when it has been
 * scrolled, and when it goes. The cursor stays where it is on the screen when rows are laid out anew. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  { across, rowHeight, viewHeight, isMeasured }: Laid,
  cursor: number,
  start?: () => Anchor | undefined,
  onStill?: (at: Anchor) => void,
): ListWindow {
  const [place, setPlace] = useState<Place>({ scrollTop: 0, offset: 0 });
  const size: Size = { count: Math.ceil(count / across), rowHeight, viewHeight };
  const latest = useRef<Latest>({ size, across, cursor, place, onStill });
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

  useLayoutEffect(() => {
    const was = latest.current;
    latest.current = { size, across, cursor, place: was.place, onStill };
    if (!isMeasured) return;
    const isAnew = was.across !== across || was.size.rowHeight !== rowHeight;
    const keep = begin.current?.() ?? (isAnew ? anchorOf(was.size, was.across, was.place, was.cursor) : null);
    begin.current = undefined;
    if (keep) goTo(anchored(size, across, keep));
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const still = () => {
      tell(latest.current);
      goTo(settled(latest.current.size, latest.current.place));
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
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener("scroll", look);
    };
  }, [scroller, goTo]);
  // What takes its place begins here.
  useLayoutEffect(() => () => tell(latest.current), []);

  const reveal = useCallback(
    (index: number) => {
      const { size: now, across: beside, place: at } = latest.current;
      if (index >= 0) goTo(revealed(now, at, Math.floor(index / beside)));
    },
    [goTo],
  );
  const { first, last, ...whole } = windowOf(size, place);
  const line = (offset: number) => offset / rowHeight;
  return {
    ...whole,
    offset: place.offset,
    first: first * across,
    last: Math.min(last * across, count),
    seen: {
      first: Math.floor(line(place.offset)) * across,
      last: Math.ceil(line(place.offset + size.viewHeight)) * across,
    },
    reveal,
    pageLines: Math.max(Math.floor(line(size.viewHeight)) - 1, 1),
    most: mostDrawn(size) * across,
  };
}

interface Latest {
  size: Size;
  across: number;
  cursor: number;
  place: Place;
  onStill?: (at: Anchor) => void;
}

function tell({ size, across, cursor, place, onStill }: Latest): void {
  onStill?.(anchorOf(size, across, place, cursor));
}
