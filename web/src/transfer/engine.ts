// The uploads of this page: a queue outside React, with a few files on their way at a time.
import { insist, meet } from "../api/abilities";
import { ApiError } from "../api/client";
import { t } from "../messages/transfer";
import { Batches, isSmall } from "./batch";
import { Unreadable, type Way } from "./bytes";
import { OtherFile } from "./compare";
import { ended, ends } from "./ending";
import { Gate } from "./gate";
import type { Arrival, Choice, Found, State, Target, Upload } from "./item";
import { active, KEY_MAX, keyBytes, over } from "./item";
import { notePaused, tidy } from "./journal";
import { leftOf, reopen, differs, type Left } from "./left";
import { numbered } from "./names";
import { Pace } from "./pace";
import { newer } from "./newer";
import { giveUp } from "./parts";
import { Slots } from "./slots";
import { send } from "./upload";
import { type View, view } from "./view";
import { dropped } from "./walk";

/** Files on their way at a time. */
const FILES = 8;
/** Small files on their way at a time: three batches of them. */
const SMALL_FILES = 192;
/** Requests with bytes at a time, over all files. A browser gives a server six connections at most where
 * they do not share one, and the page needs one, too. */
const REQUESTS = 5;
/** Straight to a store: all that a browser gives it. What waited for a connection would seem to have stalled. */
const STRAIGHT = 6;
/** Files of a dropped folder that join the queue together. */
const HANDFUL = 50;
/** Milliseconds between two views of what goes on; with many files on their way each costs more. */
const BEAT = 120;
const SLOW_BEAT = 400;
/** What is true of an upload that is cancelled while the answer to its end is missing. */
const ASKED = t.asked;
/** With nothing moving the speed still falls. */
const IDLE_BEAT = 1_000;

/** A running upload: how to stop it, and how fast it is. */
interface Run {
  stop: AbortController;
  pace: Pace;
}

