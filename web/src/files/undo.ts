// Undoing what was done last: a delete or an overwrite where the bucket keeps versions, a move, a rename. By the
// message that tells of it, and by Ctrl+Z until something else is done.
import { useEffect } from "react";
import type { Selection } from "../api/changes";
import { ApiError } from "../api/error";
import { nameOf } from "../api/role";
import { serverNow } from "../api/server-clock";
import type { Copying } from "../api/jobs";
import { type RestoreLine, showBucket, undelete } from "../api/versions";
import { type Entry, jobs } from "../jobs";
import { pageCommandOf } from "../listing/keyboard";
import { t } from "../messages/files";
import { transfers } from "../transfer";
import { toast } from "../ui/toast";
import type { Folder } from "./item";
import { type Replaced, putBack } from "./put-back";
import { goBack, isWayBack, wayBack } from "./way-back";

/** How long the offer stays, in milliseconds. */
const LASTS = 30_000;
/** Our idea of the server's clock may be late by as much, in milliseconds. */
const LATE = 2_000;
/** Files that are replaced within as many milliseconds are undone together. */
const TOGETHER = 1_500;

type Place = Pick<Folder, "connection" | "bucket">;

interface Undo {
  title: string;
  place: Place;
  /** Does it, and tells how it goes. */
  lines: () => AsyncIterable<RestoreLine>;
  /** Takes the offer away. */
  close: () => void;
}

type Offer = Omit<Undo, "close"> & { detail: string };

/** What Ctrl+Z undoes. */
let last: Undo | null = null;
/** While it is found out whether that can be undone: whether Ctrl+Z was pressed already. */
let finding: { isWanted: boolean } | null = null;
/** What is offered on the screen: one at a time. */
let offered: Undo | null = null;
const listeners = new Set<(place: Place) => void>();

/** What is known of a delete that has ended. */
export interface Ended {
  /** When, by the server's clock; else it has ended now. */
  until?: string;
  /** How many objects are deleted. */
  done?: number;
}

/** Offers to undo a delete of `selection` that began at `since`, by the server's clock, and has ended. Does
 * nothing where the bucket does not keep what was deleted. */
export async function offerUndo(
  { connection }: Folder,
  selection: Selection,
  since: string,
  { until, done }: Ended = {},
): Promise<void> {
  const { bucket } = selection;
  const span = { since, until: until ?? serverNow(Date.now() + LATE) };
  await offerOnce(async () => {
    const { versioning } = await showBucket(connection, bucket);
    if (versioning !== "enabled") return null;
    return {
      title: done === undefined ? t.deleted : t.deletedSome(done),
      detail: t.deletedKept,
      place: { connection, bucket },
      lines: () => undelete(connection, selection, span),
    };
  });
}

/** Offers what `find` says can be undone, unless something else is done meanwhile. */
async function offerOnce(find: () => Promise<Offer | null>): Promise<void> {
  const mine = { isWanted: false };
  finding = mine;
  const found = await find().catch(() => null);
  if (finding !== mine) return;
  finding = null;
  if (found === null) return;
  offer(found);
  if (mine.isWanted) undoLast();
}

function offer({ title, detail, ...what }: Offer): void {
  offered?.close();
  const undo: Undo = { ...what, title, close: () => undefined };
  const action = { label: t.undo, onAction: () => void run(undo) };
  undo.close = toast({ tone: "ok", title, detail, action, lasts: LASTS });
  last = undo;
  offered = undo;
}

/** Something else was done: Ctrl+Z would undo what is not the last thing any more. */
export function forgetUndo(): void {
  last = null;
  finding = null;
}

async function run(undo: Undo): Promise<void> {
  if (last === undo) last = null;
  undo.close();
  let close = toast({ tone: "info", title: t.bringingBack, lasts: Infinity });
  let failed: { key: string; error: ApiError } | null = null;
  let said = performance.now();
  try {
    for await (const line of undo.lines()) {
      if (line.type === "failed") failed ??= { key: line.key, error: ApiError.of(line.error) };
      if (line.type === "progress" && performance.now() - said > 3_000) {
        said = performance.now();
        close();
        const title = t.bringingSoFar(line.done);
        close = toast({ tone: "info", title, lasts: Infinity });
      }
      if (line.type === "end") tell(line.restored, line.failed, failed);
    }
  } catch (thrown) {
    const { message } = ApiError.from(thrown);
    const action = { label: t.tryAgain, onAction: () => void run(undo) };
    toast({ tone: "danger", title: t.undoBroke, detail: message, action });
  }
  close();
  for (const listener of listeners) listener(undo.place);
}

function tell(restored: number, failed: number, first: { key: string; error: ApiError } | null): void {
  const back = t.isBack(restored);
  if (first) {
    const title = restored === 0 ? t.nothingUndone : t.backSomeNot(back, failed);
    toast({ tone: "danger", title, detail: `${first.key}: ${first.error.message}` });
  } else if (restored === 0) {
    const detail = t.nothingDeleted;
    toast({ tone: "warn", title: t.nothingToBring, detail });
  } else {
    toast({ tone: "ok", title: back });
  }
}

let replaced: Replaced[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

// Whatever page is shown meanwhile.
transfers.onDone(({ connection, bucket, key, replacedBy }) => {
  forgetUndo();
  if (replacedBy === null) return;
  // Those of one place are undone together.
  replaced = replaced.filter((other) => other.connection === connection && other.bucket === bucket);
  replaced.push({ connection, bucket, key, version: replacedBy });
  clearTimeout(timer);
  timer = setTimeout(() => {
    const all = replaced;
    replaced = [];
    const title = t.replacedSome(all.length);
    offer({ title, detail: t.replacedKept, place: { connection, bucket }, lines: () => putBack(all) });
  }, TOGETHER);
});

jobs.onEnd(offerFor);

/** What Ctrl+Z would undo, in words; null where there is nothing. */
export const undoable = (): string | null => last?.title ?? null;

export function undoLast(): void {
  if (last) void run(last);
}

/** Ctrl+Z undoes what was done last. What has come back in this bucket is listed anew. */
export function useUndo({ connection, bucket }: Folder, listing: { refresh: () => void }): void {
  useEffect(() => {
    const heard = (place: Place) => {
      const here = nameOf(place.connection) === nameOf(connection) && place.bucket === bucket;
      if (here) listing.refresh();
    };
    listeners.add(heard);
    return () => void listeners.delete(heard);
  }, [connection, bucket, listing]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((last ?? finding) === null || pageCommandOf(event) !== "undo") return;
      event.preventDefault();
      if (finding) finding.isWanted = true;
      else undoLast();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

/** A job that has deleted, moved or copied something can be undone; after another, what was before cannot. */
function offerFor(entry: Entry): void {
  const { connection, job, work } = entry;
  if (job.dry_run || job.done === 0 || isWayBack(work)) return;
  forgetUndo();
  if (work?.kind === "copy" || work?.kind === "move") void offerWayBack(entry, work);
  if (work?.kind !== "delete") return;
  const folder = { connection, bucket: work.bucket, prefix: "" };
  const ended = { until: job.ended_at ?? undefined, done: job.done };
  const { kind: _, ...selection } = work;
  void offerUndo(folder, selection, job.started_at ?? job.created_at, ended);
}

function offerWayBack(entry: Entry, work: Copying): Promise<void> {
  const { connection, job } = entry;
  return offerOnce(async () => {
    const way = await wayBack(entry);
    if (way === null) return null;
    const { title, detail, back } = way;
    const place = { connection, bucket: work.source_bucket };
    return { title, detail, place, lines: () => goBack(connection, work, job.done, back) };
  });
}
