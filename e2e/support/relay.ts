/** A wire to a store that counts what comes back, and that can hold files larger than a test could store. */

import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";

import type { Pieces } from "./large.ts";

/** What a stretch of nothing is kept as. */
const NOTHING = Buffer.alloc(8 * 1024);

export class Relay {
  /** Bytes of bodies that the store has sent. */
  bytes = 0;
  url = "";
  readonly #store: URL;
  readonly #server: Server;
  readonly #held = new Map<string, Held>();
  /** What is said instead, by method and path. */
  readonly #refusals = new Map<string, string>();

  private constructor(store: string) {
    this.#store = new URL(store);
    this.#server = createServer((asked, answer) => {
      const path = asked.url!.split("?")[0]!;
      const refusal = this.#refusals.get(`${asked.method} ${path}`);
      const held = this.#held.get(path);
      if (refusal) this.#refuse(refusal, asked, answer);
      else if (held && ["GET", "HEAD"].includes(asked.method!)) this.#give(held, asked, answer);
      else this.#pass(asked, answer);
    });
  }

  static async start(store: string) {
    const relay = new Relay(store);
    relay.#server.listen(0, "127.0.0.1");
    await once(relay.#server, "listening");
    relay.url = `http://127.0.0.1:${(relay.#server.address() as AddressInfo).port}`;
    const stop = async () => {
      relay.#server.closeAllConnections();
      relay.#server.close();
    };
    return { it: relay, stop };
  }

  /** From now on the store has this file at a key, whatever was there. */
  hold(bucket: string, key: string, pieces: Pieces) {
    const held = new Held(pieces);
    this.#held.set(`/${bucket}/${key}`, held);
    return held.size;
  }

  /** From now on such a request is refused in these words, as S3 refuses what a key of KMS does not let it do. */
  refuse(method: string, bucket: string, key: string, words: string) {
    this.#refusals.set(`${method} /${bucket}/${key}`, words);
  }

  #refuse(words: string, asked: IncomingMessage, answer: ServerResponse) {
    asked.resume();
    answer.writeHead(403, { "Content-Type": "application/xml", "x-amz-request-id": "RELAY00000000001" });
    answer.end(`<Error><Code>AccessDenied</Code><Message>${words}</Message></Error>`);
  }

  /** As it is, signature and all. */
  #pass(asked: IncomingMessage, answer: ServerResponse) {
    const { hostname, port } = this.#store;
    const { method, url: path, rawHeaders: headers } = asked;
    const far = request({ hostname, port, method, path, headers, setHost: false }, (found) => {
      answer.writeHead(found.statusCode!, found.rawHeaders);
      found.on("data", (chunk) => (this.bytes += chunk.length));
      found.pipe(answer);
    });
    far.on("error", () => answer.destroy());
    answer.on("close", () => far.destroy());
    asked.pipe(far);
  }

  #give(held: Held, { method, headers }: IncomingMessage, answer: ServerResponse) {
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
    const first = Number(from ?? 0);
    const end = Math.min(Number(to || held.size - 1) + 1, held.size);
    answer.writeHead(from === undefined ? 200 : 206, {
      "Content-Length": end - first,
      "Content-Type": "application/octet-stream",
      "Last-Modified": "Sat, 28 Nov 2026 12:00:00 GMT",
      "Accept-Ranges": "bytes",
      ETag: '"held"',
      ...(from !== undefined && { "Content-Range": `bytes ${first}-${end - 1}/${held.size}` }),
    });
    // As fast as it is taken, and no faster.
    const body = Readable.from(method === "HEAD" ? [] : this.#counted(held.between(first, end)));
    pipeline(body, answer, () => undefined);
  }

  *#counted(pieces: Iterable<Uint8Array>) {
    for (const piece of pieces) {
      this.bytes += piece.length;
      yield piece;
    }
  }
}

/** A file of which what repeats, and what is nothing, takes no room. */
class Held {
  readonly size: number;
  readonly #pieces: Uint8Array[] = [];
  readonly #starts: number[] = [];

  constructor(pieces: Pieces) {
    let size = 0;
    for (const piece of pieces())
      for (let at = 0; at < piece.length; at += NOTHING.length) {
        const part = piece.subarray(at, at + NOTHING.length);
        // A copy, or all of the piece would be kept for it.
        this.#pieces.push(NOTHING.equals(part) ? NOTHING : Buffer.from(part));
        this.#starts.push(size + at);
        if (at + NOTHING.length >= piece.length) size += piece.length;
      }
    this.size = size;
  }

  *between(from: number, to: number) {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= from) low = middle;
      else high = middle;
    }
    for (let at = low; at < this.#pieces.length && this.#starts[at]! < to; at++) {
      const start = this.#starts[at]!;
      yield this.#pieces[at]!.subarray(Math.max(from - start, 0), to - start);
    }
  }
}
