// What to do when a request fails: try again, wait for a sign-in, or give up.
import { ApiError } from "../api/client";
import type { Code } from "../api/error";

/** How often one request is tried again before a person is asked. */
const TRIES = 8;
/** Milliseconds between two tries at most. */
const LONGEST = 30_000;

/** What would help. */
export type Remedy = "again" | "sign-in" | "none";

const remedies: Partial<Record<Code, Remedy>> = {
  "no-answer": "again",
  throttled: "again",
  unreachable: "again",
  internal: "again",
  "too-many-attempts": "again",
  expired: "sign-in",
  "sign-in-again": "sign-in",
  "mfa-needed": "sign-in",
  "not-signed-in": "sign-in",
  "not-opened": "sign-in",
};

/** What would help against a failure. */
export function remedy(error: unknown): Remedy {
  return (error instanceof ApiError && remedies[error.code]) || "none";
}

/** Milliseconds before the next try: doubled each time; chance keeps many from coming back at once. */
export function delay(failures: number, chance: number = Math.random()): number {
  return Math.min(LONGEST, 1000 * 2 ** (failures - 1)) * (0.5 + chance / 2);
}

/** What a patient request needs from those who watch over it. */
export interface Watch {
  signal: AbortSignal;
  /** Resolves when there is a network and the connection is open. */
  ready(signal: AbortSignal): Promise<void>;
  /** The connection needs a person. */
  pause(error: ApiError): void;
  /** It is tried again in `ms`; resolves then. */
  rest(ms: number, error: ApiError, signal: AbortSignal): Promise<void>;
}

/** Does `act` until it works, cannot work, or has failed too often. */
export async function persist<T>(watch: Watch, act: () => Promise<T>): Promise<T> {
  for (let failures = 0; ;) {
    await watch.ready(watch.signal);
    watch.signal.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      watch.signal.throwIfAborted();
      const help = remedy(error);
      if (help === "sign-in") {
        watch.pause(error as ApiError);
        continue;
      }
      failures += 1;
      if (help === "none" || failures > TRIES) throw error;
      await watch.rest(delay(failures), error as ApiError, watch.signal);
    }
  }
}
