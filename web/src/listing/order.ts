// The order of rows, which are named by their numbers in a table. Folders always come first.
import type { Work } from "./slices";
import type { Table } from "./table";

export const columns = ["name", "size", "date", "class"] as const;
export type Column = (typeof columns)[number];

export interface Sort {
  by: Column;
  descending: boolean;
}

/** As `Array.sort` takes it. No two rows are equal. */
export type Compare = (a: number, b: number) => number;

/** S3's own order of the names, as its pages come in it. */
export function byArrival(table: Table): Compare {
  return (a, b) => table.arrival(a) - table.arrival(b) || a - b;
}

/** The order of a sort. Where two rows are equal, their names decide. */
export function compareBy({ by, descending }: Sort, table: Table, name: Compare): Compare {
  const columnsOf: Record<Column, Compare> = {
    name,
    size: (a, b) => table.size(a) - table.size(b),
    // Where neither has a date, their difference is no number.
    date: (a, b) => table.time(a) - table.time(b) || 0,
    class: (a, b) => text(table.storageClass(a), table.storageClass(b)),
  };
  const column = columnsOf[by];
  const way = descending ? -1 : 1;
  return (a, b) => {
    const folder = table.isFolder(a);
    if (folder !== table.isFolder(b)) return folder ? -1 : 1;
    // A folder has a name alone.
    if (folder) return by === "name" ? way * name(a, b) : name(a, b);
    return way * column(a, b) || name(a, b);
  };
}

/** Works out people's order of the names, once: comparing texts each time costs many times as much.
 * Names that come later are compared all the same. */
export function* byName(table: Table): Work<Compare> {
  const ids = table.ids();
  const names: string[] = [];
  const byText = byTextOf(table, (id) => names[id] ?? "");
  for (const [at, id] of ids.entries()) {
    names[id] = naturalOrder(table.name(id));
    if (at % STEP === 0) yield (at / ids.length) * 0.4;
  }
  const order = yield* share(sorted(ids, byText), 0.4, 0.6);
  const ranks = new Uint32Array(table.end);
  for (const [at, id] of order.entries()) ranks[id] = at + 1;
  return byRank(table, ranks);
}

function byRank(table: Table, ranks: Uint32Array): Compare {
  const late = new Map<number, string>();
  const natural = (id: number) => {
    if (ranks[id]) return naturalOrder(table.name(id));
    const known = late.get(id) ?? naturalOrder(table.name(id));
    late.set(id, known);
    return known;
  };
  const byText = byTextOf(table, natural);
  return (a, b) => {
    const [first, second] = [ranks[a], ranks[b]];
    return first && second ? first - second : byText(a, b);
  };
}

function byTextOf(table: Table, natural: (id: number) => string): Compare {
  return (a, b) => text(natural(a), natural(b)) || text(table.key(a), table.key(b)) || a - b;
}

/** So many steps of the smallest kind are one of a slice. */
const STEP = 1_024;
/** So many rows are sorted at once. */
const RUN = 2_048;

/** Sorts, step by step: short runs, then two by two. */
export function* sorted(ids: Uint32Array, compare: Compare): Work<Uint32Array> {
  const { length } = ids;
  const rounds = 1 + Math.ceil(Math.log2(Math.max(length / RUN, 1)));
  let from = ids.slice();
  for (let low = 0; low < length; low += RUN) {
    from.subarray(low, low + RUN).sort(compare);
    yield low / length / rounds;
  }
  let to = new Uint32Array(length);
  let round = 1;
  for (let width = RUN; width < length; width *= 2, round += 1) {
    for (let low = 0; low < length; low += 2 * width) {
      const middle = Math.min(low + width, length);
      const high = Math.min(low + 2 * width, length);
      for (const done of merged(from, low, middle, high, to, compare)) yield (round + done / length) / rounds;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two runs that lie side by side, into the same place of another array. Gives how far it is. */
function* merged(
  from: Uint32Array,
  low: number,
  middle: number,
  high: number,
  to: Uint32Array,
  compare: Compare,
): Generator<number, void, void> {
  const inOrder = middle >= high || compare(from[middle - 1] ?? 0, from[middle] ?? 0) < 0;
  if (inOrder) {
    to.set(from.subarray(low, high), low);
    yield high;
    return;
  }
  let [left, right] = [low, middle];
  for (let at = low; at < high; at += 1) {
    const [one, other] = [from[left] ?? 0, from[right] ?? 0];
    const takeLeft = right >= high || (left < middle && compare(one, other) < 0);
    to[at] = takeLeft ? one : other;
    if (takeLeft) left += 1;
    else right += 1;
    if (at % STEP === 0) yield at;
  }
}

/** Work that is a part of other work. */
export function* share<T>(work: Work<T>, from: number, of: number): Work<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + step.value * of;
  }
}

/** Numbers of rows in order, with room for more. */
export class Ids {
  #items: Uint32Array<ArrayBufferLike>;
  #length: number;

  constructor(items: Uint32Array = new Uint32Array(0)) {
    this.#items = items;
    this.#length = items.length;
  }

  get length(): number {
    return this.#length;
  }

  at(index: number): number | undefined {
    return index < this.#length ? this.#items[index] : undefined;
  }

  /** Those of now. It is no copy. */
  all(): Uint32Array {
    return this.#items.subarray(0, this.#length);
  }

  /** Puts a few more where they belong. Costs little where that is the end, and never sorts what is
   * sorted. */
  merge(fresh: number[], compare: Compare): void {
    fresh.sort(compare);
    const length = this.#length + fresh.length;
    if (length > this.#items.length) {
      const larger = new Uint32Array(Math.max(length, this.#items.length * 2));
      larger.set(this.all());
      this.#items = larger;
    }
    let high = this.#length;
    for (let left = fresh.length; left > 0; left -= 1) {
      const id = fresh[left - 1] ?? 0;
      const place = this.placeFor(id, compare, high);
      // What comes behind it makes room for it and for those before it.
      this.#items.copyWithin(place + left, place, high);
      this.#items[place + left - 1] = id;
      high = place;
    }
    this.#length = length;
  }

  /** Before which row a row belongs, of the first `high`. */
  placeFor(id: number, compare: Compare, high = this.#length): number {
    let low = 0;
    // Most belong at the end.
    if (high > 0 && compare(this.#items[high - 1] ?? 0, id) < 0) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#items[middle] ?? 0, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Leaves only some. */
  keep(stays: (id: number) => boolean): void {
    let to = 0;
    for (let at = 0; at < this.#length; at += 1) {
      const id = this.#items[at] ?? 0;
      if (stays(id)) this.#items[to++] = id;
    }
    this.#length = to;
  }
}

/** Those whose name has a text in it, in any case. `lower` is in lower case. */
export function* matching(ids: Uint32Array, table: Table, lower: string): Work<Uint32Array> {
  const found = new Uint32Array(ids.length);
  let to = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    if (matches(table, id, lower)) found[to++] = id;
    if (at % STEP === 0) yield at / ids.length;
  }
  return found.slice(0, to);
}

export function matches(table: Table, id: number, lower: string): boolean {
  return table.name(id).toLowerCase().includes(lower);
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
