// A job as the dialog that asked for it shows it. When the dialog closes it goes on in the panel.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ApiError } from "../api/error";
import { type Job, type Work, isOver } from "../api/jobs";
import { jobs } from "./store";

export interface Working {
  /** Null before one is started. */
  job: Job | null;
  /** It is being started, or goes on. */
  isRunning: boolean;
  /** Why it could not be started. */
  error: ApiError | null;
  /** Gives how it ended; null where it could not be started. Of a dialog that is closed, it gives nothing. */
  run: (connection: string, work: Work, dryRun?: boolean) => Promise<Job | null>;
  /** Ends it where it is. */
  stop: () => void;
}

export function useWork(): Working {
  const [id, setId] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const held = useRef<string | null>(null);
  const isHere = useRef(true);
  const letGo = useCallback(() => {
    if (held.current !== null) jobs.letGo(held.current);
    held.current = null;
  }, []);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      letGo();
    };
  }, [letGo]);
  const job = useSyncExternalStore(jobs.subscribe, () => (id === null ? null : (jobs.find(id)?.job ?? null)));
  const run = useCallback(
    async (connection: string, work: Work, dryRun = false) => {
      setStarting(true);
      setError(null);
      try {
        const started = await jobs.start(connection, work, { dryRun, isHeld: true });
        letGo();
        held.current = started.id;
        setId(started.id);
        if (!isHere.current) letGo();
        return await ended(started.id);
      } catch (thrown) {
        setError(ApiError.from(thrown));
        return null;
      } finally {
        setStarting(false);
      }
    },
    [letGo],
  );
  const stop = useCallback(() => {
    if (held.current !== null) void jobs.cancel(held.current).catch(() => undefined);
  }, []);
  return { job, isRunning: isStarting || (job !== null && !isOver(job)), error, run, stop };
}

/** How a job that is known here ends. */
export function ended(id: string): Promise<Job> {
  return new Promise((resolve) => {
    const now = jobs.find(id)?.job;
    if (now && isOver(now)) return resolve(now);
    const silence = jobs.onEnd(({ job }) => {
      if (job.id !== id) return;
      silence();
      resolve(job);
    });
  });
}
