// How a job goes, in the dialog that asked for it.
import { useEffect, useRef } from "react";
import { type Job, isOver } from "../api/jobs";
import { t } from "../messages/jobs";
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
        <Notice tone="danger" title={t.notStarted}>
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
  if (state === "needs-sign-in") return t.waitsHere;
  if (dry && isOver(job)) {
    return failed === 0 ? t.dryNothing : t.dryRefused;
  }
  const size = bytesOf(job) > 0 ? `, ${formatSize(bytesOf(job))}` : "";
  const count = isOver(job) || total === null ? things(job, done) : t.ofThings(done, things(job, total));
  const stopped = state === "cancelled" ? t.stopped : "";
  return `${count} ${dry ? t.tried : did}${size}${stopped}`;
}
