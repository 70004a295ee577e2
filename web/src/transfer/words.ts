// What the panel says.
import { formatCount, formatSize } from "../util/format";
import { timeLeft as lasting } from "../util/time-left";
import type { Row } from "./item";
import type { View } from "./view";

/** Where one upload stands. `now` in ms. */
export function standing(row: Row, now: number): string {
  const { state, size, sent, speed, left, path, key } = row;
  switch (state.kind) {
    case "waiting":
      return "Waiting";
    case "sending":
      return [`${formatSize(sent)} of ${formatSize(size)}`, rate(speed), remaining(left)]
        .filter(Boolean)
        .join(" · ");
    case "resting":
      return `${state.reason} Trying again in ${Math.max(1, Math.ceil((state.until - now) / 1000))} s`;
    case "paused":
      return state.reason;
    case "stopped":
      return sent > 0 ? `Paused at ${formatSize(sent)} of ${formatSize(size)}` : "Paused";
    case "left":
      return (
        state.reason ??
        `Unfinished, ${formatSize(size)}. ${state.byHandle ? "Go on with it" : "Choose its file"}`
      );
    case "comparing":
      return `Comparing with what S3 has: ${Math.floor(state.share * 100)} %`;
    case "finishing":
      return state.parts ? "All sent. S3 is putting it together" : "All sent. Waiting for S3 to confirm";
    case "conflict":
      return "There is already an object of this name";
    case "done":
      return [
        key.endsWith(path) ? "Stored" : `Stored as ${lastName(key)}`,
        formatSize(size),
        row.checksum && "checksum verified",
      ]
        .filter(Boolean)
        .join(" · ");
    case "failed":
      return state.reason;
    case "cancelled":
      return state.reason ?? "Cancelled. Nothing was stored";
    case "skipped":
      return "Skipped. What was there stays";
  }
}

/** All of it in a few words. */
export function title({ counts, total, running, walking, pauses }: View): string {
  const { done, failed, conflict, left, stopped } = counts;
  if (walking) return `Looking through folders: ${files(total)} so far`;
  if (pauses.length > 0 || (counts.paused > 0 && counts.sending === 0)) return "Uploads are paused";
  if (running && conflict > 0 && counts.waiting + counts.sending + counts.finishing === 0)
    return `${files(conflict)} ${conflict === 1 ? "needs" : "need"} an answer`;
  if (running) return `Uploading: ${done} of ${files(total)} stored`;
  if (failed > 0) return `${files(failed)} could not be uploaded`;
  if (stopped > 0) return `${files(stopped)} paused`;
  if (left > 0) return left === 1 ? "An unfinished upload" : `${left} unfinished uploads`;
  if (done === 0) return "Nothing was uploaded";
  return `${files(done)} uploaded`;
}

/** How far all together are, and how long it takes still. */
export function progress({ sent, size, speed, left }: View): string {
  return [`${formatSize(sent)} of ${formatSize(size)}`, rate(speed), remaining(left)]
    .filter(Boolean)
    .join(" · ");
}

/** What is worth telling a person who cannot see the panel: not every step. */
export function news(view: View): string {
  const { counts, total, running, walking, pauses } = view;
  if (total === 0 || walking) return "";
  if (pauses.length > 0) return pauses.map(({ reason }) => reason).join(" ");
  if (running && counts.conflict > 0)
    return `${files(counts.conflict)} already there; your answer is needed.`;
  if (running) return `Uploading ${files(total)}.`;
  const ends = [title(view)];
  if (counts.failed > 0 && counts.done > 0) ends.push(`${files(counts.done)} uploaded`);
  if (counts.skipped > 0) ends.push(`${counts.skipped} skipped`);
  return `${ends.join("; ")}.`;
}

/** `1 file`, `12 files`. */
export const files = (count: number) => formatCount(count, "file");

function rate(speed: number | null): string {
  return speed === null ? "" : `${formatSize(Math.round(speed))}/s`;
}

function remaining(seconds: number | null): string {
  return seconds === null ? "" : `${lasting(Math.max(1, seconds) * 1000)} left`;
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf("/", key.length - 2) + 1);
}
