// What this browser remembers of unfinished uploads: where the file lies, which the server cannot
// know. Without it an upload goes on when the file is chosen again.
import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";

/** A file of which parts are in S3. Its key in the journal is the server's id of the upload. */
export interface Entry {
  /** Its path below the target. */
  path: string;
  size: number;
  /** When the file was last changed, in ms. */
  modified: number;
  /** Leads to the file again, in browsers that have such things. */
  handle: FileSystemFileHandle | null;
  /** Its parts go straight to the store. */
  direct: boolean;
  /** A person has paused it: it goes on when a person says so. */
  paused?: boolean;
  /** When it was noted, in ms. */
  at: number;
}

/** Whoever left an upload for so long (ms) does not come back to it: the server has given it up. */
const KEPT = 30 * 24 * 3600 * 1000;

let store: UseStore | undefined;

/** A browser that keeps nothing, as some do in private windows, is no reason to upload nothing. */
async function tried<T>(act: (store: UseStore) => Promise<T>, otherwise: T): Promise<T> {
  try {
    store ??= createStore("wardrobe-uploads", "files");
    return await act(store);
  } catch {
    return otherwise;
  }
}

/** Remembers a file. */
export function note(id: string, entry: Entry): Promise<void> {
  return tried((to) => set(id, entry, to), undefined);
}

/** Remembers whether a person has paused it. */
export async function notePaused(id: string, paused: boolean): Promise<void> {
  const entry = await recall(id);
  if (entry && (entry.paused ?? false) !== paused) await note(id, { ...entry, paused });
}

/** What is remembered of an upload. */
export function recall(id: string): Promise<Entry | undefined> {
  return tried((from) => get<Entry>(id, from), undefined);
}

/** Forgets an upload that is over. */
export function forget(id: string): Promise<void> {
  return tried((from) => del(id, from), undefined);
}

/** Forgets what nobody will come back to. */
export async function tidy(now: number): Promise<void> {
  const all = await tried((from) => entries<string, Entry>(from), []);
  for (const [id, { at }] of all) if (at < now - KEPT) await forget(id);
}
