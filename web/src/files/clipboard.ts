// Files that are copied or cut, until they are pasted: in this tab, in whichever folder, bucket or connection
// its page goes to. The clipboard of the system gets their addresses.
import { useSyncExternalStore } from "react";
import type { Copying } from "../api/jobs";
import { nameOf, pathOf } from "../api/role";
import type { Identity } from "../api/types";
import { displayName } from "../listing/names";
import { t } from "../messages/files";
import { recall, remember } from "../util/remembered";
import { type Place, copyingTo, problemOf } from "./copying";
import { type Folder, type Item, allWords, countOf } from "./item";

/** What is held. */
export interface Held {
  move: boolean;
  folder: Folder;
  items: Item[];
  /** The id of the open role by which they were seen: after a sign-out it is nobody's. */
  role: string;
}

const NAME = "clipboard";
/** Characters. What is longer is held as long as the page is not loaded anew. */
const MOST = 1_000_000;

let held: Held | null = restored();
const listeners = new Set<() => void>();

function restored(): Held | null {
  try {
    return JSON.parse(recall("tab", NAME) ?? "null") as Held | null;
  } catch {
    return null;
  }
}

export function hold(next: Held | null): void {
  held = next;
  written = null;
  const text = next && JSON.stringify(next);
  remember("tab", NAME, text && text.length <= MOST ? text : null);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the system's clipboard got of it; null where that is not known. */
let written: string | null = null;

export function hasWritten(text: string): void {
  written = text;
}

/** Whether ours is what was copied last, if the system's clipboard has this text. */
export function isHeldHere(text: string): boolean {
  if (held === null) return false;
  return written === null || text === "" || text.replaceAll("\r\n", "\n") === written;
}

/** What is held, as long as the role that has seen it is open. */
export function heldIn(open: readonly Identity[]): Held | null {
  const isOpen = open.some((one) => one.id === held?.role && pathOf(one) === held.folder.connection);
  return isOpen ? held : null;
}

/** As above, where it is shown. */
export function useHeld(open: readonly Identity[]): Held | null {
  useSyncExternalStore(subscribe, () => held);
  return heldIn(open);
}

/** Keys that are cut in a folder. */
export function cutIn(now: Held | null, { connection, bucket, prefix }: Folder): ReadonlySet<string> {
  const { folder } = now ?? {};
  const isHere = folder?.connection === connection && folder.bucket === bucket && folder.prefix === prefix;
  return new Set(now?.move && isHere ? now.items.filter(({ all }) => !all).map(({ key }) => key) : []);
}

/** The addresses of things, one a line. */
export function addressesOf({ bucket }: Folder, items: readonly Item[]): string {
  return items.map(({ key }) => `s3://${bucket}/${key}`).join("\n");
}

/** `“a.txt”`, `3 items`. */
export function wordsOf(items: readonly Item[]): string {
  const [one] = items;
  const all = allWords(items);
  if (all) return all;
  return one && items.length === 1 ? t.named(displayName(one.name)) : t.items(countOf(items));
}

/** The work of pasting, or why there is none. What is copied to where it is gets another name: `isTaken` knows
 * those that are there. */
export function pasting(
  { move, folder, items }: Held,
  to: Folder,
  isTaken: (key: string) => boolean,
): { work: Copying } | { problem: string } {
  const isOther = to.connection !== folder.connection;
  const place: Place = to;
  const isHere = !isOther && place.bucket === folder.bucket && place.prefix === folder.prefix;
  if (isHere && !move && !items.some(({ all }) => all)) {
    const work = copyingTo(folder, items, false, place, null);
    const again = work.items.map((item) => ({ ...item, to: freeName(item.to, isTaken) }));
    return { work: { ...work, items: again } };
  }
  // Two roles of one connection see the same store.
  const isElsewhere = nameOf(to.connection) !== nameOf(folder.connection);
  const problem = isElsewhere ? null : problemOf(folder, items, place);
  if (problem !== null) return { problem };
  return { work: copyingTo(folder, items, move, place, isOther ? to.connection : null) };
}

/** `a (copy).txt` for `a.txt`, or `a (copy 2).txt`; of a folder the slash stays last. */
export function freeName(key: string, isTaken: (key: string) => boolean): string {
  const end = key.endsWith("/") ? "/" : "";
  const bare = end ? key.slice(0, -1) : key;
  const slash = bare.lastIndexOf("/");
  const dot = end ? -1 : bare.lastIndexOf(".");
  const cut = dot > slash + 1 ? dot : bare.length;
  for (let count = 1; ; count += 1) {
    const free = `${bare.slice(0, cut)} (copy${count > 1 ? ` ${count}` : ""})${bare.slice(cut)}${end}`;
    if (!isTaken(free)) return free;
  }
}
