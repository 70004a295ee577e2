// A restore to a moment: counting what it changes, and doing it.
import { useEffect, useRef, useState } from "react";
import type { Selection } from "../api/changes";
import { ApiError, isAbort } from "../api/error";
import { type RestoreMeasure, measureRestore, restorePast } from "../api/versions";

export interface Counting extends RestoreMeasure {
  isWhole: boolean;
  error: ApiError | null;
}

const NOTHING: Counting = { restored: 0, bytes: 0, hidden: 0, isWhole: false, error: null };

/** Counts as long as it is on screen; `again` begins anew. */
export function useCounting(connection: string, selection: Selection, at: string) {
  const [found, setFound] = useState(NOTHING);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const count = async () => {
      for await (const { type, ...sums } of measureRestore(connection, selection, at, stop.signal))
        setFound({ ...sums, isWhole: type === "end", error: null });
    };
    count().catch((thrown: unknown) => {
      if (!isAbort(thrown)) setFound((old) => ({ ...old, error: ApiError.from(thrown) }));
    });
    return () => stop.abort();
    // Once for each dialog: the selection does not change beneath it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [turn]);
  const again = () => {
    setFound(NOTHING);
    setTurn(turn + 1);
  };
  return { ...found, again };
}

export interface Restoring {
  state: "idle" | "running" | "done" | "stopped" | "broken";
  done: number;
  failed: number;
  /** The first of those that failed. */
  first: { key: string; error: ApiError } | null;
  /** Why the whole of it broke off. */
  error: ApiError | null;
}

const IDLE: Restoring = { state: "idle", done: 0, failed: 0, first: null, error: null };
/** Milliseconds between two looks at work that runs. */
const BEAT = 100;

export interface RunningRestore {
  work: Restoring;
  /** Restores, and gives how it ended. */
  run: () => Promise<Restoring>;
  stop: () => void;
}

/** Leaving stops the work where it is. */
export function useRestoring(connection: string, selection: Selection, at: string): RunningRestore {
  const [work, setWork] = useState(IDLE);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const run = async () => {
    const stop = new AbortController();
    control.current = stop;
    let now: Restoring = { ...IDLE, state: "running" };
    let seen = 0;
    const show = () => {
      seen = performance.now();
      setWork(now);
    };
    show();
    try {
      for await (const line of restorePast(connection, selection, at, stop.signal)) {
        if (line.type === "progress") now = { ...now, done: line.done };
        if (line.type === "failed") {
          const first = now.first ?? { key: line.key, error: ApiError.of(line.error) };
          now = { ...now, failed: now.failed + 1, first };
        }
        if (line.type === "end") now = { ...now, done: line.restored, failed: line.failed };
        if (performance.now() - seen > BEAT) show();
      }
      now = { ...now, state: "done" };
    } catch (thrown) {
      now = isAbort(thrown)
        ? { ...now, state: "stopped" }
        : { ...now, state: "broken", error: ApiError.from(thrown) };
    }
    show();
    return now;
  };
  return { work, run, stop: () => control.current?.abort() };
}
