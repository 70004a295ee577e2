// Copying and moving as a job, and again what of it was in the way of something.
import type { Copying } from "../api/jobs";
import { type Working, canReplace, conflictsOf, onlyConflicts, replacing, useWork } from "../jobs";
import type { Folder } from "./item";
import { meetFirst } from "./meet-first";

export interface CopyJob {
  working: Working;
  /** Whether all of it is at its target now. */
  run: (work: Copying) => Promise<boolean>;
  /** As `run`, without doing it. */
  tryIt: (work: Copying) => void;
  /** Whether it has ended, and was not only tried. */
  isOver: boolean;
  /** How many are known to be in the way of an object of the same name. */
  conflicts: number;
  /** Replaces them: whether all of that is at its target now, and nothing else had failed. */
  replace: () => Promise<boolean>;
  /** Something failed for another reason. */
  hasFailed: boolean;
}

/** `work` is what was asked for. */
export function useCopy(folder: Folder, work: Copying): CopyJob {
  const { connection } = folder;
  const working = useWork();
  const { job, isRunning, error } = working;
  const isReal = job !== null && !job.dry_run;
  const run = async (copying: Copying) => {
    const ended = await working.run(connection, copying);
    if (!ended) return false;
    meetFirst(folder, ended);
    return ended.state === "done" && ended.failed === 0;
  };
  return {
    working,
    run,
    tryIt: (copying) => void working.run(connection, copying, true),
    isOver: !isRunning && (isReal || error !== null),
    conflicts: job && canReplace(job, work) ? conflictsOf(job) : 0,
    replace: async () => {
      if (!job) return false;
      const others = !onlyConflicts(job);
      // With what was in the way replaced, what failed for another reason is still where it was.
      return (await run(await replacing(connection, job, work))) && !others;
    },
    hasFailed: error !== null || (isReal && (job.error != null || (job.failed > 0 && !onlyConflicts(job)))),
  };
}
