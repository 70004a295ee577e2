// What the panel shows of the queue: a few rows of it, and sums over all.
import type { Row, State, Upload } from "./item";
import { active, over } from "./item";
import type { Pause } from "./gate";
import { timeLeft } from "./pace";

/** Rows of one sort at most: a dropped folder may have any number of files. */
const ROWS = 40;
/** Of those that come and go by themselves a glance is enough. */
const PASSING = 10;
const passing: State["kind"][] = ["waiting", "sending", "finishing"];

/** What the engine knows besides the uploads. */
export interface Facts {
  /** Milliseconds, as Date.now(). */
  now: number;
  /** A dropped folder is still being looked through. */
  walking: boolean;
  pauses: Pause[];
  /** Bytes per second of all together. */
  speed: number | null;
  speedOf(id: number): number | null;
}

/** How many there are in each state. */
export type Counts = Record<State["kind"], number>;

/** All uploads at one moment. */
export interface View {
  /** That moment in ms. */
  now: number;
  /** In the order in which they were added. */
  rows: Row[];
  /** How many there are besides the rows. */
  hidden: number;
  total: number;
  counts: Counts;
  /** Bytes to send in all, and sent; without what was skipped, cancelled or failed. */
  size: number;
  sent: number;
  speed: number | null;
  /** Seconds. */
  left: number | null;
  /** Something would be lost by leaving the page. */
  running: boolean;
  walking: boolean;
  pauses: Pause[];
  /** The first of those that need an answer. */
  conflict: Row | null;
}

/** Makes a view of the uploads. */
export function view(uploads: Iterable<Upload>, facts: Facts): View {
  const counts: Counts = {
    waiting: 0,
    sending: 0,
    resting: 0,
    paused: 0,
    stopped: 0,
    left: 0,
    comparing: 0,
    finishing: 0,
    conflict: 0,
    done: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
  };
  const shown: Upload[] = [];
  const done: Upload[] = [];
  let [total, size, sent, running] = [0, 0, 0, facts.walking];
  for (const upload of uploads) {
    const { kind } = upload.state;
    total += 1;
    counts[kind] += 1;
    running ||= active(upload.state);
    if (kind === "done" || (kind !== "left" && !over(upload.state))) {
      size += upload.size;
      sent += upload.sent;
    }
    if (kind === "done") keepLast(done, upload);
    else if (counts[kind] <= (passing.includes(kind) ? PASSING : ROWS)) shown.push(upload);
  }
  const rows = [...shown, ...done].toSorted((a, b) => a.id - b.id).map((upload) => row(upload, facts));
  const { now, walking, pauses } = facts;
  const speed = counts.sending > 0 ? facts.speed : null;
  const left = timeLeft(size - sent, speed);
  const conflict = rows.find((one) => one.state.kind === "conflict") ?? null;
  const hidden = total - rows.length;
  return { now, rows, hidden, total, counts, size, sent, speed, left, running, walking, pauses, conflict };
}

function keepLast(list: Upload[], upload: Upload): void {
  if (list.push(upload) > PASSING) list.shift();
}

function row(upload: Upload, { speedOf }: Facts): Row {
  const { id, batch, target, path, key, size, sent, state, checksum, cut } = upload;
  const speed = state.kind === "sending" ? speedOf(id) : null;
  const left = timeLeft(size - sent, speed);
  const modified = upload.file?.lastModified ?? null;
  const cors = cut?.cors ?? null;
  return { id, batch, target, path, key, size, modified, sent, speed, left, state, checksum, cors };
}
