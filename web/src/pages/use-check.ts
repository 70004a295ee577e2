// A check that runs while its page is looked at.
import { useEffect, useState } from "react";
import { type CheckPlace, check } from "../api/check";
import { ApiError, isAbort } from "../api/error";
import type { Step } from "../api/types";

export interface Checking {
  steps: Step[];
  isRunning: boolean;
  /** Why it broke off. */
  error: ApiError | null;
}

/** Checks once. For another check the view is made anew. */
export function useCheck(connection: string, place: CheckPlace | null, write: boolean): Checking {
  const [found, setFound] = useState<Checking>({ steps: [], isRunning: true, error: null });
  useEffect(() => {
    const stop = new AbortController();
    const walk = async () => {
      for await (const line of check(connection, place ? [place] : [], write, stop.signal)) {
        if (line.type === "end") setFound((old) => ({ ...old, isRunning: false }));
        else setFound((old) => ({ ...old, steps: [...old.steps, line] }));
      }
    };
    walk().catch((thrown: unknown) => {
      if (!isAbort(thrown)) setFound((old) => ({ ...old, isRunning: false, error: ApiError.from(thrown) }));
    });
    return () => stop.abort();
    // Once for each view: what is checked does not change beneath it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return found;
}
