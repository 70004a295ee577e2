// What is said of jobs.
import type { Job } from "../api/jobs";
import { t } from "../messages/jobs";
import { formatSize } from "../util/format";
import { timeLeft as lasting } from "../util/time-left";
import { timeLeft } from "../transfer/pace";
import type { Entry } from "./store";

/** Such as `deleted`. */
export const doneWord = ({ kind }: Pick<Job, "kind">) => t.done[kind];

/** Bytes that were copied; of other work they say nothing. */
export const bytesOf = ({ kind, bytes }: Job) => (kind === "copy" || kind === "move" ? bytes : 0);

/** `5,000 objects`, or of uploads `2 unfinished uploads`. */
export function things({ kind }: Pick<Job, "kind">, count: number): string {
  return t.things(kind === "abort-uploads", count);
}

/** What it does, or has done. */
export function title(job: Job): string {
  const { kind, state, dry_run: dry, done, failed, total } = job;
  const did = doneWord(job);
  const to = job.target && (kind === "copy" || kind === "move") ? job.target : null;
  if (state === "done" || state === "failed" || state === "cancelled") {
    if (dry) return t.wouldBeRefused(failed, things(job, done + failed));
    if (state === "cancelled") return t.stoppedAfter(things(job, done), did);
    if (failed > 0 && done === 0) return t.notDone(things(job, failed), did);
    return t.didTo(things(job, done), did, to);
  }
  const what = typeof total === "number" ? things(job, total) : t.objects;
  return dry ? t.trying(kind, what) : t.doing(kind, what, to);
}

/** Where it stands. */
export function standing({ job, speed, pace, isLost }: Entry): string {
  const { state, done, failed, total } = job;
  const bytes = bytesOf(job);
  const did = doneWord(job);
  if (isLost) return t.noWord;
  const many = done + failed;
  const count = t.of(many, total ?? null);
  const fails = failed > 0 && t.someFailed(failed);
  switch (state) {
    case "queued":
      return t.queued;
    case "paused":
      return words(t.paused, `${count} ${did}`, fails);
    case "needs-sign-in":
      return words(t.waitsForYou, `${count} ${did}`);
    case "running": {
      const left = typeof total === "number" ? timeLeft(total - many, pace) : null;
      return words(
        count,
        bytes > 0 && formatSize(bytes),
        speed !== null && speed >= SLOW ? t.perSecond(formatSize(Math.round(speed))) : rate(job, pace),
        left !== null && t.left(lasting(Math.max(1, left) * 1000)),
        fails,
      );
    }
    case "cancelled":
      return words(t.cancelled, fails);
    case "failed":
      return job.error?.message ?? t.brokeOff;
    case "done":
      return words(
        failed > 0 && !job.dry_run && fails,
        bytes > 0 && formatSize(bytes),
        job.dry_run && t.unchanged,
      );
  }
}

/** What is worth telling a person who cannot see the panel: what begins, what waits for them, and how it ends. */
export function news(entries: readonly Entry[]): string {
  const [first] = entries.toSorted((a, b) => changedAt(b.job).localeCompare(changedAt(a.job)));
  if (!first) return "";
  const { job } = first;
  const { state, failed } = job;
  if (state === "needs-sign-in") return t.newsWaits(title(job));
  if (state === "failed") return t.newsBroke(title(job), job.error?.message ?? "");
  if (state === "done" && failed > 0 && !job.dry_run && job.done > 0) return t.newsFailed(title(job), failed);
  return `${title(job)}.`;
}

const changedAt = (job: Job) => job.ended_at ?? job.started_at ?? job.created_at;

/** Bytes per second of which it says more how many objects they are. */
const SLOW = 16 * 1024;

function rate(job: Job, pace: number | null): string | false {
  return pace !== null && pace >= 1 && t.perSecond(things(job, Math.round(pace)));
}

function words(...some: (string | false)[]): string {
  return some.filter(Boolean).join(" · ");
}
