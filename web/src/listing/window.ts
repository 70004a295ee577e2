// Which rows of a long list are on screen. Rows have one height, so nothing has to be measured.

/** Browsers cut elements off somewhere above 17 million pixels; beyond this, the scroll bar is
 * stretched over the rows. */
const TALLEST = 8_000_000;
/** Pixels of rows drawn above and below what is seen, so that a scroll never shows nothing. */
const SPARE = 320;

/** What does not change while a list is scrolled. In pixels, but for the count. */
export interface Size {
  count: number;
  rowHeight: number;
  /** What is seen. */
  viewHeight: number;
}

/** Where a list is. Of a long list a pixel of the scroll bar is many of the rows: then the two are
 * not the same, and the rows are moved by less than that where the wheel moves them. */
export interface Place {
  /** Of the element. */
  scrollTop: number;
  /** Pixels of rows above what is seen. */
  offset: number;
}

const start: Place = { scrollTop: 0, offset: 0 };

export interface Window {
  /** The first row to draw, and the one after the last. */
  first: number;
  last: number;
  /** Pixels from the top to the first drawn row. */
  top: number;
  /** Pixels the whole list takes. */
  height: number;
}

/** How many rows are drawn at most. */
export function mostDrawn({ rowHeight, viewHeight }: Size): number {
  return Math.ceil(viewHeight / rowHeight) + 1 + 2 * spare(rowHeight);
}

const spare = (rowHeight: number) => Math.ceil(SPARE / rowHeight);

export function windowOf(size: Size, place: Place): Window {
  const { count, rowHeight, viewHeight } = size;
  const { full, height } = heights(size);
  const at = within(place.scrollTop, height - viewHeight);
  const offset = within(place.offset, full - viewHeight);
  const first = Math.max(Math.floor(offset / rowHeight) - spare(rowHeight), 0);
  const last = Math.min(Math.ceil((offset + viewHeight) / rowHeight) + spare(rowHeight), count);
  return { first, last, top: at - offset + first * rowHeight, height };
}

/** Where a list is once its element has been scrolled, by a person or because it has another size. */
export function scrolled(size: Size, from: Place, scrollTop: number): Place {
  const { full, height } = heights(size);
  if (full === height) return { scrollTop, offset: scrollTop };
  const by = scrollTop - from.scrollTop;
  // A wheel moves the rows by as much as the element. To drag the scroll bar, at most a pixel of which
  // is this, is to go far.
  if (by === 0) return from;
  if (Math.abs(by) >= height / size.viewHeight / 2) return { scrollTop, offset: scrollTop * stretch(size) };
  const most = full - size.viewHeight;
  const offset = within(from.offset + by, most);
  // Where the element ends, the wheel goes no further: nor do the rows that are nearly there.
  if (scrollTop <= 0 && offset < size.viewHeight) return start;
  if (scrollTop >= height - size.viewHeight && offset > most - size.viewHeight)
    return { scrollTop, offset: most };
  return { scrollTop, offset };
}

/** The place where the scroll bar is where it belongs; the rows do not move. */
export function settled(size: Size, { offset }: Place): Place {
  return { scrollTop: offset / stretch(size), offset };
}

/** Where a row is wholly seen; the same place when it is already. */
export function revealed(size: Size, from: Place, index: number): Place {
  const top = index * size.rowHeight;
  const bottom = top + size.rowHeight;
  if (top < from.offset) return settled(size, { ...from, offset: top });
  if (bottom <= from.offset + size.viewHeight) return from;
  return settled(size, { ...from, offset: Math.max(bottom - size.viewHeight, 0) });
}

/** What stays where it is on the screen when rows are laid out anew: one of them, and how far (px) its top
 * is below that of the view. */
export interface Anchor {
  index: number;
  below: number;
}

/** The cursor where it is seen, else what is seen first. `across` stand beside each other in a row. */
export function anchorOf(size: Size, across: number, { offset }: Place, cursor = -1): Anchor {
  const { rowHeight, viewHeight } = size;
  const topOf = (index: number) => Math.floor(index / across) * rowHeight - offset;
  const isSeen = cursor >= 0 && topOf(cursor) >= 0 && topOf(cursor) + rowHeight <= viewHeight;
  const index = isSeen ? cursor : Math.floor(offset / rowHeight) * across;
  return { index, below: topOf(index) };
}

/** Where the anchor is at the same height, as far as it can be. */
export function anchored(size: Size, across: number, { index, below }: Anchor): Place {
  const { rowHeight, viewHeight } = size;
  const { full } = heights(size);
  const top = Math.floor(index / across) * rowHeight;
  const offset = within(top - Math.min(below, Math.max(viewHeight - rowHeight, 0)), full - viewHeight);
  return settled(size, { ...start, offset });
}

function heights({ count, rowHeight }: Size): { full: number; height: number } {
  const full = count * rowHeight;
  return { full, height: Math.min(full, TALLEST) };
}

function stretch(size: Size): number {
  const { full, height } = heights(size);
  return full > height ? (full - size.viewHeight) / (height - size.viewHeight) : 1;
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), Math.max(most, 0));
}
