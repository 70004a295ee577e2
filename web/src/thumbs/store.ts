// The thumbnails that this browser keeps, in IndexedDB: so many and so large together, the longest unused go.
// They are of what somebody was allowed to read, so a sign-out takes all of them away.

import type { Small } from "./shrink-worker";

const DATABASE = "wardrobe-thumbnails";
const STORE = "thumbnails";
/** By when it was used, with its size: what is known without reading the pictures themselves. */
const BY_USE = "by-use";

/** At most so many, and so many bytes. */
export const MOST = { count: 3_000, bytes: 48 * 1024 * 1024 };
/** What has not been looked at for so long (ms) goes too. */
const KEPT = 30 * 24 * 3600 * 1000;
/** A use is noted when the last one was so long (ms) ago. */
const NOTED = 60_000;

interface Entry {
  name: string;
  /** Null where it is known that none can be made. */
  small: Small | null;
  /** Its bytes. */
  size: number;
  used: number;
}

let opened: Promise<IDBDatabase> | undefined;
/** How much there is, as far as this page knows; nothing until it has been counted. */
let held: { count: number; bytes: number } | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.addEventListener("upgradeneeded", () => {
      const store = asked.result.createObjectStore(STORE, { keyPath: "name" });
      store.createIndex(BY_USE, ["used", "size"]);
    });
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error as Error));
  });
  return opened;
}

/** A browser that keeps nothing, as some do in private windows, makes them anew. */
async function tried<T>(act: (store: IDBObjectStore) => Promise<T>, otherwise: T): Promise<T> {
  try {
    const transaction = (await open()).transaction(STORE, "readwrite");
    return await act(transaction.objectStore(STORE));
  } catch {
    return otherwise;
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error as Error));
  });
}

/** What is kept under a name: null where none can be made, undefined where nobody has tried. */
export function recall(name: string, now = Date.now()): Promise<Small | null | undefined> {
  return tried(async (store) => {
    const entry = await answer(store.get(name) as IDBRequest<Entry | undefined>);
    if (entry === undefined) return undefined;
    if (now - entry.used > NOTED) await answer(store.put({ ...entry, used: now }));
    return entry.small;
  }, undefined);
}

/** Keeps one, and lets go of those that were not used for longest where there are too many. */
export function keep(name: string, small: Small | null, now = Date.now()): Promise<void> {
  return tried(async (store) => {
    const size = small?.bytes.byteLength ?? 0;
    const entry: Entry = { name, small, size, used: now };
    await answer(store.put(entry));
    held = held && { count: held.count + 1, bytes: held.bytes + size };
    if (!held || held.count > MOST.count || held.bytes > MOST.bytes) held = await trim(store, now);
  }, undefined);
}

/** Takes out what is too old or too much; a tenth more, so that it is not done for each. */
async function trim(store: IDBObjectStore, now: number): Promise<{ count: number; bytes: number }> {
  const all: { name: string; size: number; used: number }[] = [];
  const asked = store.index(BY_USE).openKeyCursor();
  await new Promise<void>((resolve, reject) => {
    asked.addEventListener("error", () => reject(asked.error as Error));
    asked.addEventListener("success", () => {
      const cursor = asked.result;
      if (cursor === null) return resolve();
      const [used = 0, size = 0] = cursor.key as number[];
      all.push({ name: cursor.primaryKey as string, size, used });
      cursor.continue();
    });
  });
  let [count, bytes] = [all.length, all.reduce((sum, { size }) => sum + size, 0)];
  const isTooMuch = count > MOST.count || bytes > MOST.bytes;
  const to = isTooMuch ? { count: MOST.count * 0.9, bytes: MOST.bytes * 0.9 } : MOST;
  for (const { name, size, used } of all) {
    if (count <= to.count && bytes <= to.bytes && used > now - KEPT) break;
    await answer(store.delete(name));
    count -= 1;
    bytes -= size;
  }
  return { count, bytes };
}

/** Takes all of them away. */
export function forgetThumbnails(): Promise<void> {
  return tried(async (store) => {
    await answer(store.clear());
    held = undefined;
  }, undefined);
}
