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

  async #answer(seen: Seen): Promise<Answer> {
    this.seen.push(seen);
    const route = this.#routes.find(([pattern]) => pattern.test(line(seen)));
    return route ? await route[1](seen) : { status: 404, json: failure("not-found") };
  }
}

/** The server's shape of a failure. */
export function failure(code: string, message = `said ${code}`) {
  return { error: { code, message, request_id: "r" } };
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
