// Pieces of one object, read when they are needed and no others.
import { useEffect, useMemo } from "react";
import { ApiError, request } from "../api/client";
import { t } from "../messages/preview";
import { formatSize } from "../util/format";
import { useMeter } from "./meter";
import { type Source, storedUrl } from "./source";

/** Bytes that are read and kept together. */
export const BLOCK = 64 * 1024;
/** Blocks that one request asks for at most. */
const RUN = 64;
/** Blocks that are kept at most: 16 MiB. */
const KEPT = 256;
const AT_ONCE = 4;
/** More than this is never held at once. */
export const READ_MAX = 64 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Reads one object as it was when it was opened. */
export class Ranges {
  static #opened = 0;
  /** Tells one opening from another. */
  readonly id = (Ranges.#opened += 1);
  readonly source: Source;
  readonly size: number;
  /** The blocks at hand or on their way; the one used last comes last. */
  readonly #blocks = new Map<number, Promise<Bytes>>();
  #stop = new AbortController();
  readonly #onBytes: (bytes: number) => void;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #etag: string | null;

  constructor(source: Source, size: number, onBytes: (bytes: number) => void) {
    this.source = source;
    this.size = size;
    this.#etag = source.etag ?? null;
    this.#onBytes = onBytes;
  }

  /** The bytes from one place to before another. Fails where there are none. */
  async read(from: number, to: number): Promise<Bytes> {
    if (!(
      Number.isSafeInteger(from) &&
      Number.isSafeInteger(to) &&
      0 <= from &&
      from <= to &&
      to <= this.size
    ))
      throw new Error(t.pointsTo(from, to, this.size));
    if (to - from > READ_MAX) throw new Error(t.tooMuchAtOnce(formatSize(to - from)));
    if (from === to) return new Uint8Array();
    const first = Math.floor(from / BLOCK);
    const blocks = await Promise.all(this.#take(first, Math.floor((to - 1) / BLOCK)));
    const bytes = new Uint8Array(to - from);
    for (const [at, block] of blocks.entries()) {
      const start = (first + at) * BLOCK;
      const piece = block.subarray(Math.max(from - start, 0), to - start);
      bytes.set(piece, Math.max(start - from, 0));
    }
    return bytes;
  }

  /** Stops what is on its way and forgets what has come. Who reads again opens it again. */
  close(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#blocks.clear();
  }

  #take(first: number, last: number): Promise<Bytes>[] {
    const taken: Promise<Bytes>[] = [];
    for (let at = first; at <= last; at++) {
      const known = this.#blocks.get(at);
      if (!known) {
        let end = at + 1;
        while (end <= last && end - at < RUN && !this.#blocks.has(end)) end += 1;
        this.#ask(at, end);
      }
      const block = this.#blocks.get(at)!;
      this.#blocks.delete(at);
      this.#blocks.set(at, block);
      taken.push(block);
    }
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) break;
      this.#blocks.delete(oldest);
    }
    return taken;
  }

  /** Asks for the blocks from one to before another. */
  #ask(from: number, to: number): void {
    const start = from * BLOCK;
    const { signal } = this.#stop;
    const run = this.#inTurn(() => this.#fetch(start, Math.min(to * BLOCK, this.size), signal));
    for (let at = from; at < to; at++) {
      // A copy, or a block would keep all that came with it.
      const block = run.then((bytes) => bytes.slice((at - from) * BLOCK, (at - from + 1) * BLOCK));
      block.catch(() => this.#blocks.get(at) === block && this.#blocks.delete(at));
      this.#blocks.set(at, block);
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #fetch(from: number, to: number, signal: AbortSignal): Promise<Bytes> {
    signal.throwIfAborted();
    const headers: Record<string, string> = { Range: `bytes=${from}-${to - 1}` };
    if (this.#etag) headers["If-Match"] = this.#etag;
    let response: Response;
    try {
      response = await request(storedUrl(this.source), { headers, signal });
    } catch (error) {
      if (error instanceof ApiError && ["precondition-failed", "range"].includes(error.code)) throw changed();
      throw error;
    }
    const etag = response.headers.get("etag");
    this.#etag ??= etag;
    if (etag && etag !== this.#etag) {
      await response.body?.cancel();
      throw changed();
    }
    // Who does not know ranges sends all of it.
    if (response.status !== 206 && (from > 0 || to < this.size)) {
      await response.body?.cancel();
      throw new Error("The store does not read parts of a file, which a preview needs.");
    }
    return this.#gather(response, to - from);
  }

  async #gather(response: Response, length: number): Promise<Bytes> {
    const bytes = new Uint8Array(length);
    if (!response.body) throw changed();
    const reader = response.body.getReader();
    let at = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      this.#onBytes(value.length);
      if (at + value.length > length) {
        await reader.cancel();
        throw changed();
      }
      bytes.set(value, at);
      at += value.length;
    }
    if (at < length) throw changed();
    return bytes;
  }
}

function changed(): ApiError {
  const message = t.changed;
  return new ApiError({ code: "precondition-failed", message });
}

/** Opens an object for as long as it is shown. */
export function useRanges(source: Source, size: number): Ranges {
  const meter = useMeter();
  const { connection, bucket, key, etag, versionId } = source;
  const ranges = useMemo(
    () => new Ranges({ connection, bucket, key, etag, versionId }, size, meter.add),
    [connection, bucket, key, etag, versionId, size, meter],
  );
  useEffect(() => () => ranges.close(), [ranges]);
  return ranges;
}
