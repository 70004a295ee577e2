// What is selected, where the focus is, and from where a range is drawn. Rows are named by key, so
// that all of it survives new rows and another order.
import { type Rows, keyAt } from "./rows";

interface Keyed {
  readonly key: string;
}

export interface Selection {
  /** Everything in the folder is selected but for `keys`, what has not come yet too. */
  readonly all: boolean;
  readonly keys: ReadonlySet<string>;
  readonly focus: string | null;
  /** Where Shift draws its range from. */
  readonly anchor: string | null;
}

/** One key alone, which need not have come yet. */
export function only(key: string): Selection {
  return { all: false, keys: new Set([key]), focus: key, anchor: key };
}

/** How a row was reached. */
export interface How {
  /** Ctrl or Cmd: leaves the others selected. */
  toggle?: boolean;
  /** Shift: all from the anchor to here. */
  range?: boolean;
}

export const nothing: Selection = { all: false, keys: new Set(), focus: null, anchor: null };

export function isSelected({ all, keys }: Selection, key: string): boolean {
  return keys.has(key) !== all;
}

/** Of `total` rows in the folder. */
export function countOf({ all, keys }: Selection, total: number): number {
  return all ? Math.max(total - keys.size, 0) : keys.size;
}

/** Selects a row, as a click does. */
export function select(from: Selection, rows: Rows<Keyed>, index: number, how: How = {}): Selection {
  const key = keyAt(rows, index);
  if (key === undefined) return from;
  if (how.range) return range(from, rows, index, how.toggle);
  if (!how.toggle) return only(key);
  const keys = new Set(from.keys);
  if (!keys.delete(key)) keys.add(key);
  return { all: from.all, keys, focus: key, anchor: key };
}

/** Moves the focus, as an arrow key does: with `toggle` alone, nothing is selected by it. */
export function move(from: Selection, rows: Rows<Keyed>, index: number, how: How = {}): Selection {
  const at = Math.min(Math.max(index, 0), rows.length - 1);
  const key = keyAt(rows, at);
  if (key === undefined) return from;
  if (how.toggle && !how.range) return { ...from, focus: key };
  return select(from, rows, at, how);
}

/** Selects these rows; the focus stays. */
export function selectAll(from: Selection, rows: Rows<Keyed>): Selection {
  return { ...from, all: false, keys: keysOf(rows, 0, rows.length) };
}

/** Selects all of the folder, whatever of it has come; the focus stays. */
export function selectFolder(from: Selection): Selection {
  return { ...from, all: true, keys: new Set() };
}

/** Selects none; the focus stays. */
export function clear(from: Selection): Selection {
  return from.keys.size === 0 && !from.all
    ? from
    : { all: false, keys: new Set(), focus: from.focus, anchor: from.focus };
}

/** Forgets what is not there any more. The focus goes to the row that took its place. */
export function prune(from: Selection, rows: Rows<Keyed>, focusWas: number): Selection {
  const { all, keys, focus, anchor } = from;
  if (keys.size === 0 && focus === null) return from;
  const isThere = (key: string | null) => indexOf(rows, key) >= 0;
  const kept = new Set<string>();
  for (const key of keys) if (isThere(key)) kept.add(key);
  const [focusThere, anchorThere] = [isThere(focus), isThere(anchor)];
  if (kept.size === keys.size && (focusThere || focus === null) && (anchorThere || anchor === null))
    return from;
  const next = focusThere ? focus : (keyAt(rows, Math.min(Math.max(focusWas, 0), rows.length - 1)) ?? null);
  return { all, keys: kept, focus: next, anchor: anchorThere ? anchor : next };
}

/** Where a key is; `hint` is where it was last. -1 when it is nowhere. */
export function indexOf(rows: Rows<Keyed>, key: string | null, hint = -1): number {
  if (key === null) return -1;
  if (keyAt(rows, hint) === key) return hint;
  if (rows.placeOf) return rows.placeOf(key);
  let at = 0;
  for (const row of rows) {
    if (row.key === key) return at;
    at += 1;
  }
  return -1;
}

function range(from: Selection, rows: Rows<Keyed>, index: number, add = false): Selection {
  const start = Math.max(indexOf(rows, from.anchor ?? from.focus), 0);
  const focus = keyAt(rows, index) ?? null;
  const anchor = keyAt(rows, start) ?? null;
  const [low, high] = [Math.min(start, index), Math.max(start, index)];
  // What is added to all, but for some, is fewer of those.
  const some = keysOf(rows, low, high + 1);
  if (!add) return { all: false, keys: some, focus, anchor };
  const keys = new Set(from.keys);
  for (const key of some) {
    if (from.all) keys.delete(key);
    else keys.add(key);
  }
  return { all: from.all, keys, focus, anchor };
}

function keysOf(rows: Rows<Keyed>, from: number, to: number): Set<string> {
  const keys = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const key = keyAt(rows, at);
    if (key !== undefined) keys.add(key);
  }
  return keys;
}
