// Connections that wait for a person to sign in again, and the network that went away.
import type { ApiError } from "../api/client";
import { showIdentity } from "../api/connections";
import { nameOf, pathOf } from "../api/role";
import { showSession } from "../api/session";
import { onSignedIn } from "../api/signed-in";
import type { Identity } from "../api/types";
import { t } from "../messages/transfer";

/** How often (ms) it is looked whether somebody has signed in again. */
const LOOK = 5_000;
/** How soon (ms) it is looked for the first time. */
const SOON = 300;

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
  /** The same role is open under another id. */
  moved(connection: string, to: string): void;
}

/** Holds requests back while their connection cannot be used, and lets them go on by itself. */
export class Gate {
  readonly #events: Events;
  readonly #pauses = new Map<string, Pause>();
  readonly #callers = new Map<string, Identity>();
  /** When it was last looked at once, in ms. */
  readonly #looked = new Map<string, number>();
  #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(events: Events) {
    this.#events = events;
    addEventListener("online", () => this.#wake());
    addEventListener("offline", () => this.#events.changed());
    onSignedIn(() => void this.look());
  }

  /** Connections that are paused, with their reasons. */
  get pauses(): Pause[] {
    return [...this.#pauses.values()];
  }

  /** Why nothing goes through this connection at present; null when it can be used. */
  why(connection: string): string | null {
    if (!navigator.onLine) return t.noNetwork;
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
    // The server may have renewed them meanwhile.
    const looked = this.#looked.get(connection) ?? -LOOK;
    if (performance.now() - looked >= LOOK) {
      this.#looked.set(connection, performance.now());
      setTimeout(() => void this.look(), SOON);
    }
    this.#pauses.set(connection, { connection, reason: this.#reason(connection, error) });
    this.#timer ??= setInterval(() => void this.look(), LOOK);
    this.#events.changed();
  }

  /** With several roles open, it has to be said which of them. */
  #reason(connection: string, { code }: ApiError): string {
    const role = connection === nameOf(connection) ? null : this.#callers.get(connection)?.role;
    switch (code) {
      case "not-signed-in":
        return t.signedOut;
      case "not-opened":
        return role ? t.roleClosed(role) : t.signedOut;
      default:
        return t.ended(role);
    }
  }

  /** Looks whether paused connections can be used again. */
  async look(): Promise<void> {
    for (const connection of Array.from(this.#pauses.keys())) {
      const before = this.#callers.get(connection);
      const identity = (await usable(connection)) ?? (await elsewhere(connection, before));
      if (!identity || !this.#pauses.delete(connection)) continue;
      const now = pathOf(identity);
      this.#callers.set(connection === nameOf(connection) ? connection : now, identity);
      if (before && who(before) !== who(identity)) this.#events.otherCaller(connection, who(identity));
      else if (now !== connection && connection !== nameOf(connection)) this.#events.moved(connection, now);
    }
    if (this.#pauses.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#wake();
  }

  async #learn(connection: string): Promise<void> {
    const identity = await usable(connection);
    if (identity && !this.#callers.has(connection)) this.#callers.set(connection, identity);
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
    return works(identity) ? identity : null;
  } catch {
    return null;
  }
}

/** A role that was closed, and has been opened anew since. */
async function elsewhere(connection: string, before: Identity | undefined): Promise<Identity | null> {
  if (!before?.role_arn) return null;
  const same = ({ connection: name, role_arn }: Identity) =>
    name === nameOf(connection) && role_arn === before.role_arn;
  try {
    const { open } = await showSession();
    return open.find((identity) => same(identity) && works(identity)) ?? null;
  } catch {
    return null;
  }
}

/** Until they really end they do, whoever has to bring the next ones. */
function works({ state, expires_at }: Identity): boolean {
  const end = expires_at ? Date.parse(expires_at) : null;
  if (end !== null && end <= Date.now()) return false;
  return state === "fresh" || state === "retrying" || (state === "needs-sign-in" && end !== null);
}

/** A person in a role of an account. Session names differ from one sign-in to the next. */
function who({ person, role, arn, account }: Identity): string {
  return t.who(person, role ?? arn, account);
}
