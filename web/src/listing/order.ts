// The order of rows. Folders always come first.
import { type Row, rowName } from "./rows";

export const columns = ["name", "size", "date", "class"] as const;
export type Column = (typeof columns)[number];

export interface Sort {
  by: Column;
  descending: boolean;
}

export type Compare = (a: Row, b: Row) => number;

/** As S3 gives them: by the bytes of the key. */
export const byArrival: Compare = (a, b) =>
  a.folder === b.folder ? a.order - b.order || text(a.key, b.key) : a.folder ? -1 : 1;

/** The order of a sort. Where two rows are equal, their names decide, and at last their keys. */
export function compareBy({ by, descending }: Sort, prefix: string): Compare {
  const name: Compare = (a, b) => text(sortName(a, prefix), sortName(b, prefix)) || text(a.key, b.key);
  const columnsOf: Record<Column, Compare> = {
    name,
    size: (a, b) => a.size - b.size,
    date: (a, b) => text(a.modified, b.modified),
    class: (a, b) => text(a.storageClass, b.storageClass),
  };
  const column = columnsOf[by];
  const way = descending ? -1 : 1;
  return (a, b) => {
    if (a.folder !== b.folder) return a.folder ? -1 : 1;
    // A folder has a name alone.
    if (a.folder) return by === "name" ? way * name(a, b) : name(a, b);
    return way * column(a, b) || name(a, b);
  };
}

/** Merges a few new rows, in any order, into many sorted ones, in place. Costs little where the
 * new ones belong at the end, and never sorts what is sorted. */
export function merge(rows: Row[], fresh: Row[], compare: Compare): void {
  fresh.sort(compare);
  let from = rows.length - 1;
  let take = fresh.length - 1;
  let to = rows.length + fresh.length - 1;
  // Grown by pushing: writing past the end would leave holes, which are slow for ever.
  for (const row of fresh) rows.push(row);
  while (take >= 0) {
    const old = rows[from];
    const next = fresh[take] as Row;
    if (from >= 0 && old !== undefined && compare(old, next) > 0) {
      rows[to--] = old;
      from -= 1;
    } else {
      rows[to--] = next;
      take -= 1;
    }
  }
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortName(row: Row, prefix: string): string {
  return (row.sortName ||= naturalOrder(rowName(row, prefix)) || "\0");
}

/** A text whose plain order is people's order: `file2` before `File10`, `é` beside `e`. Made once
 * per row; comparing by collation rules takes many times as long. */
export function naturalOrder(name: string): string {
  let plain = name.toLowerCase();
  if (/[^\x20-\x7e]/.test(plain)) plain = plain.normalize("NFKD").replace(/\p{M}+/gu, "");
  return plain.replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, "");
    // Longer numbers are larger ones: their length goes before them.
    return String.fromCharCode(0x30 + Math.min(number.length, 48)) + number;
  });
}
