// How a job goes, in the dialog that asked for it.
import { isOver } from "../api/jobs";
import { Refusal } from "../ui/denial";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { formatSize } from "../util/format";
import { Failures } from "./failures";
import type { Working } from "./use-work";
import { bytesOf, doneWord, things } from "./words";
import "./job-report.css";

export interface JobReportProps {
  connection: string;
  working: Working;
  /** How many there are, where that is known before the server has counted. */
  total: number | null;
  /** What every key begins with, and is not said of each. */
  prefix: string;
  /** In place of the job's own, as for a rename. */
  verb?: string;
}

export function JobReport({ connection, working, total: known, prefix, verb }: JobReportProps) {
  const { job, error } = working;
  if (error) {
    return (
      <Notice tone="danger" title="It could not be started">
        <p>{error.message}</p>
        <Refusal error={error} />
      </Notice>
    );
  }
  if (!job) return null;
  const { done, failed, state, dry_run: dry } = job;
  const bytes = bytesOf(job);
  const did = verb ?? doneWord(job);
  const total = job.total ?? known;
  const goesOn = !isOver(job);
  return (
    <div className="job" aria-live="polite">
      {goesOn && <Progress label={did} value={total ? (done + failed) / total : undefined} />}
      {state === "needs-sign-in" ? (
        <p>It waits until you sign in again. Close this and it waits in the corner of the page.</p>
      ) : (
        <p className="num">
          {dry && !goesOn ? (
            dryWords(failed)
          ) : (
            <>
              {things(job, done)} {dry ? `would be ${did}` : did}
              {bytes > 0 && `, ${formatSize(bytes)}`}
              {goesOn && total !== null && ` of ${total.toLocaleString("en")}`}
              {state === "cancelled" && ". Stopped: the rest is as it was."}
            </>
          )}
        </p>
      )}
      <Failures connection={connection} job={job} prefix={prefix} />
    </div>
  );
}

function dryWords(failed: number): string {
  return failed === 0
    ? "Nothing would be refused. Nothing was changed."
    : "Nothing was changed. This is what would be refused:";
}
