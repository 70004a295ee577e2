// A folder's rows as they come, page by page, outside React: the list redraws once per frame,
// however fast pages arrive, and what is sorted is never sorted again.
import { ApiError, isAbort } from "../api/error";
import type { Page } from "../api/types";
import { type Compare, type Sort, byArrival, compareBy, merge } from "./order";
import { type Row, rowName, rowsOf } from "./rows";

/** Gives the pages, from after a key on. */
export type Pages = (startAfter: string | undefined, signal: AbortSignal) => AsyncIterable<Page>;

export interface View {
  /** Those that pass the filter, in order. The array grows in place: a new view is a new look at it. */
  rows: readonly Row[];
  /** How many have come, filter or not. */
  total: number;
  /** Something begins with the prefix, be it the folder's own marker alone. */
  found: boolean;
  /** Only the ways to what the connection offers further down. */
  ways: boolean;
  state: "loading" | "done" | "stopped" | "failed";
  /** The rows are those from before; new ones are on their way. */
  refreshing: boolean;
  /** Why there are no more. */
  error: ApiError | null;
}

export const byName: Sort = { by: "name", descending: false };

export class Listing {
  readonly prefix: string;
  readonly #pages: Pages;
  readonly #listeners = new Set<() => void>();
  #rows: Row[] = [];
  #shown: Row[] = this.#rows;
  #waiting: Row[] = [];
  /** Rows of a refresh, until it has all of them. */
  #fresh: Row[] | null = null;
  /** Rows that were put in by hand while pages were on their way. */
  readonly #put = new Map<string, Row>();
  #sort = byName;
  #filter = "";
  /** The rows are all there were. */
  #whole = false;
  #came = 0;
  #last = "";
  #found = false;
  #ways = false;
  #run: AbortController | null = null;
  #beat: (() => void) | null = null;
  #state: View["state"] = "loading";
  #error: ApiError | null = null;
  #view: View = this.#look();

  constructor(prefix: string, pages: Pages) {
    this.prefix = prefix;
    this.#pages = pages;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view = (): View => this.#view;

  /** Begins, or goes on where it was stopped or has failed. */
  start(): void {
    if (this.#run !== null || (this.#state === "done" && this.#error === null)) return;
    if (this.#whole) this.refresh();
    else void this.#read(this.#last || undefined);
  }

  /** Reads all of it anew. Rows that were all there were stay until the new ones have all come. */
  refresh(): void {
    this.#halt();
    if (this.#whole) this.#fresh = [];
    else this.#rows = [];
    this.#came = 0;
    this.#last = "";
    this.#found = false;
    this.#refilter();
    void this.#read(undefined);
  }

  /** Reads no further. */
  stop(): void {
    if (this.#run === null) return;
    this.#halt();
    this.#fresh = null;
    this.#state = this.#whole ? "done" : "stopped";
    this.#refilter();
    this.#changed();
  }

  sort(sort: Sort): void {
    if (sort.by === this.#sort.by && sort.descending === this.#sort.descending) return;
    this.#sort = sort;
    this.#rows = this.#rows.toSorted(this.#compare());
    this.#refilter();
    this.#changed();
  }

  /** Shows only rows whose name has this text in it, in any case. */
  filter(text: string): void {
    const lower = text.toLowerCase();
    if (lower === this.#filter) return;
    this.#filter = lower;
    this.#refilter();
    this.#changed();
  }

  /** Puts in a row that is known to be there now. */
  put(row: Row): void {
    if (this.#run) this.#put.set(row.key, row);
    this.#rows = this.#rows.filter(({ key }) => key !== row.key);
    merge(this.#rows, [row], this.#compare());
    this.#refilter();
    this.#schedule();
  }

  /** Takes out rows that are known to be gone. */
  remove(gone: (key: string) => boolean): void {
    for (const key of this.#put.keys()) if (gone(key)) this.#put.delete(key);
    this.#rows = this.#rows.filter(({ key }) => !gone(key));
    this.#refilter();
    this.#changed();
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
      if (!run.signal.aborted) this.#end("done", null);
    } catch (thrown) {
      if (!run.signal.aborted && !isAbort(thrown)) this.#end("failed", ApiError.from(thrown));
    }
  }

  #take(page: Page): void {
    this.#ways = page.ways ?? false;
    this.#last = lastOf(page) ?? this.#last;
    this.#found ||= this.#last !== "";
    const rows = rowsOf(page, this.prefix, this.#came);
    this.#came += page.prefixes.length + page.objects.length;
    if (this.#fresh) return void this.#fresh.push(...rows);
    this.#waiting.push(...rows);
    // The first rows are not kept waiting, not even for a frame.
    if (this.#rows.length === 0) this.#flush();
    else this.#schedule();
  }

  #end(state: "done" | "failed", error: ApiError | null): void {
    this.#run = null;
    this.#state = state;
    this.#error = error;
    this.#pour();
    if (this.#fresh && state === "done") this.#rows = [...this.#missed(this.#fresh), ...this.#fresh];
    this.#fresh = null;
    this.#whole ||= state === "done";
    if (state === "done") {
      this.#put.clear();
      this.#rows.sort(this.#compare());
    }
    this.#refilter();
    this.#flush();
  }

  #halt(): void {
    this.#run?.abort();
    this.#run = null;
    this.#pour();
  }

  /** While pages come, names keep S3's order: rows are added at the end and none is pushed away
   * from under the eye. People's order needs all of them. */
  #compare(): Compare {
    const { by, descending } = this.#sort;
    return by === "name" && !descending && !this.#whole ? byArrival : compareBy(this.#sort, this.prefix);
  }

  #pour(): void {
    if (this.#waiting.length === 0) return;
    const fresh = this.#put.size > 0 ? this.#waiting.filter(({ key }) => !this.#put.has(key)) : this.#waiting;
    this.#waiting = [];
    merge(this.#rows, fresh, this.#compare());
    if (this.#filter !== "") this.#refilter();
  }

  /** Rows put in by hand during a refresh, that its pages were too early to have. */
  #missed(fresh: readonly Row[]): Row[] {
    if (this.#put.size === 0) return [];
    const there = new Set(fresh.map(({ key }) => key));
    return [...this.#put.values()].filter(({ key }) => !there.has(key));
  }

  #refilter(): void {
    const text = this.#filter;
    this.#shown =
      text === ""
        ? this.#rows
        : this.#rows.filter((row) => rowName(row, this.prefix).toLowerCase().includes(text));
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
    return {
      rows: this.#shown,
      total: this.#rows.length,
      found: this.#found || this.#rows.length > 0,
      ways: this.#ways,
      state: this.#state,
      refreshing: this.#fresh !== null,
      error: this.#error,
    };
  }
}

/** From where to go on after a page. All that is below a folder comes after it, and is in it. */
function lastOf(page: Page): string | undefined {
  const folder = page.prefixes.at(-1);
  const object = page.objects.at(-1)?.key;
  if (folder === undefined) return object;
  const after = `${folder}\u{10ffff}`;
  return object !== undefined && object > folder ? object : after;
}
