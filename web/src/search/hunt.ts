// A search while it goes on, outside the page that shows it.
import { ApiError, isAbort } from "../api/error";
import type { Found } from "../api/search";
import type { ListedObject } from "../api/types";

/** How far a search has come. */
export interface Progress {
  state: "searching" | "stopped" | "done" | "failed";
  /** Grows in place; `count` says so. */
  hits: readonly ListedObject[];
  count: number;
  scanned: number;
  /** There may be more than can be told. */
  limited: boolean;
  error: ApiError | null;
}

/** Milliseconds between what is shown while much is found. */
const OFTEN = 100;

export class Hunt {
  #ask: (signal: AbortSignal) => AsyncIterable<Found>;
  #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #hits: ListedObject[] = [];
  #progress: Progress = nothingYet([]);
  #told = 0;

  constructor(ask: (signal: AbortSignal) => AsyncIterable<Found>) {
    this.#ask = ask;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  progress = () => this.#progress;

  /** Begins, from the beginning. */
  start(): void {
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.#hits = [];
    this.#tell(nothingYet(this.#hits));
    void this.#run(this.#abort.signal);
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    if (this.#progress.state === "searching") this.#tell({ state: "stopped" });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const hits = this.#hits;
    try {
      for await (const line of this.#ask(signal)) {
        if (signal.aborted) return;
        if (line.type === "hits") {
          for (const hit of line.objects) hits.push(hit);
          if (performance.now() - this.#told > OFTEN) this.#tell({});
        } else if (line.type === "progress") this.#tell({ scanned: line.scanned });
        else this.#tell({ state: "done", scanned: line.scanned, limited: line.limited });
      }
    } catch (thrown) {
      if (!signal.aborted && !isAbort(thrown)) this.#tell({ state: "failed", error: ApiError.from(thrown) });
    }
  }

  #tell(news: Partial<Progress>): void {
    this.#told = performance.now();
    this.#progress = { ...this.#progress, ...news, count: this.#hits.length };
    for (const listener of this.#listeners) listener();
  }
}

function nothingYet(hits: ListedObject[]): Progress {
  return { state: "searching", hits, count: 0, scanned: 0, limited: false, error: null };
}
