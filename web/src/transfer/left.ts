// Uploads that were left unfinished: by this page before a reload or a crash, or elsewhere.
import { listTransfers } from "../api/transfers";
import { t } from "../messages/transfer";
import { formatSize } from "../util/format";
import type { Cut, Target, Upload } from "./item";
import { type Entry, recall } from "./journal";
import { taken } from "./lock";

/** An upload that waits for its file. */
export interface Left {
  target: Target;
  path: string;
  key: string;
  size: number;
  cut: Cut;
  /** What this browser knows of the file; nothing when it was begun elsewhere. */
  entry: Entry | undefined;
}

/** Those of a connection that no other tab is sending. None where they cannot be had. */
export async function leftOf(connection: string): Promise<Left[]> {
  const { transfers, relay } = await listTransfers(connection).catch(() => ({ transfers: [], relay: true }));
  const found: Left[] = [];
  for (const { id, bucket, key, size, part_size } of transfers) {
    if (await taken(id)) continue;
    const entry = await recall(id);
    const path = entry && key.endsWith(entry.path) ? entry.path : key.slice(key.lastIndexOf("/") + 1);
    const target = { connection, bucket, prefix: key.slice(0, key.length - path.length) };
    const direct = !relay || (entry?.direct ?? false);
    const ways = { direct, relay, cors: null, straight: 0, broken: 0 };
    const cut: Cut = { id, partSize: part_size, parts: new Map(), ...ways, unproven: true };
    found.push({ target, path, key, size, cut, entry });
  }
  return found;
}

/** The file behind a handle, where the browser lets us read it; `ask` upon a person's click. */
export async function reopen(handle: FileSystemFileHandle, ask: boolean): Promise<File | null> {
  try {
    const asked = { mode: "read" } as const;
    let answer = (await handle.queryPermission?.(asked)) ?? "granted";
    if (answer === "prompt" && ask) answer = (await handle.requestPermission?.(asked)) ?? "granted";
    return answer === "granted" ? await handle.getFile() : null;
  } catch {
    return null;
  }
}

/** Why this file cannot be the one; null when it may be. Its bytes are compared before any is sent. */
export function differs({ size, path }: Upload, file: File): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (file.size === size) return null;
  const [theirs, ours] = [formatSize(file.size), formatSize(size)];
  return theirs === ours
    ? t.otherSize(file.name, t.exactly(file.size), name, String(size))
    : t.otherSize(file.name, theirs, name, ours);
}

declare global {
  // Not in TypeScript's library yet. https://wicg.github.io/file-system-access/#api-filesystemhandle
  interface FileSystemHandle {
    queryPermission?(asked: { mode: "read" }): Promise<PermissionState>;
    requestPermission?(asked: { mode: "read" }): Promise<PermissionState>;
  }
}
