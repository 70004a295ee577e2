// The jobs of the open roles, as the server last told of them. They run there; here they are only seen.
import {
  type Job,
  type Work,
  followJob,
  isOver,
  listJobs,
  pauseJob,
  removeJob,
  resumeJob,
  startJob,
} from "../api/jobs";
import { ApiError, isAbort } from "../api/error";
import { Pace } from "../transfer/pace";

/** A browser opens six ways to a server of HTTP/1.1, for all of its tabs: no more than these are kept for jobs. */
const FOLLOWED = 2;
/** Milliseconds between two lists while something runs that is not followed, and while something waits for people. */
const SOON = 2_000;
const LATER = 5_000;
/** Milliseconds until a lost way to the server is tried again: doubled each time, up to the last. */
const AGAIN = [500, 15_000] as const;

/** A job, and what is known of it besides. */
export interface Entry {
  /** As paths have it. */
  connection: string;
  job: Job;
  /** What was asked for, if this page did. */
  work: Work | null;
  /** Bytes and objects per second. */
  speed: number | null;
  pace: number | null;
  /** There is no word of it at present, for want of a way to the server. */
  isLost: boolean;
}

interface Kept extends Entry {
  /** When it was last heard of, by performance.now(). */
  heard: number;
  bytes: Pace;
  objects: Pace;
  /** A dialog shows it. */
  isHeld: boolean;
  follower: AbortController | null;
  tries: number;
}

type End = (entry: Entry) => void;

export class Jobs {
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Set<() => void>();
  readonly #ends = new Set<End>();
  #shown: Entry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Those that no dialog shows, the newest first. */
  readonly snapshot = (): Entry[] => this.#shown;

  /** Also one that a dialog shows. */
  readonly find = (id: string): Entry | undefined => this.#kept.get(id);

  /** Hears of every job that has ended, well or not. Gives back what ends it. */
  onEnd(listener: End): () => void {
    this.#ends.add(listener);
    return () => this.#ends.delete(listener);
  }

  /** Starts one; one that is held is shown by a dialog until that lets it go. */
  async start(connection: string, work: Work, { dryRun = false, isHeld = false } = {}): Promise<Job> {
    const job = await startJob(connection, work, dryRun);
    this.#hear(connection, job, { work, isHeld });
    return job;
  }

  /** The dialog is gone. What has ended in it has been seen and is forgotten; the rest is in the panel. */
  letGo(id: string): void {
    const kept = this.#kept.get(id);
    if (!kept) return;
    kept.isHeld = false;
    if (isOver(kept.job)) void this.dismiss(id);
    else this.#changed();
  }

  /** Asks for all there are in a role. */
  async look(connection: string): Promise<void> {
    const asked = performance.now();
    let jobs: Job[];
    try {
      jobs = await listJobs(connection);
    } catch (thrown) {
      const signedOut = ["not-opened", "not-signed-in"].includes(ApiError.from(thrown).code);
      for (const [id, kept] of this.#kept) {
        if (kept.connection === connection && signedOut) this.#drop(id);
      }
      this.#changed();
      return;
    }
    for (const job of jobs) {
      const kept = this.#kept.get(job.id);
      if (!kept || (kept.heard <= asked && !kept.follower)) this.#hear(connection, job);
    }
    const ids = new Set(jobs.map(({ id }) => id));
    for (const [id, kept] of this.#kept) {
      if (kept.connection === connection && kept.heard <= asked && !ids.has(id)) this.#drop(id);
    }
    this.#changed();
  }

  pause(id: string): Promise<void> {
    return this.#ask(id, pauseJob);
  }

  /** Goes on with what waits, or tries again what failed. */
  resume(id: string): Promise<void> {
    return this.#ask(id, resumeJob);
  }

  cancel(id: string): Promise<void> {
    return this.#ask(id, removeJob);
  }

  /** One that is over is seen no more, here or elsewhere. */
  async dismiss(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    this.#drop(id);
    this.#changed();
    // What cannot be forgotten now is told of again another time.
    if (kept) await removeJob(kept.connection, id).catch(() => undefined);
  }

  /** Forgets all that this page knows, without any effect on the server. */
  clear(): void {
    for (const id of this.#kept.keys()) this.#drop(id);
    this.#changed();
  }

  async #ask(id: string, ask: (connection: string, id: string) => Promise<void>): Promise<void> {
    const kept = this.#kept.get(id);
    if (!kept) return;
    await ask(kept.connection, id);
    // A follower hears of it; of what nobody follows, the list tells.
    await this.look(kept.connection);
  }

