// What was typed and is not saved, kept in this browser's IndexedDB until it is. It holds what is in
// files: whoever may look into this browser's profile can read it. The page offers it again only to the
// same person in the same role; nothing of it goes to the server.
import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";
import type { Identity } from "../api/types";
import type { Text } from "./text";

/** Unsaved text, and what it was made from. */
export interface Draft {
  mine: Text;
  /** What was stored when it was begun, and its ETag; null of a file that was not there. */
  base: Text;
  etag: string | null;
  /** When it was kept, in ms. */
  at: number;
}

/** Whoever left a draft for so long (ms) does not come back to it. */
const KEPT = 30 * 24 * 3600 * 1000;

let store: UseStore | undefined;

/** A browser that keeps nothing, as some do in private windows, is no reason not to edit. */
async function tried<T>(act: (store: UseStore) => Promise<T>, otherwise: T): Promise<T> {
  try {
    store ??= createStore("wardrobe-drafts", "texts");
    return await act(store);
  } catch {
    return otherwise;
  }
}

/** The name of a person's draft of a file, in a role. */
export function draftName(identity: Identity | undefined, bucket: string, key: string): string {
  const { connection, account, role, arn, person } = identity ?? {};
  return JSON.stringify([connection, person, account, role ?? arn, bucket, key]);
}

/** What is kept under a name. */
export function recallDraft(name: string): Promise<Draft | undefined> {
  return tried((from) => get<Draft>(name, from), undefined);
}

/** Keeps it; false where this browser does not. */
export function keepDraft(name: string, draft: Draft): Promise<boolean> {
  return tried((to) => set(name, draft, to).then(() => true), false);
}

/** It is saved, or not wanted any more. */
export function dropDraft(name: string): Promise<void> {
  return tried((from) => del(name, from), undefined);
}

/** Drops what nobody will come back to. */
export async function tidyDrafts(now: number): Promise<void> {
  const all = await tried((from) => entries<string, Draft>(from), []);
  for (const [name, { at }] of all) if (at < now - KEPT) await dropDraft(name);
}
