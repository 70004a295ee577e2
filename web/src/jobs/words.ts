// What is said of jobs.
import type { Job } from "../api/jobs";
import { formatCount, formatSize } from "../util/format";
import { timeLeft as lasting } from "../util/time-left";
import { timeLeft } from "../transfer/pace";
import type { Entry } from "./store";

const verbs: Record<Job["kind"], [doing: string, done: string, todo: string]> = {
  delete: ["Deleting", "deleted", "delete"],
  copy: ["Copying", "copied", "copy"],
  move: ["Moving", "moved", "move"],
  change: ["Changing", "changed", "change"],
  restore: ["Restoring", "asked back", "restore"],
  "abort-uploads": ["Removing", "removed", "remove"],
};

/** Such as `deleted`. */
export const doneWord = ({ kind }: Pick<Job, "kind">) => verbs[kind][1];
/** Such as `delete`. */
export const todoWord = ({ kind }: Pick<Job, "kind">) => verbs[kind][2];

/** Bytes that were copied; of other work they say nothing. */
export const bytesOf = ({ kind, bytes }: Job) => (kind === "copy" || kind === "move" ? bytes : 0);

/** `5,000 objects`, or of uploads `2 unfinished uploads`. */
export function things({ kind }: Pick<Job, "kind">, count: number): string {
  return formatCount(count, kind === "abort-uploads" ? "unfinished upload" : "object");
}

/** What it does, or has done. */
export function title(job: Job): string {
  const { kind, state, dry_run: dry, done, failed, total } = job;
  const [doing, did, todo] = verbs[kind];
  const to = job.target && (kind === "copy" || kind === "move") ? ` to ${job.target}` : "";
  if (state === "done" || state === "failed" || state === "cancelled") {
    if (dry) return `${failed.toLocaleString("en")} of ${things(job, done + failed)} would be refused`;
    if (state === "cancelled") return `Stopped after ${things(job, done)} ${did}`;
    if (failed > 0 && done === 0) return `${things(job, failed)} not ${did}`;
    return `${things(job, done)} ${did}${to}`;
  }
  const what = typeof total === "number" ? things(job, total) : "objects";
  return dry ? `Trying what it would be to ${todo} ${what}` : `${doing} ${what}${to}`;
}

/** Where it stands. */
export function standing({ job, speed, pace, isLost }: Entry): string {
  const { state, done, failed, total } = job;
  const bytes = bytesOf(job);
  const [, did] = verbs[job.kind];
  if (isLost) return "No word from the server. It goes on there";
  const many = done + failed;
  const of = typeof total === "number" ? ` of ${total.toLocaleString("en")}` : "";
  const count = `${many.toLocaleString("en")}${of}`;
  const fails = failed > 0 && `${failed.toLocaleString("en")} failed`;
  switch (state) {
    case "queued":
      return "Waits for its turn";
    case "paused":
      return words("Paused", `${count} ${did}`, fails);
    case "needs-sign-in":
      return words("Waits until you sign in again", `${count} ${did}`);
    case "running": {
      const left = typeof total === "number" ? timeLeft(total - many, pace) : null;
      return words(
        count,
        bytes > 0 && formatSize(bytes),
        speed !== null && speed >= SLOW ? `${formatSize(Math.round(speed))}/s` : rate(job, pace),
        left !== null && `${lasting(Math.max(1, left) * 1000)} left`,
        fails,
      );
    }
    case "cancelled":
      return words("What is done stays, the rest is as it was", fails);
    case "failed":
      return job.error?.message ?? "It broke off";
    case "done":
      return words(
        failed > 0 && !job.dry_run && fails,
        bytes > 0 && formatSize(bytes),
        job.dry_run && "Nothing was changed",
      );
  }
}

/** What is worth telling a person who cannot see the panel: what begins, what waits for them, and how it ends. */
export function news(entries: readonly Entry[]): string {
  const [first] = entries.toSorted((a, b) => changedAt(b.job).localeCompare(changedAt(a.job)));
  if (!first) return "";
  const { job } = first;
  const { state, failed } = job;
  if (state === "needs-sign-in") return `${title(job)}: waits until you sign in again.`;
  if (state === "failed") return `${title(job)}. It broke off: ${job.error?.message ?? ""}`;
  if (state === "done" && failed > 0 && !job.dry_run && job.done > 0)
    return `${title(job)}; ${failed.toLocaleString("en")} failed.`;
  return `${title(job)}.`;
}

const changedAt = (job: Job) => job.ended_at ?? job.started_at ?? job.created_at;

/** Bytes per second of which it says more how many objects they are. */
const SLOW = 16 * 1024;

function rate(job: Job, pace: number | null): string | false {
  return pace !== null && pace >= 1 && `${things(job, Math.round(pace))}/s`;
}

function words(...some: (string | false)[]): string {
  return some.filter(Boolean).join(" · ");
}
