// A check that runs while its page is looked at.
import { useEffect, useState } from "react";
import { type CheckMore, type CheckPlace, check } from "../api/check";
import { ApiError, isAbort } from "../api/error";
import type { Step } from "../api/types";
import { m } from "../messages";
import { browserSteps } from "./check-browser";

export interface Checking {
  steps: Step[];
  isRunning: boolean;
  /** Why it broke off. */
  error: ApiError | null;
}

/** Checks once. For another check the view is made anew. */
export function useCheck(connection: string, place: CheckPlace | null, more: CheckMore): Checking {
  const [found, setFound] = useState<Checking>({ steps: [], isRunning: true, error: null });
  useEffect(() => {
    const stop = new AbortController();
    const take = (step: Step) => setFound((old) => ({ ...old, steps: [...old.steps, step] }));
    const walk = async () => {
      let letIn = false;
      await m.api.ready();
      for await (const line of check(connection, place ? [place] : [], more, stop.signal)) {
        if (line.type === "end") break;
        letIn ||= line.name === "cors" && line.state === "passed";
        take(line);
      }
      if (more.straight) {
        for await (const step of browserSteps(connection, place, letIn, stop.signal)) take(step);
      }
      setFound((old) => ({ ...old, isRunning: false }));
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
