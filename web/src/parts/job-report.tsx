// How work over many objects goes, and what of it failed.
import { displayName } from "../listing/names";
import { Refusal } from "../ui/denial";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { formatCount, formatSize } from "../util/format";
import type { Job } from "./use-job";
import "./job-report.css";

export interface JobReportProps {
  job: Job;
  /** Such as `deleted`. */
  verb: string;
  /** How many there are, where that is known. */
  total: number | null;
  /** What every key begins with, and is not said of each. */
  prefix: string;
}

const SHOWN = 50;

export function JobReport({ job, verb, total, prefix }: JobReportProps) {
  if (job.state === "idle") return null;
  const { done, bytes, failed } = job;
  const running = job.state === "running";
  return (
    <div className="job" aria-live="polite">
      {running && <Progress label={verb} value={total ? (done + failed.length) / total : undefined} />}
      <p className="num">
        {formatCount(done, "object")} {verb}
        {bytes > 0 && `, ${formatSize(bytes)}`}
        {running && total !== null && ` of ${total.toLocaleString("en")}`}
        {job.state === "stopped" && ". Stopped: the rest is as it was."}
      </p>
      {job.error && (
        <Notice tone="danger" title="It broke off">
          <p>{job.error.message}</p>
          <Refusal error={job.error} />
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice tone="warn" title={`${formatCount(failed.length, "object")} not ${verb}`}>
          <ul className="job-failed">
            {failed.slice(0, SHOWN).map(({ key, error }) => (
              <li key={key}>
                <bdi>{displayName(key.startsWith(prefix) ? key.slice(prefix.length) : key)}</bdi>
                <span className="muted">{error.denial?.aws_message || error.message}</span>
              </li>
            ))}
            {failed.length > SHOWN && <li className="muted">and {failed.length - SHOWN} more</li>}
          </ul>
          {/* The others of one folder are mostly refused alike. */}
          {failed[0]?.error.remedy && <Refusal error={failed[0].error} />}
        </Notice>
      )}
    </div>
  );
}
