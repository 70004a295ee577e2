// A draft that is tried out.
import { useEffect, useRef, useState } from "react";
import { ApiError, isAbort } from "../../api/error";
import { checkDraft, readDraft } from "../../api/setup";
import type { Draft, Step } from "../../api/types";

export interface Trial {
  steps: Step[];
  state: "none" | "running" | "ended";
  /** Why it broke off. */
  error: ApiError | null;
}

const none: Trial = { steps: [], state: "none", error: null };

/** Tries drafts, one at a time; `onStep` hears of each step. */
export function useTrial(onStep: (step: Step) => void) {
  const [trial, setTrial] = useState(none);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (draft: Draft, write: boolean) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setTrial({ ...none, state: "running" });
    try {
      // What is wrong stands beside the fields: nothing is tried then.
      const { mistakes } = await readDraft(draft, stop.signal);
      if (mistakes.length > 0) return setTrial(none);
      for await (const line of checkDraft(draft, write, stop.signal)) {
        if (line.type === "end") break;
        setTrial((old) => ({ ...old, steps: [...old.steps, line] }));
        onStep(line);
      }
      setTrial((old) => ({ ...old, state: "ended" }));
    } catch (thrown) {
      if (!isAbort(thrown)) setTrial((old) => ({ ...old, state: "ended", error: ApiError.from(thrown) }));
    }
  };
  return { trial, start };
}
