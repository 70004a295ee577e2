// Which rows of a long list are on screen. Rows have one height, so nothing has to be measured.

/** Browsers cut elements off somewhere above 17 million pixels; beyond this, the scroll bar is
 * stretched over the rows. */
const TALLEST = 8_000_000;
/** Rows drawn above and below what is seen, so that a scroll never shows nothing. */
const SPARE = 8;

export interface Frame {
  count: number;
  /** Pixels. */
  rowHeight: number;
  /** Pixels that are seen. */
  viewHeight: number;
  scrollTop: number;
}

export interface Window {
  /** The first row to draw, and the one after the last. */
  first: number;
  last: number;
  /** Pixels from the top to the first drawn row. */
  top: number;
  /** Pixels the whole list takes. */
  height: number;
}

export function windowOf({ count, rowHeight, viewHeight, scrollTop }: Frame): Window {
  const full = count * rowHeight;
  const height = Math.min(full, TALLEST);
  const at = Math.min(Math.max(scrollTop, 0), Math.max(height - viewHeight, 0));
  const offset = at * stretch(full, height, viewHeight);
  const first = Math.max(Math.floor(offset / rowHeight) - SPARE, 0);
  const last = Math.min(Math.ceil((offset + viewHeight) / rowHeight) + SPARE, count);
  return { first, last, top: at - offset + first * rowHeight, height };
}

/** Where to scroll so that a row is wholly seen; the same place when it is already. */
export function scrollTo(index: number, { count, rowHeight, viewHeight, scrollTop }: Frame): number {
  const full = count * rowHeight;
  const height = Math.min(full, TALLEST);
  const factor = stretch(full, height, viewHeight);
  const offset = scrollTop * factor;
  const top = index * rowHeight;
  if (top < offset) return top / factor;
  if (top + rowHeight > offset + viewHeight) return Math.max(top + rowHeight - viewHeight, 0) / factor;
  return scrollTop;
}

function stretch(full: number, height: number, view: number): number {
  return full > height ? (full - view) / (height - view) : 1;
}
