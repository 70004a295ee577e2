// The rows of a folder: the folders in it, and its objects.
import type { Page } from "../api/types";

/** One row. Made for lists of a million: nothing in it is a copy of something else. */
export interface Row {
  /** The object's key, or the folder's prefix, byte for byte. No two rows share one. */
  readonly key: string;
  readonly folder: boolean;
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** RFC 3339, always in UTC, so that text order is time order; empty for a folder. */
  readonly modified: string;
  readonly storageClass: string;
  /** Its place in S3's own order. */
  readonly order: number;
  /** What it is sorted by when it is sorted by name; made when it is needed. */
  sortName: string;
}

/** The rows of a page. The object that only marks the folder itself is none, unless it has
 * content: then it is a file with an empty name. */
export function rowsOf(page: Page, prefix: string, order: number): Row[] {
  const rows: Row[] = [];
  for (const key of page.prefixes) rows.push(folderRow(key, order++));
  for (const { key, size, last_modified, storage_class } of page.objects) {
    if (key === prefix && size === 0) continue;
    const modified = last_modified ?? "";
    const storageClass = storage_class ?? "";
    rows.push({ key, folder: false, size, modified, storageClass, order: order++, sortName: "" });
  }
  return rows;
}

export function folderRow(key: string, order = 0): Row {
  return { key, folder: true, size: 0, modified: "", storageClass: "", order, sortName: "" };
}

/** The row's name in its folder, without the slash of a folder; it may be empty. */
export function rowName(row: Row, prefix: string): string {
  return row.folder ? row.key.slice(prefix.length, -1) : row.key.slice(prefix.length);
}

/** The row in which something under `prefix` is seen: itself, or the folder it is in. */
export function rowSeen(prefix: string, key: string, size: number, modified: string): Row | null {
  if (!key.startsWith(prefix) || key === prefix) return null;
  const slash = key.indexOf("/", prefix.length);
  if (slash >= 0) return folderRow(key.slice(0, slash + 1), Number.MAX_SAFE_INTEGER);
  const order = Number.MAX_SAFE_INTEGER;
  return { key, folder: false, size, modified, storageClass: "", order, sortName: "" };
}
