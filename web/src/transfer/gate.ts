// Connections that wait for a person to sign in again, and the network that went away.
import type { ApiError } from "../api/client";
import { showIdentity } from "../api/connections";
import type { Identity } from "../api/types";

/** How often (ms) it is looked whether somebody has signed in again. */
const LOOK = 5_000;

/** Why nothing goes through a connection at present. */
export interface Pause {
  connection: string;
  reason: string;
}

/** What a gate tells of itself. */
interface Events {
  changed(): void;
  /** Somebody else is signed in now: what was begun by another must not go on as theirs. */
  otherCaller(connection: string, now: string): void;
}

/** Holds requests back while their connection cannot be used, and lets them go on by itself. */
export class Gate {
  readonly #events: Events;
  readonly #pauses = new Map<string, Pause>();
  readonly #callers = new Map<string, string>();
  #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(events: Events) {
    this.#events = events;
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#events.changed());
  }

  /** Connections that are paused, with their reasons. */
  get pauses(): Pause[] {
    return [...this.#pauses.values()];
  }

  /** Why nothing goes through this connection at present; null when it can be used. */
  why(connection: string): string | null {
    if (!navigator.onLine) return "There is no network. It goes on by itself.";
    return this.#pauses.get(connection)?.reason ?? null;
  }

  /** Resolves when the connection can be used. */
  async ready(connection: string, signal: AbortSignal): Promise<void> {
    if (!this.#callers.has(connection)) void this.#learn(connection);
    while (this.why(connection) !== null) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.add(resolve);
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      });
    }
  }

  /** The connection needs a person. */
  pause(connection: string, error: ApiError): void {
    const reason =
      error.code === "expired"
        ? "The credentials have ended. Sign in again and it goes on."
        : "You are signed out. Sign in again and it goes on.";
    this.#pauses.set(connection, { connection, reason });
    this.#timer ??= setInterval(() => void this.look(), LOOK);
    this.#events.changed();
  }

  /** Looks whether paused connections can be used again. */
  async look(): Promise<void> {
    for (const connection of this.#pauses.keys()) {
      const identity = await usable(connection);
      if (!identity || !this.#pauses.delete(connection)) continue;
      const caller = who(identity);
      const before = this.#callers.get(connection);
      this.#callers.set(connection, caller);
      if (before !== undefined && before !== caller) this.#events.otherCaller(connection, caller);
    }
    if (this.#pauses.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#wake();
  }

  async #learn(connection: string): Promise<void> {
    const identity = await usable(connection);
    if (identity && !this.#callers.has(connection)) this.#callers.set(connection, who(identity));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const go of waiting) go();
    this.#events.changed();
  }
}

/** As whom we work, if the credentials still do. */
async function usable(connection: string): Promise<Identity | null> {
  try {
    const identity = await showIdentity(connection);
    const ended = identity.expires_at && Date.parse(identity.expires_at) <= Date.now();
    return !ended && ["fresh", "retrying"].includes(identity.state) ? identity : null;
  } catch {
    return null;
  }
}

/** A person in a role of an account. Session names differ from one sign-in to the next. */
function who({ person, role, arn, account }: Identity): string {
  return `${person} as ${role ?? arn} in ${account}`;
}
