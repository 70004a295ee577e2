// What is selected, where the focus is, and from where a range is drawn. Rows are named by key, so
// that all of it survives new rows and another order.

interface Keyed {
  readonly key: string;
}

export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly focus: string | null;
  /** Where Shift draws its range from. */
  readonly anchor: string | null;
}

/** One key alone, which need not have come yet. */
export function only(key: string): Selection {
  return { keys: new Set([key]), focus: key, anchor: key };
}

/** How a row was reached. */
export interface How {
  /** Ctrl or Cmd: leaves the others selected. */
  toggle?: boolean;
  /** Shift: all from the anchor to here. */
  range?: boolean;
}

export const nothing: Selection = { keys: new Set(), focus: null, anchor: null };

/** Selects a row, as a click does. */
export function select(from: Selection, rows: readonly Keyed[], index: number, how: How = {}): Selection {
  const key = rows[index]?.key;
  if (key === undefined) return from;
  if (how.range) return range(from, rows, index, how.toggle);
  if (!how.toggle) return only(key);
  const keys = new Set(from.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, focus: key, anchor: key };
}

/** Moves the focus, as an arrow key does: with `toggle` alone, nothing is selected by it. */
export function move(from: Selection, rows: readonly Keyed[], index: number, how: How = {}): Selection {
  const at = Math.min(Math.max(index, 0), rows.length - 1);
  const key = rows[at]?.key;
  if (key === undefined) return from;
  if (how.toggle && !how.range) return { ...from, focus: key };
  return select(from, rows, at, how);
}

/** Selects every row; the focus stays. */
export function selectAll(from: Selection, rows: readonly Keyed[]): Selection {
  return { ...from, keys: new Set(rows.map(({ key }) => key)) };
}

/** Selects none; the focus stays. */
export function clear(from: Selection): Selection {
  return from.keys.size === 0 ? from : { ...from, keys: new Set(), anchor: from.focus };
}

/** Forgets what is not there any more. The focus goes to the row that took its place. */
export function prune(from: Selection, rows: readonly Keyed[], focusWas: number): Selection {
  const { keys, focus, anchor } = from;
  if (keys.size === 0 && focus === null) return from;
  const kept = new Set<string>();
  let [focusThere, anchorThere] = [false, false];
  for (const { key } of rows) {
    if (keys.has(key)) kept.add(key);
    focusThere ||= key === focus;
    anchorThere ||= key === anchor;
  }
  if (kept.size === keys.size && (focusThere || focus === null) && (anchorThere || anchor === null))
    return from;
  const next = focusThere ? focus : (rows[Math.min(Math.max(focusWas, 0), rows.length - 1)]?.key ?? null);
  return { keys: kept, focus: next, anchor: anchorThere ? anchor : next };
}

/** Where a key is; `hint` is where it was last. -1 when it is nowhere. */
export function indexOf(rows: readonly Keyed[], key: string | null, hint = -1): number {
  if (key === null) return -1;
  if (rows[hint]?.key === key) return hint;
  return rows.findIndex((row) => row.key === key);
}

function range(from: Selection, rows: readonly Keyed[], index: number, add = false): Selection {
  const start = Math.max(indexOf(rows, from.anchor ?? from.focus), 0);
  const keys = new Set(add ? from.keys : []);
  for (let at = Math.min(start, index); at <= Math.max(start, index); at += 1) {
    const row = rows[at];
    if (row) keys.add(row.key);
  }
  return { keys, focus: rows[index]?.key ?? null, anchor: rows[start]?.key ?? null };
}
