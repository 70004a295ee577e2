// A folder's rows as they come, page by page, outside React: the list redraws once per frame,
// however fast pages arrive, and what is sorted is never sorted again. A million rows are kept in
// columns; what takes long with so many is done in slices, and the rows stay as they are meanwhile.
import { ApiError, isAbort } from "../api/error";
import type { Page } from "../api/types";
import {
  type Compare,
  Ids,
  type Sort,
  byArrival,
  byName as workOutNames,
  compareBy,
  matches,
  matching,
  share,
  sorted,
} from "./order";
import { type Row, type Rows, rowsOf } from "./rows";
import { ShownRows } from "./shown";
import { type Work, inSlices } from "./slices";
import { Table } from "./table";

/** Rows of a page of S3 that others follow. */
const FULL = 1_000;

/** Gives the pages, from after a key on. */
export type Pages = (startAfter: string | undefined, signal: AbortSignal) => AsyncIterable<Page>;

export interface View {
  /** Those that pass the filter, in order. */
  rows: Rows;
  /** How many have come, filter or not. */
  total: number;
  /** How many of them are files, and the bytes of those. */
  files: number;
  bytes: number;
  /** Something begins with the prefix, be it the folder's own marker alone. */
  found: boolean;
  /** Only the ways to what the connection offers further down. */
  ways: boolean;
  state: "loading" | "done" | "stopped" | "failed";
  /** The rows are those from before; new ones are on their way. */
  refreshing: boolean;
  /** Why there are no more. */
  error: ApiError | null;
  /** Which share is sorted, while that takes long: the rows are in the order from before. */
  sorting: number | null;
  /** Another number when rows have gone, been replaced or been filtered, not when some have come. */
  epoch: number;
}

export const byName: Sort = { by: "name", descending: false };

/** Rows in order. */
interface Ordered {
  table: Table;
  ids: Ids;
  compare: Compare;
}

export class Listing {
  readonly prefix: string;
  readonly #pages: Pages;
  readonly #listeners = new Set<() => void>();
  /** All rows, but for those that wait. */
  #all: Ordered;
  /** Those that pass the filter; the same where there is none. */
  #shown: Ordered;
  /** Numbers of rows that have come and are not among them yet. */
  #waiting: number[] = [];
  /** Some of them have gone. */
  #gone = false;
  /** Rows of a refresh, until it has as many of them as there were. */
  #fresh: Table | null = null;
  /** Rows that were put in by hand during a refresh, which its pages may be too early to have. */
  readonly #put = new Map<string, Row>();
  #names: { table: Table; compare: Compare } | null = null;
  #sort = byName;
  #filter = "";
  #run: AbortController | null = null;
  #beat: (() => void) | null = null;
  /** Stop sorting, and stop filtering, while that goes on. */
  #sorting: (() => void) | null = null;
  #sifting: (() => void) | null = null;
  #sorted: number | null = null;
  #state: View["state"] = "loading";
  #error: ApiError | null = null;
  #epoch = 0;
  #view: View;

