// For tests: a server at the wire, behind fetch and XMLHttpRequest.
import { vi } from "vitest";

/** A request as the server sees it. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Blob | null;
  json: Record<string, unknown>;
}

/** An answer, or a connection that breaks. */
export type Answer = { status?: number; json?: unknown; headers?: Record<string, string> } | "break";

/** One object of a batch. */
interface Small {
  key: string;
  size: number;
  content_type: string;
  checksum: string;
  overwrite: boolean;
}

/** Answers requests; the first route whose pattern matches "METHOD /path" decides. */
export class FakeServer {
  readonly seen: Seen[] = [];
  #routes: [RegExp, (seen: Seen) => Answer | Promise<Answer>][] = [];

  install(): this {
    // jsdom's files cannot be read this way yet.
    Blob.prototype.arrayBuffer ??= function read(this: Blob) {
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.addEventListener("load", () => resolve(reader.result as ArrayBuffer));
        reader.readAsArrayBuffer(this);
      });
    };
    const answer = (seen: Seen) => this.#answer(seen);
    vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
      init.signal?.throwIfAborted();
      const told = await answer(
        await seenOf(init.method ?? "GET", path, new Headers(init.headers), init.body),
      );
      init.signal?.throwIfAborted();
      if (told === "break") throw new TypeError("network");
      const { status = 200, json = {} } = told;
      return new Response(status === 204 ? null : JSON.stringify(json), { status });
    });
    vi.stubGlobal("XMLHttpRequest", fakeRequest(answer));
    return this;
  }

  /** Adds a route; later ones win. */
  on(pattern: RegExp, answer: Answer | ((seen: Seen) => Answer | Promise<Answer>)): this {
    this.#routes.unshift([pattern, typeof answer === "function" ? answer : () => answer]);
    return this;
  }

  /** "METHOD /path" of all requests that match. */
  list(pattern: RegExp): string[] {
    return this.seen.map(line).filter((one) => pattern.test(one));
  }

  /** The parts of a batch are answered like requests of their own, of which `seen` has the notes. */
  async #batch(seen: Seen): Promise<Answer> {
    const bytes = new Uint8Array(await (seen.body ?? new Blob()).arrayBuffer());
    let at = bytes.indexOf(10) + 1;
    const asked = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at))) as {
      bucket: string;
      objects: Small[];
    };
    const objects: unknown[] = [];
    const path = seen.path.replace(/s$/, "");
    const answers = asked.objects.map(({ key, size, content_type, checksum, overwrite }) => {
      const headers = new Headers({ ...Object.fromEntries(seen.headers), "Content-Type": content_type });
      headers.set("x-amz-checksum-crc64nvme", checksum);
      if (!overwrite) headers.set("If-None-Match", "*");
      const body = seen.body?.slice(at, (at += size)) ?? null;
      const query = new URLSearchParams({ bucket: asked.bucket, key });
      return this.#answer({ method: "PUT", path, query, headers, body, json: {} });
    });
    for (const answer of await Promise.all(answers)) {
      if (answer === "break") return answer;
      const { status = 200, json = {} } = answer;
      objects.push(status < 300 ? { type: "stored", stored: json } : { type: "failed", ...(json as object) });
    }
    return { json: { objects } };
  }

  async #answer(seen: Seen): Promise<Answer> {
    this.seen.push(seen);
    if (/^POST .*\/objects$/.test(line(seen))) return this.#batch(seen);
    const route = this.#routes.find(([pattern]) => pattern.test(line(seen)));
    return route ? await route[1](seen) : { status: 404, json: failure("not-found") };
  }
}

/** The server's shape of a failure. */
export function failure(code: string, message = `said ${code}`, more: object = {}) {
  return { error: { code, message, request_id: "r", ...more } };
}

function line({ method, path }: Seen): string {
  return `${method} ${path}`;
}

async function seenOf(method: string, address: string, headers: Headers, body: unknown): Promise<Seen> {
  const { pathname, searchParams } = new URL(address, "http://wardrobe.test");
  const json = typeof body === "string" ? (JSON.parse(body) as Record<string, unknown>) : {};
  const blob = body instanceof Blob ? body : null;
  return { method, path: pathname, query: searchParams, headers, body: blob, json };
}

function fakeRequest(answer: (seen: Seen) => Promise<Answer>) {
  return class extends EventTarget {
    readonly upload = new EventTarget();
    status = 0;
    statusText = "";
    responseText = "";
    #headers = new Headers();
    #target = ["", ""] as [string, string];
    #told: Record<string, string> = {};
    #over = false;

    open(method: string, path: string) {
      this.#target = [method, path];
    }
    setRequestHeader(name: string, value: string) {
      this.#headers.set(name, value);
    }
    getResponseHeader(name: string) {
      return this.#told[name] ?? null;
    }
    abort() {
      this.#end("abort");
    }
    send(body: Blob) {
      void this.#send(body);
    }
    async #send(body: Blob) {
      const half = Object.assign(new Event("progress"), { loaded: Math.floor(body.size / 2) });
      this.upload.dispatchEvent(half);
      const told = await answer(await seenOf(...this.#target, this.#headers, body));
      if (this.#over) return;
      if (told === "break") return this.#end("error");
      this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded: body.size }));
      this.upload.dispatchEvent(new Event("load"));
      this.status = told.status ?? 200;
      this.#told = told.headers ?? {};
      this.responseText = typeof told.json === "string" ? told.json : JSON.stringify(told.json ?? {});
      this.#end("load");
    }
    #end(how: string) {
      if (this.#over) return;
      this.#over = true;
      this.dispatchEvent(new Event(how));
    }
  };
}