  #drop(id: string): void {
    this.#kept.get(id)?.follower?.abort();
    this.#kept.delete(id);
  }

  #hear(connection: string, job: Job, more: Partial<Kept> = {}): void {
    const now = performance.now();
    const before = this.#kept.get(job.id);
    const ends = isOver(job) && (before ? !isOver(before.job) : more.work !== undefined);
    const kept = Object.assign(before ?? fresh(connection, job), more, {
      job,
      heard: now,
      isLost: false,
      tries: 0,
    });
    this.#kept.set(job.id, kept);
    measure(kept, now);
    if (!isOver(job) && !goesOn(job)) {
      // Nothing comes of it for a while: its way to the server is another's.
      kept.follower?.abort();
      kept.follower = null;
    }
    this.#changed();
    if (ends) for (const listener of this.#ends) listener(kept);
  }

  #changed(): void {
    const all = [...this.#kept.values()];
    this.#shown = all
      .filter(({ isHeld }) => !isHeld)
      .map(({ connection, job, work, speed, pace, isLost }) => ({
        connection,
        job,
        work,
        speed,
        pace,
        isLost,
      }))
      .toSorted((a, b) => b.job.created_at.localeCompare(a.job.created_at));
    for (const listener of this.#listeners) listener();
    const goes = all.filter(({ job }) => goesOn(job));
    const followed = all.filter(({ follower }) => follower !== null).length;
    // What somebody looks at comes first.
    const next = goes
      .filter(({ follower }) => follower === null)
      .toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld))
      .slice(0, Math.max(0, FOLLOWED - followed));
    for (const kept of next) void this.#follow(kept);
    this.#plan(all, goes);
  }

  /** Lists again after a while, as long as there is something of which only the list tells. */
  #plan(all: Kept[], goes: Kept[]): void {
    const others = all.filter(({ job, follower }) => !isOver(job) && follower === null);
    if (others.length === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    if (others.length === 0 || this.#timer !== undefined) return;
    const isSoon = goes.some(({ follower }) => follower === null);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        for (const connection of new Set(others.map((one) => one.connection))) void this.look(connection);
      },
      isSoon ? SOON : LATER,
    );
  }

  async #follow(kept: Kept): Promise<void> {
    const { connection, job } = kept;
    const follower = new AbortController();
    kept.follower = follower;
    try {
      for await (const now of followJob(connection, job.id, follower.signal)) {
        if (follower.signal.aborted) return;
        this.#hear(connection, now);
      }
      // The server ends it after the last word; where it ends before, as when it stops, the way is tried again.
      if (goesOn(kept.job)) await this.#rest(kept, follower.signal);
    } catch (thrown) {
      if (isAbort(thrown)) return;
      const { code } = ApiError.from(thrown);
      // Somebody has forgotten it elsewhere.
      if (code === "not-found" || code === "missing") this.#drop(job.id);
      else await this.#rest(kept, follower.signal);
    }
    if (kept.follower === follower) kept.follower = null;
    if (!follower.signal.aborted) this.#changed();
  }

  #rest(kept: Kept, signal: AbortSignal): Promise<void> {
    const [first, most] = AGAIN;
    const wait = Math.min(first * 2 ** kept.tries, most);
    kept.tries += 1;
    kept.isLost = true;
    this.#changed();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      signal.addEventListener("abort", () => (clearTimeout(timer), resolve()));
    });
  }
}

/** Something comes of it by itself. */
function goesOn({ state }: Job): boolean {
  return state === "running" || state === "queued";
}

function fresh(connection: string, job: Job): Kept {
  const known = { connection, job, work: null, speed: null, pace: null, isLost: false };
  const paces = { bytes: new Pace(), objects: new Pace() };
  return { ...known, ...paces, heard: 0, isHeld: false, follower: null, tries: 0 };
}

function measure(kept: Kept, now: number): void {
  const { job } = kept;
  const runs = job.state === "running";
  // What rested in between says nothing of how fast it goes.
  if (!runs) [kept.bytes, kept.objects] = [new Pace(), new Pace()];
  kept.bytes.mark(job.bytes, now);
  kept.objects.mark(job.done + job.failed, now);
  kept.speed = runs ? kept.bytes.speed(now) : null;
  kept.pace = runs ? kept.objects.speed(now) : null;
}

/** The jobs of this page. */
export const jobs = new Jobs();