  constructor(prefix: string, pages: Pages) {
    this.prefix = prefix;
    this.#pages = pages;
    this.#all = this.#shown = asCome(new Table(prefix));
    this.#view = this.#look();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view = (): View => this.#view;

  /** The row of a key, shown or not. */
  row(key: string): Row | undefined {
    const id = this.#table.find(key);
    return id < 0 ? undefined : this.#table.row(id);
  }

  /** Begins, or goes on where it was stopped or has failed. */
  start(): void {
    if (this.#run !== null || this.#fresh !== null || (this.#state === "done" && this.#error === null))
      return;
    if (this.#table.whole) this.refresh();
    else void this.#read(this.#table.last || undefined);
  }

  /** Reads all of it anew. The rows stay until as many new ones have come, where all were there until
   * all have. */
  refresh(): void {
    this.#halt();
    if (this.#table.count > 0) this.#fresh = new Table(this.prefix);
    else this.#begin(new Table(this.prefix));
    void this.#read(undefined);
  }

  /** Reads no further. */
  stop(): void {
    if (this.#run === null && this.#fresh === null) return;
    this.#halt();
    this.#state = this.#table.whole ? "done" : "stopped";
    this.#flush();
  }

  sort(sort: Sort): void {
    if (sort.by === this.#sort.by && sort.descending === this.#sort.descending) return;
    this.#sort = sort;
    this.#arrange(this.#fresh?.whole ? this.#fresh : this.#table);
  }

  /** Shows only rows whose name has this text in it, in any case. */
  filter(text: string): void {
    const lower = text.toLowerCase();
    if (lower === this.#filter) return;
    this.#filter = lower;
    this.#epoch += 1;
    this.#sift();
  }

  /** Puts in a row that is known to be there now. */
  put(row: Row): void {
    if (this.#fresh) this.#put.set(row.key, row);
    const known = this.#table.find(row.key);
    if (known >= 0 && row.folder) return;
    if (known >= 0) this.#lose();
    this.#waiting.push(this.#table.put(row));
    this.#schedule();
  }

  /** Takes out rows that are known to be gone. */
  remove(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#put.delete(key);
      this.#fresh?.remove(key);
      if (this.#table.remove(key) >= 0) this.#lose();
    }
    this.#flush();
  }

  /** Takes out all other rows, and reads anew. */
  leave(keys: Iterable<string>): void {
    this.#halt();
    const { last, whole, found, ways } = this.#table;
    const left = Object.assign(new Table(this.prefix), { last, whole, found, ways });
    for (const key of keys) {
      const row = this.row(key);
      if (row) left.add(row);
    }
    this.#begin(left);
    this.refresh();
  }

  get #table(): Table {
    return this.#all.table;
  }

  async #read(startAfter: string | undefined): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    this.#state = "loading";
    this.#error = null;
    this.#changed();
    try {
      for await (const page of this.#pages(startAfter, run.signal)) {
        if (run.signal.aborted) return;
        this.#take(page);
      }
      if (!run.signal.aborted) this.#end();
    } catch (thrown) {
      if (!run.signal.aborted && !isAbort(thrown)) this.#fail(ApiError.from(thrown));
    }
  }

  #take(page: Page): void {
    const table = this.#fresh ?? this.#table;
    table.ways = page.ways ?? false;
    table.last = lastOf(page) ?? table.last;
    table.found ||= table.last !== "";
    for (const row of rowsOf(page, this.prefix)) {
      const id = table.add(row);
      if (id >= 0 && table === this.#table) this.#waiting.push(id);
    }
    if (this.#fresh && !this.#table.whole && this.#fresh.count >= this.#table.count) this.#begin(this.#fresh);
    // The first rows are not kept waiting, not even for a frame. But after few of them the end is near, and their
    // order is people's then: rows that are seen should stay where they are.
    const isFull = page.objects.length + page.prefixes.length >= FULL;
    if (isFull && this.#shown.ids.length === 0) this.#flush();
    else this.#schedule();
  }

  #end(): void {
    const table = this.#fresh ?? this.#table;
    table.whole = true;
    this.#run = null;
    if (this.#fresh === null) {
      this.#state = "done";
      this.#pour();
    }
    this.#arrange(table);
  }

  #fail(error: ApiError): void {
    this.#run = null;
    // What may not be seen any more, or is gone, is not shown as it was.
    if (this.#fresh?.count === 0 && ["denied", "missing", "hidden"].includes(error.code)) {
      this.#begin(new Table(this.prefix));
    }
    this.#fresh = null;
    this.#state = "failed";
    this.#error = error;
    this.#flush();
  }

  #halt(): void {
    this.#run?.abort();
    this.#run = null;
    const fresh = this.#fresh;
    this.#fresh = null;
    this.#put.clear();
    // What was sorted were the new rows.
    if (fresh?.whole) this.#arrange(this.#table);
  }

  /** Goes over to another table, as S3 gave it. */
  #begin(table: Table): void {
    this.#sorting?.();
    this.#sorting = null;
    this.#fresh = null;
    this.#all = asCome(table);
    this.#waiting = this.#late();
    this.#lose();
    if (this.#sort.by === "name" && !this.#sort.descending && !table.whole) this.#sift();
    else this.#arrange(table);
  }

  /** Rows put in by hand during a refresh, that its pages were too early to have. */
  #late(): number[] {
    const late = [...this.#put.values()].map((row) => this.#table.add(row)).filter((id) => id >= 0);
    this.#put.clear();
    return late;
  }

  /** Sorts all of it. While pages come, names keep S3's order: rows are added at the end and none is
   * pushed away from under the eye. People's order needs all of them. */
  #arrange(table: Table): void {
    this.#sorting?.();
    this.#sorting = null;
    const done = (ordered: Ordered) => {
      this.#sorting = null;
      this.#sorted = null;
      this.#all = ordered;
      if (this.#fresh === table) {
        this.#fresh = null;
        this.#state = "done";
        this.#waiting = this.#late();
        this.#lose();
      }
      this.#sift();
    };
    const told = (part: number) => {
      this.#sorted = part;
      this.#changed();
    };
    this.#sorting = doing((over) => inSlices(this.#order(table), (ordered) => done(over(ordered)), told));
  }

  *#order(table: Table): Work<Ordered> {
    const { by, descending } = this.#sort;
    let names = byArrival(table);
    if (table.whole) {
      if (this.#names?.table !== table)
        this.#names = { table, compare: yield* share(workOutNames(table), 0, 0.7) };
      names = this.#names.compare;
    }
    const compare = compareBy({ by, descending }, table, names);
    // Those that wait are among them.
    if (table === this.#table) this.#waiting = [];
    const ids = new Ids(yield* share(sorted(table.ids(), compare), 0.7, 0.3));
    return { table, ids, compare };
  }

  /** Finds out what passes the filter, and shows it. */
  #sift(): void {
    this.#sifting?.();
    this.#sifting = null;
    const { table, ids, compare } = this.#all;
    if (this.#filter === "") {
      this.#shown = this.#all;
      return this.#flush();
    }
    const done = (found: Uint32Array) => {
      this.#sifting = null;
      this.#shown = { table, ids: new Ids(found), compare };
      this.#flush();
    };
    const work = matching(ids.all(), table, this.#filter);
    this.#sifting = doing((over) => inSlices(work, (found) => done(over(found))));
  }

  #lose(): void {
    this.#gone = true;
    this.#epoch += 1;
  }

  /** Rows that have gone go, and those that wait come in. Not beneath work that counts on them. */
  #pour(): void {
    if (this.#sorting !== null || this.#sifting !== null) return;
    const { table, ids, compare } = this.#all;
    const isThere = (id: number) => !table.isGone(id);
    if (this.#gone) {
      for (const some of new Set([ids, this.#shown.ids])) some.keep(isThere);
      this.#gone = false;
    }
    if (this.#waiting.length === 0) return;
    const fresh = this.#waiting.filter(isThere);
    this.#waiting = [];
    ids.merge(fresh, compare);
    if (this.#shown !== this.#all) {
      const passing = fresh.filter((id) => matches(table, id, this.#filter));
      this.#shown.ids.merge(passing, compare);
    }
  }

  #flush(): void {
    this.#beat?.();
    this.#beat = null;
    this.#pour();
    this.#changed();
  }

  #schedule(): void {
    if (this.#beat) return;
    // A page in the background gets no frames.
    const frame = requestAnimationFrame(() => this.#flush());
    const timer = setTimeout(() => this.#flush(), 200);
    this.#beat = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  #changed(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): View {
    const table = this.#table;
    const { table: of, ids, compare } = this.#shown;
    return {
      rows: new ShownRows(of, ids, compare),
      total: this.#all.ids.length,
      files: table.files,
      bytes: table.bytes,
      found: table.found || table.count > 0,
      ways: table.ways,
      state: this.#state,
      refreshing: this.#fresh !== null,
      error: this.#error,
      sorting: this.#sorted,
      epoch: this.#epoch,
    };
  }
}

/** What a table holds in S3's own order. */
function asCome(table: Table): Ordered {
  const ids = table.ids();
  const folders = ids.filter(table.isFolder);
  const files = ids.filter((id) => !table.isFolder(id));
  ids.set(folders);
  ids.set(files, folders.length);
  return { table, ids: new Ids(ids), compare: compareBy(byName, table, byArrival(table)) };
}

/** What stops work that has begun; null where it is over at once. */
function doing(begin: (over: <T>(result: T) => T) => () => void): (() => void) | null {
  let isOver = false;
  const stop = begin((result) => {
    isOver = true;
    return result;
  });
  return isOver ? null : stop;
}

/** From where to go on after a page. All that is below a folder comes after it, and is in it. */
function lastOf(page: Page): string | undefined {
  const folder = page.prefixes.at(-1);
  const object = page.objects.at(-1)?.key;
  if (folder === undefined) return object;
  const after = `${folder}\u{10ffff}`;
  return object !== undefined && object > folder ? object : after;
}
