// Keeps what is typed, a moment after it was: not with each letter, and not only at the end.
import { type Draft, dropDraft, keepDraft } from "./drafts";

/** So long (ms) nothing more must be typed; and so long it is at most. */
const STILL = 400;
const AT_MOST = 2_000;

/** How the text that is not saved fares. */
export interface Standing {
  /** When it was kept last, in ms; null when nothing is. */
  at: number | null;
  /** Not all of it is kept yet. */
  isPending: boolean;
  /** This browser does not keep it. */
  isLost: boolean;
}

export class Keeper {
  readonly #name: string;
  readonly #onChange: (standing: Standing) => void;
  #waiting: (() => Omit<Draft, "at">) | null = null;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One write after the other: the last one stays. */
  #writes: Promise<void> = Promise.resolve();
  standing: Standing = { at: null, isPending: false, isLost: false };

  constructor(name: string, onChange: (standing: Standing) => void) {
    this.#name = name;
    this.#onChange = onChange;
  }

  /** Something was typed; `draft` is asked for when it is to be kept. */
  keep(draft: () => Omit<Draft, "at">): void {
    const now = Date.now();
    if (!this.#waiting) this.#since = now;
    this.#waiting = draft;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(STILL, this.#since + AT_MOST - now));
    this.#timer = setTimeout(() => void this.flush(), wait);
    if (!this.standing.isPending) this.#set({ ...this.standing, isPending: true });
  }

  /** Keeps at once what waits for it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const draft = this.#waiting;
    this.#waiting = null;
    if (!draft) return this.#writes;
    const made = { ...draft(), at: Date.now() };
    return this.#next(async () => {
      const isKept = await keepDraft(this.#name, made);
      const isPending = this.#waiting !== null;
      this.#set({ at: isKept ? made.at : null, isPending, isLost: !isKept });
    });
  }

  /** There is nothing to keep any more. */
  drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = null;
    return this.#next(async () => {
      await dropDraft(this.#name);
      if (!this.#waiting) this.#set({ at: null, isPending: false, isLost: false });
    });
  }

  #next(write: () => Promise<void>): Promise<void> {
    this.#writes = this.#writes.then(write);
    return this.#writes;
  }

  #set(standing: Standing): void {
    this.standing = standing;
    this.#onChange(standing);
  }
}
