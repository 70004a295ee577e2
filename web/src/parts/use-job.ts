// Work over many objects, as a dialog shows it.
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, isAbort } from "../api/error";
import type { Failure } from "../api/types";

/** A line of any such work. */
type Line =
  | { type: "progress"; done: number; bytes?: number }
  | { type: "failed"; key: string; error: Failure }
  | { type: "end"; deleted?: number; copied?: number; failed: number };

export interface Job {
  state: "idle" | "running" | "done" | "stopped" | "broken";
  done: number;
  bytes: number;
  failed: { key: string; error: ApiError }[];
  /** Why the whole of it broke off. */
  error: ApiError | null;
}

const IDLE: Job = { state: "idle", done: 0, bytes: 0, failed: [], error: null };
/** Milliseconds between two looks at work that runs. */
const BEAT = 100;

export interface RunningJob {
  job: Job;
  /** Runs one piece of work after the other; gives how it ended. */
  run: (work: (signal: AbortSignal) => AsyncIterable<Line>[]) => Promise<Job>;
  stop: () => void;
}

/** Leaving the dialog stops the work where it is. */
export function useJob(): RunningJob {
  const [job, setJob] = useState(IDLE);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const run = useCallback(async (work: (signal: AbortSignal) => AsyncIterable<Line>[]): Promise<Job> => {
    const stop = new AbortController();
    control.current = stop;
    let now: Job = { ...IDLE, state: "running" };
    let seen = 0;
    const show = () => {
      seen = performance.now();
      setJob(now);
    };
    show();
    try {
      for (const lines of work(stop.signal)) {
        const before = now;
        for await (const line of lines) {
          now = after(now, before, line);
          if (performance.now() - seen > BEAT) show();
        }
      }
      now = { ...now, state: "done" };
    } catch (thrown) {
      now = isAbort(thrown)
        ? { ...now, state: "stopped" }
        : { ...now, state: "broken", error: ApiError.from(thrown) };
    }
    show();
    return now;
  }, []);
  const stop = useCallback(() => control.current?.abort(), []);
  return { job, run, stop };
}

function after(now: Job, before: Job, line: Line): Job {
  switch (line.type) {
    case "progress":
      return { ...now, done: before.done + line.done, bytes: before.bytes + (line.bytes ?? 0) };
    case "failed":
      return { ...now, failed: [...now.failed, { key: line.key, error: ApiError.of(line.error) }] };
    case "end":
      return { ...now, done: before.done + (line.deleted ?? line.copied ?? 0) };
  }
}
