// For tests: a server that has one object, behind fetch.
import { vi } from "vitest";
import { failure } from "../transfer/fake-server";
import { Ranges } from "./ranges";

/** Ranges of bytes that were asked for, first and last. */
export interface Held {
  asked: [first: number, last: number][];
  /** What is held; may be replaced. */
  etag: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Requests that are not answered yet, and how many there were at most. */
  running: number;
  most: number;
}

export function holds(bytes: Uint8Array<ArrayBuffer>): Held {
  const held: Held = { asked: [], etag: '"1"', bytes, running: 0, most: 0 };
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    const [, first = 0, last = 0] = (/^bytes=(\d+)-(\d+)$/.exec(headers.get("range") ?? "") ?? []).map(
      Number,
    );
    held.asked.push([first, last]);
    held.running += 1;
    held.most = Math.max(held.most, held.running);
    await Promise.resolve();
    held.running -= 1;
    init.signal?.throwIfAborted();
    const match = headers.get("if-match");
    if (match !== null && match !== held.etag)
      return Response.json(failure("precondition-failed"), { status: 412 });
    if (first >= held.bytes.length) return Response.json(failure("range"), { status: 416 });
    const end = Math.min(last + 1, held.bytes.length);
    const range = { "content-range": `bytes ${first}-${end - 1}/${held.bytes.length}` };
    return new Response(held.bytes.slice(first, end), {
      status: 206,
      headers: { ...range, etag: held.etag },
    });
  });
  return held;
}

/** Such an object, opened. */
export function opened(bytes: Uint8Array<ArrayBuffer>, onBytes: (bytes: number) => void = () => undefined) {
  const held = holds(bytes);
  const ranges = new Ranges(
    { connection: "studio", bucket: "b", key: "k", etag: held.etag },
    bytes.length,
    onBytes,
  );
  return { held, ranges };
}

/** The same bytes each time, and no two pieces alike. */
export function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** Copies of these bytes that are cut off somewhere, or wrong in some places. */
export function* broken(bytes: Uint8Array<ArrayBuffer>, count: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < count; at++) {
    yield bytes.slice(0, Math.floor((bytes.length * at) / count));
    const wrong = bytes.slice();
    const places = noise(12, at + 7);
    for (let place = 0; place < 12; place += 4) {
      const where = ((places[place]! << 16) | (places[place + 1]! << 8) | places[place + 2]!) % bytes.length;
      wrong[where] = places[place + 3]!;
    }
    yield wrong;
  }
}
