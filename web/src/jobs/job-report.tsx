// How a job goes, in the dialog that asked for it.
import { useEffect, useRef } from "react";
import { type Job, isOver } from "../api/jobs";
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

export function JobReport({ connection, working, total, prefix, verb }: JobReportProps) {
  const { job, error } = working;
  const here = useRef<HTMLDivElement>(null);
  const isNews = error !== null || (job !== null && isOver(job));
  useEffect(() => {
    // What came of it may be above or below what is in sight.
    if (isNews) here.current?.scrollIntoView?.({ block: "nearest" });
  }, [isNews]);
  if (!error && !job) return null;
  return (
    <div className="job" aria-live="polite" ref={here}>
      {error && (
        <Notice tone="danger" title="It could not be started">
          <p>{error.message}</p>
          <Refusal error={error} />
        </Notice>
      )}
      {!error && job && (
        <>
          {!isOver(job) && <Progress label={verb ?? doneWord(job)} value={shareOf(job, total)} />}
          <p className="num">{sentence(job, verb ?? doneWord(job), job.total ?? total)}</p>
          <Failures connection={connection} job={job} prefix={prefix} />
        </>
      )}
    </div>
  );
}

function shareOf({ done, failed, total }: Job, known: number | null): number | undefined {
  const all = total ?? known;
  return all ? (done + failed) / all : undefined;
}

function sentence(job: Job, did: string, total: number | null): string {
  const { state, dry_run: dry, done, failed } = job;
  if (state === "needs-sign-in")
    return "It waits until you sign in again. Close this, and it waits in the corner of the page.";
  if (dry && isOver(job)) {
    const refused =
      failed === 0
        ? "As far as can be known before, nothing would be refused."
        : "This is what would be refused:";
    return `Nothing was changed. ${refused}`;
  }
  const size = bytesOf(job) > 0 ? `, ${formatSize(bytesOf(job))}` : "";
  const count =
    isOver(job) || total === null
      ? things(job, done)
      : `${done.toLocaleString("en")} of ${things(job, total)}`;
  const stopped = state === "cancelled" ? ". Stopped: the rest is as it was." : "";
  return `${count} ${dry ? "tried" : did}${size}${stopped}`;
}
