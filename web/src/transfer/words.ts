// What the panel says.
import { t } from "../messages/transfer";
import { formatSize } from "../util/format";
import { timeLeft as lasting } from "../util/time-left";
import type { Row } from "./item";
import type { View } from "./view";

/** Where one upload stands. `now` in ms. */
export function standing(row: Row, now: number): string {
  const { state, size, sent, speed, left, path, key } = row;
  switch (state.kind) {
    case "waiting":
      return t.waiting;
    case "sending":
      return [t.of(formatSize(sent), formatSize(size)), rate(speed), remaining(left)]
        .filter(Boolean)
        .join(" · ");
    case "resting":
      return t.resting(state.reason, Math.max(1, Math.ceil((state.until - now) / 1000)));
    case "paused":
      return state.reason;
    case "stopped":
      return sent > 0 ? t.pausedAt(formatSize(sent), formatSize(size)) : t.paused;
    case "left":
      return state.reason ?? t.unfinished(formatSize(size), state.byHandle);
    case "comparing":
      return t.comparing(Math.floor(state.share * 100));
    case "finishing":
      return state.parts ? t.puttingTogether : t.confirming;
    case "conflict":
      return t.conflict;
    case "done":
      return [
        key.endsWith(path) ? t.stored : t.storedAs(lastName(key)),
        formatSize(size),
        row.checksum && t.verified,
      ]
        .filter(Boolean)
        .join(" · ");
    case "failed":
      return state.reason;
    case "cancelled":
      return state.reason ?? t.cancelled;
    case "skipped":
      return t.skipped;
  }
}

/** All of it in a few words. */
export function title({ counts, total, running, walking, pauses }: View): string {
  const { done, failed, conflict, left, stopped } = counts;
  if (walking) return t.looking(total);
  if (pauses.length > 0 || (counts.paused > 0 && counts.sending === 0)) return t.allPaused;
  if (running && conflict > 0 && counts.waiting + counts.sending + counts.finishing === 0)
    return t.needAnswer(conflict);
  if (running) return t.uploading(done, total);
  if (failed > 0) return t.notUploaded(failed);
  if (stopped > 0) return t.somePaused(stopped);
  if (left > 0) return t.left(left);
  if (done === 0) return t.nothing;
  return t.uploaded(done);
}

/** How far all together are, and how long it takes still. */
export function progress({ sent, size, speed, left }: View): string {
  return [t.of(formatSize(sent), formatSize(size)), rate(speed), remaining(left)].filter(Boolean).join(" · ");
}

/** What is worth telling a person who cannot see the panel: not every step. */
export function news(view: View): string {
  const { counts, total, running, walking, pauses } = view;
  if (total === 0 || walking) return "";
  if (pauses.length > 0) return pauses.map(({ reason }) => reason).join(" ");
  if (running && counts.conflict > 0) return t.alreadyThere(counts.conflict);
  if (running) return t.begun(total);
  const ends = [title(view)];
  if (counts.failed > 0 && counts.done > 0) ends.push(t.uploaded(counts.done));
  if (counts.skipped > 0) ends.push(t.someSkipped(counts.skipped));
  return `${ends.join("; ")}.`;
}

function rate(speed: number | null): string {
  return speed === null ? "" : t.perSecond(formatSize(Math.round(speed)));
}

function remaining(seconds: number | null): string {
  return seconds === null ? "" : t.timeLeft(lasting(Math.max(1, seconds) * 1000));
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf("/", key.length - 2) + 1);
}