/** The queue. One for the page: `transfers`. */
export class Transfers {
  readonly #uploads = new Map<number, Upload>();
  readonly #waiting = new Set<Upload>();
  readonly #runs = new Map<number, Run>();
  readonly #slots = new Slots(REQUESTS);
  readonly #straight = new Slots(STRAIGHT);
  readonly #batches = new Batches();
  /** Small files on their way. */
  #small = 0;
  readonly #gate = new Gate({
    changed: () => this.#pump(),
    otherCaller: (connection, now) => this.#otherCaller(connection, now),
    moved: (connection, to) => this.#follow(connection, to),
  });
  readonly #answers = new Map<number, Choice>();
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(arrival: Arrival) => void>();
  readonly #pace = new Pace();
  #moved = 0;
  #ids = 0;
  #walks = 0;
  #beat: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #view: View = view([], this.#facts());

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What goes on, as of the last beat. */
  readonly snapshot = (): View => this.#view;

  /** Hears of every object that is new, once S3 holds it. Gives back what ends it. */
  onDone(listener: (arrival: Arrival) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** Puts files in the queue. Those added together share the answer "the same for all". */
  add(target: Target, found: readonly Found[], batch = (this.#ids += 1)): void {
    for (const { path, file, unreadable, handle = null } of found) {
      const size = file?.size ?? 0;
      const upload = this.#new({ batch, target, path, key: target.prefix + path, file, handle, size });
      if (unreadable) this.#become(upload, { kind: "failed", reason: unreadable });
      else this.#wait(upload);
    }
    this.#pump();
  }

  #new(told: Pick<Upload, "batch" | "target" | "path" | "key" | "file" | "handle" | "size">): Upload {
    const fresh = {
      copies: 0,
      overwrite: false,
      version: null,
      sent: 0,
      cut: null,
      checksum: null,
      asked: false,
    };
    const upload: Upload = { ...told, ...fresh, id: (this.#ids += 1), state: { kind: "waiting" } };
    this.#uploads.set(upload.id, upload);
    return upload;
  }

  /** Looks for uploads of this connection that were left unfinished, on this page's earlier visits or
   * elsewhere. Those whose file is found again go on by themselves. */
  async look(connection: string): Promise<void> {
    void tidy(Date.now());
    for (const left of await leftOf(connection)) {
      const here = Array.from(this.#uploads.values(), ({ cut }) => cut?.id);
      if (!here.includes(left.cut.id)) void this.#found(left);
    }
    this.#changed();
  }

  async #found({ cut, entry, ...told }: Left): Promise<void> {
    const handle = entry?.handle ?? null;
    const upload = this.#new({ ...told, batch: (this.#ids += 1), file: null, handle });
    upload.cut = cut;
    this.#become(upload, { kind: "left", byHandle: handle !== null });
    const file = handle && !entry?.paused && (await reopen(handle, false));
    if (!file) return;
    // The very file, as it was when it was begun: nothing needs to be compared.
    cut.unproven = entry?.size !== file.size || entry.modified !== file.lastModified;
    this.take(upload.id, file);
  }

  /** Goes on with an upload that was left: with its file, found by its handle. Call it upon a click, so that
   * the browser may ask for permission. */
  async reopen(id: number): Promise<void> {
    const upload = this.#uploads.get(id);
    if (upload?.state.kind !== "left" || !upload.handle) return;
    const file = await reopen(upload.handle, true);
    if (file) this.take(id, file);
    else {
      const reason = t.notFound;
      this.#become(upload, { kind: "left", byHandle: false, reason });
    }
  }

  /** Goes on with an upload that was left, with this file, if it is the one. */
  take(id: number, file: File): void {
    const upload = this.#uploads.get(id);
    if (!upload || upload.state.kind !== "left" || this.#runs.has(id)) return;
    const reason = differs(upload, file);
    if (reason) return this.#become(upload, { kind: "left", byHandle: false, reason });
    upload.file = file;
    this.#wait(upload);
    this.#pump();
  }

  /** Stops one for as long as a person likes. Its parts stay. */
  pause(id: number): void {
    const upload = this.#uploads.get(id);
    if (!upload || !active(upload.state) || ["finishing", "conflict"].includes(upload.state.kind)) return;
    this.#waiting.delete(upload);
    this.#become(upload, { kind: "stopped" });
    if (upload.cut) void notePaused(upload.cut.id, true);
    this.#runs.get(id)?.stop.abort();
  }

  pauseAll(): void {
    for (const id of this.#uploads.keys()) this.pause(id);
  }

  /** Goes on with all that a person has stopped. */
  goOn(): void {
    for (const { id, state } of this.#uploads.values()) if (state.kind === "stopped") this.retry(id);
  }

  /** Puts what was dropped in the queue, folders with all below them. Call it within the drop event. */
  async addDrop(target: Target, data: DataTransfer): Promise<void> {
    const files = dropped(data);
    const batch = (this.#ids += 1);
    this.#walks += 1;
    try {
      let some: Found[] = [];
      for await (const found of files) {
        if (some.push(found) < HANDFUL) continue;
        this.add(target, some, batch);
        some = [];
      }
      this.add(target, some, batch);
    } finally {
      this.#walks -= 1;
      this.#changed();
    }
  }

  /** Stops an upload; nothing of it stays in S3. Too late once S3 is at work on the whole. */
  cancel(id: number): void {
    const upload = this.#uploads.get(id);
    if (!upload || over(upload.state) || upload.state.kind === "finishing") return;
    this.#waiting.delete(upload);
    this.#become(upload, { kind: "cancelled", ...(upload.asked && { reason: ASKED }) });
    const run = this.#runs.get(id);
    // A running one cleans up behind itself once it has stopped.
    if (run && upload.cut) ends(upload.target.connection, upload.cut.id);
    if (run) run.stop.abort();
    else void this.#cleanUp(upload);
  }

  cancelAll(): void {
    for (const { id, state } of this.#uploads.values()) if (state.kind !== "left") this.cancel(id);
  }

  /** Sends it again, from the parts that S3 has. */
  retry(id: number): void {
    const upload = this.#uploads.get(id);
    const stopped = upload && ["failed", "cancelled", "skipped", "stopped"].includes(upload.state.kind);
    // What the browser could not open when it was dropped cannot be sent now either.
    const sendable = upload?.file || upload?.path.endsWith("/");
    if (stopped && sendable) this.#wait(upload);
    this.#pump();
  }

  retryFailed(): void {
    for (const { id, state } of this.#uploads.values()) if (state.kind === "failed") this.retry(id);
  }

  /** Says what to do about the object in the way, for this one or for all of its batch. */
  choose(id: number, choice: Choice, all: boolean): void {
    const upload = this.#uploads.get(id);
    if (!upload || upload.state.kind !== "conflict") return;
    if (all) this.#answers.set(upload.batch, choice);
    for (const other of all ? this.#uploads.values() : [upload]) {
      if (other.batch === upload.batch && other.state.kind === "conflict") this.#settle(other, choice);
    }
    this.#pump();
  }

  /** Looks at once whether paused connections can be used again. */
  resume(): void {
    void this.#gate.look();
  }

  /** Forgets one that is over. */
  dismiss(id: number): void {
    const upload = this.#uploads.get(id);
    if (!upload || !over(upload.state) || this.#runs.has(id)) return;
    this.#uploads.delete(id);
    void giveUp(upload);
    this.#changed();
  }

  /** Puts out of sight all that are over, and what was left, which stays as it is until the next visit. */
  close(): void {
    this.clear();
    for (const { id, state } of this.#uploads.values()) if (state.kind === "left") this.#uploads.delete(id);
    this.#changed();
  }

  /** Forgets all that are over, or all but the failed ones. */
  clear(failed: "and-failed" | "but-failed" = "and-failed"): void {
    for (const { id, state } of this.#uploads.values()) {
      if (failed === "and-failed" || state.kind !== "failed") this.dismiss(id);
    }
  }

  #wait(upload: Upload): void {
    upload.sent = 0;
    upload.asked = false;
    if (upload.cut) {
      ended(upload.cut.id);
      void notePaused(upload.cut.id, false);
    }
    this.#become(upload, { kind: "waiting" });
    this.#waiting.add(upload);
  }

  #pump(): void {
    for (const upload of this.#waiting) {
      const noSmall = this.#small >= SMALL_FILES;
      const noOther = this.#runs.size - this.#small >= FILES;
      if (noSmall && noOther) break;
      if (isSmall(upload) ? noSmall : noOther) continue;
      if (this.#gate.why(upload.target.connection) !== null) continue;
      // One that was stopped a moment ago comes to its end first.
      if (this.#runs.has(upload.id)) continue;
      this.#waiting.delete(upload);
      void this.#run(upload);
    }
    this.#changed();
  }

  async #run(upload: Upload): Promise<void> {
    const run: Run = { stop: new AbortController(), pace: new Pace() };
    this.#runs.set(upload.id, run);
    const small = isSmall(upload) ? 1 : 0;
    this.#small += small;
    try {
      const bytes = keyBytes(upload.key);
      if (bytes > KEY_MAX) throw new Error(t.nameTooLong(bytes, KEY_MAX));
      upload.checksum = await send(upload, this.#way(upload, run));
      this.#arrived(upload);
    } catch (error) {
      if (!run.stop.signal.aborted) this.#failed(upload, error);
    }
    this.#runs.delete(upload.id);
    this.#small -= small;
    if (upload.state.kind === "cancelled") void this.#cleanUp(upload);
    this.#pump();
  }

  #way(upload: Upload, { stop, pace }: Run): Way {
    // A browser counts the connections to each server by themselves.
    const slots = () => (upload.cut?.direct ? this.#straight : this.#slots);
    const become = (state: State) => {
      if (!stop.signal.aborted) this.#become(upload, state);
    };
    return {
      signal: stop.signal,
      slots,
      batches: this.#batches,
      ready: async (signal) => {
        const reason = this.#gate.why(upload.target.connection);
        if (reason) become({ kind: "paused", reason });
        await this.#gate.ready(upload.target.connection, signal);
      },
      pause: (error) => this.#gate.pause(upload.target.connection, error),
      rest: (ms, error, signal) => {
        if (error.code === "throttled") slots().narrow();
        become({ kind: "resting", reason: error.message, until: Date.now() + ms });
        return sleep(ms, signal);
      },
      sent: (bytes) => {
        this.#moved += Math.max(0, bytes - upload.sent);
        upload.sent = bytes;
        pace.mark(bytes, performance.now());
        this.#pace.mark(this.#moved, performance.now());
        become({ kind: "sending" });
      },
      comparing: (share) => become({ kind: "comparing", share }),
      finishing: (parts) => {
        upload.asked = true;
        become({ kind: "finishing", parts });
      },
    };
  }

  #arrived(upload: Upload): void {
    upload.sent = upload.size;
    this.#become(upload, { kind: "done" });
    const { target, key, size, path, overwrite, version } = upload;
    if (!path.includes("/")) insist(target, ["write"]);
    const replacedBy = overwrite ? version : null;
    for (const listener of this.#arrivals) listener({ ...target, key, size, replacedBy });
  }

  #failed(upload: Upload, error: unknown): void {
    const taken = error instanceof ApiError && error.code === "conflict";
    const answer = this.#answers.get(upload.batch);
    if (!this.#someDone(upload.batch)) meet(upload.target, error);
    if (taken) upload.sent = 0;
    if (error instanceof OtherFile) {
      upload.file = null;
      this.#become(upload, { kind: "left", byHandle: false, reason: error.message });
    } else if (taken && answer) this.#settle(upload, answer);
    else if (taken) this.#become(upload, { kind: "conflict" });
    else {
      const refusal = error instanceof ApiError && error.denial ? error : undefined;
      this.#become(upload, { kind: "failed", reason: reasonOf(error), refusal });
    }
  }

  /** Whether it was but the name of one that was refused. */
  #someDone(batch: number): boolean {
    for (const other of this.#uploads.values()) {
      if (other.batch === batch && other.state.kind === "done") return true;
    }
    return false;
  }

  #settle(upload: Upload, choice: Choice): void {
    if (choice === "newer") return void this.#settleByAge(upload);
    // The server refuses to overwrite with an upload that was begun not to.
    void giveUp(upload);
    if (choice === "skip") return this.#become(upload, { kind: "skipped" });
    if (choice === "replace") upload.overwrite = true;
    else {
      upload.copies += 1;
      upload.key = numbered(upload.target.prefix + upload.path, upload.copies + 1);
    }
    this.#wait(upload);
  }

  async #settleByAge(upload: Upload): Promise<void> {
    // Until that is known nobody else may settle it.
    this.#become(upload, { kind: "waiting" });
    const choice = (await newer(upload)) ? "replace" : "skip";
    if (upload.state.kind !== "waiting") return;
    this.#settle(upload, choice);
    this.#pump();
  }

  async #cleanUp(upload: Upload): Promise<void> {
    if (await giveUp(upload)) return;
    const reason = t.notRemoved;
    this.#become(upload, { kind: "cancelled", reason });
  }

  #otherCaller(connection: string, now: string): void {
    const reason = t.otherPerson(now);
    for (const upload of this.#uploads.values()) {
      if (upload.target.connection !== connection || over(upload.state)) continue;
      // The server shows nobody what another has left.
      if (upload.state.kind === "left") this.#uploads.delete(upload.id);
      this.#waiting.delete(upload);
      this.#become(upload, { kind: "failed", reason });
      upload.cut = null;
      this.#runs.get(upload.id)?.stop.abort();
    }
  }

  #follow(connection: string, to: string): void {
    for (const upload of this.#uploads.values()) {
      if (upload.target.connection === connection) upload.target = { ...upload.target, connection: to };
    }
  }

  #become(upload: Upload, state: State): void {
    upload.state = state;
    this.#changed();
  }

  #changed(): void {
    const beat = this.#runs.size > FILES ? SLOW_BEAT : BEAT;
    if (this.#beat === undefined) this.#beat = setTimeout(() => this.#publish(), beat);
  }

  #publish(): void {
    this.#beat = undefined;
    this.#view = view(this.#uploads.values(), this.#facts());
    this.#hold(this.#view.running);
    for (const listener of this.#listeners) listener();
    clearTimeout(this.#idle);
    if (this.#runs.size > 0) this.#idle = setTimeout(() => this.#changed(), IDLE_BEAT);
  }

  #facts() {
    const now = performance.now();
    return {
      now: Date.now(),
      walking: this.#walks > 0,
      pauses: this.#gate.pauses,
      speed: this.#runs.size > 0 ? this.#pace.speed(now) : null,
      speedOf: (id: number) => this.#runs.get(id)?.pace.speed(now) ?? null,
    };
  }

  /** Leaving the page would end what is under way; a page without any may be kept and revived. */
  #hold(running: boolean): void {
    if (running) addEventListener("beforeunload", warn);
    else removeEventListener("beforeunload", warn);
  }
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  if (error instanceof ApiError && error.code === "too-large") return t.nothingStored(error.message);
  return error instanceof Error ? error.message : String(error);
}

/** The uploads of this page. */
export const transfers = new Transfers();
