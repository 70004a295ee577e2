// Copying and moving, and again what of it failed.
import { copy } from "../api/changes";
import type { CopyItem } from "../api/types";
import { type Job, useJob } from "../parts/use-job";
import { type Folder, failedOf } from "./item";
import { meetFirst } from "./meet-first";

export interface CopyJob {
  job: Job;
  /** Whether all of it is at its target now. */
  run: (copies: CopyItem[], targetBucket: string, overwrite?: boolean) => Promise<boolean>;
  stop: () => void;
  /** What is in the way of an object of the same name. */
  conflicts: CopyItem[];
  /** All that is not there, when some of it failed for another reason. */
  failures: CopyItem[];
}

/** `last` is what was asked for first; `onSome` hears that something is other than it was. */
export function useCopy(folder: Folder, last: CopyItem[], move: boolean, onSome: () => void): CopyJob {
  const { job, run, stop } = useJob();
  const inTheWay = job.failed.filter(({ error }) => error.code === "conflict");
  const keysOf = (failed: Job["failed"]) => failed.map(({ key }) => key);
  return {
    job,
    stop,
    conflicts: failedOf(last, keysOf(inTheWay)),
    failures: inTheWay.length < job.failed.length ? failedOf(last, keysOf(job.failed)) : [],
    run: async (items, targetBucket, overwrite = false) => {
      const copying = { sourceBucket: folder.bucket, targetBucket, items, move, overwrite };
      const ended = await run((signal) => [copy(folder.connection, copying, signal)]);
      if (ended.done === 0) meetFirst(folder, ended);
      const all = ended.state === "done" && ended.failed.length === 0;
      if (ended.done > 0 || all) onSome();
      return all;
    },
  };
}
