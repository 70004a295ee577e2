// For tests: a server that has jobs. A test says how they go on.
import { vi } from "vitest";
import type { Job } from "../api/jobs";

/** A job as the server tells of it. */
export function jobOf(more: Partial<Job> = {}): Job {
  return {
    id: "1",
    kind: "move",
    dry_run: false,
    state: "running",
    source: "s3://b/a/",
    target: "s3://b/to/",
    items: 1,
    done: 0,
    failed: 0,
    bytes: 0,
    total: null,
    created_at: "2026-11-28T20:00:00Z",
    started_at: "2026-11-28T20:00:00Z",
    ended_at: null,
    error: null,
    first_failures: [],
    ...more,
  };
}

/** The failure of one object. */
export function failed(key: string, code = "denied", message = `No ${key}.`) {
  return { key, error: { code, message, request_id: "W" } } as Job["first_failures"][number];
}

const DONE = new Set(["done", "cancelled", "failed"]);

export class FakeJobs {
  readonly jobs = new Map<string, Job>();
  /** "METHOD rest-of-the-path" of all requests. */
  readonly asked: string[] = [];
  /** What was sent to begin one. */
  readonly begun: Record<string, unknown>[] = [];
  /** What a new one is. */
  next: Partial<Job> = {};
  csv = "";
  /** The server cannot be reached. */
  isDown = false;
  /** What else is answered, by "METHOD rest-of-the-path" of the connection. */
  others: Record<string, unknown> = {};
  #streams = new Map<string, Set<ReadableStreamDefaultController<Uint8Array>>>();

  install(): this {
    vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => this.#answer(path, init));
    return this;
  }

  /** So many streams are open. */
  get open(): number {
    return [...this.#streams.values()].reduce((sum, streams) => sum + streams.size, 0);
  }

  /** Tells whoever listens how it stands now. */
  become(id: string, more: Partial<Job>): void {
    const job = { ...(this.jobs.get(id) ?? jobOf({ id })), ...more };
    this.jobs.set(id, job);
    for (const stream of this.#streams.get(id) ?? []) tell(stream, job);
    if (DONE.has(job.state)) this.#close(id);
  }

  /** Breaks the ways of all who listen. */
  cut(): void {
    for (const [id, streams] of this.#streams) {
      for (const stream of streams) stream.error(new TypeError("network"));
      this.#streams.delete(id);
    }
  }

  #close(id: string): void {
    for (const stream of this.#streams.get(id) ?? []) stream.close();
    this.#streams.delete(id);
  }

  #answer(path: string, init: RequestInit): Response {
    if (this.isDown) throw new TypeError("network");
    init.signal?.throwIfAborted();
    const method = init.method ?? "GET";
    const [, rest = ""] = /^\/api\/connections\/[^/]+\/([^?]*)/.exec(path) ?? [];
    const line = `${method} ${rest}`;
    this.asked.push(line);
    const [, id = "", what = ""] = /^jobs\/?([^/]*)\/?(.*)/.exec(rest) ?? [];
    if (line in this.others) return json(this.others[line]);
    if (line === "GET jobs") return json({ jobs: [...this.jobs.values()].toReversed() });
    if (line === "POST jobs") return this.#begin(JSON.parse(String(init.body)) as Record<string, unknown>);
    const job = this.jobs.get(id);
    if (!job)
      return json({ error: { code: "missing", message: "There is no such job.", request_id: "W" } }, 404);
    if (what === "events") return new Response(this.#stream(job, init.signal ?? undefined));
    if (what === "failures") return new Response(this.csv);
    if (what === "pause") this.become(id, { state: "paused" });
    if (what === "resume") this.become(id, { state: "running" });
    if (method === "DELETE" && DONE.has(job.state)) this.jobs.delete(id);
    else if (method === "DELETE") this.become(id, { state: "cancelled" });
    return new Response(null, { status: 204 });
  }

  #begin(body: Record<string, unknown>): Response {
    this.begun.push(body);
    const id = String(this.begun.length);
    const { kind, dry_run: dry } = body as Pick<Job, "kind" | "dry_run">;
    this.jobs.set(id, jobOf({ id, kind, dry_run: dry, ...this.next }));
    return json(this.jobs.get(id));
  }

  #stream(job: Job, signal?: AbortSignal): ReadableStream<Uint8Array> {
    let own: ReadableStreamDefaultController<Uint8Array>;
    const leave = () => void this.#streams.get(job.id)?.delete(own);
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        tell(controller, job);
        if (DONE.has(job.state)) return controller.close();
        const streams = this.#streams.get(job.id) ?? new Set();
        this.#streams.set(job.id, streams.add(controller));
        signal?.addEventListener("abort", () => {
          if (!this.#streams.get(job.id)?.has(own)) return;
          leave();
          controller.error(new DOMException("", "AbortError"));
        });
      },
      cancel: leave,
    });
  }
}

function tell(stream: ReadableStreamDefaultController<Uint8Array>, job: Job): void {
  stream.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(job)}\n\n`));
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status });
}
