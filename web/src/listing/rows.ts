// The rows of a folder: the folders in it, and its objects.
import type { Page } from "../api/types";
import { kindOf } from "../util/kind";

/** One row, as it is drawn. Lists of a million keep it in columns: see `table.ts`. */
export interface Row {
  /** The object's key, or the folder's prefix, byte for byte. No two rows share one. */
  readonly key: string;
  readonly folder: boolean;
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** RFC 3339, in UTC; empty for a folder. */
  readonly modified: string;
  readonly storageClass: string;
  /** Of a picture, by which its thumbnail is known again, where it is known itself. */
  readonly etag?: string;
}

/** Rows in their order, of which a few are looked at. An array is such rows. */
export interface Rows<T extends { readonly key: string } = Row> extends Iterable<T> {
  readonly length: number;
  /** Not from the end, as an array would: below 0 there is none. */
  at(index: number): T | undefined;
  /** The key of a row, for those that look at many. */
  readonly keyAt?: (index: number) => string | undefined;
  /** Where a key is, or -1; without it, all have to be looked through. */
  readonly placeOf?: (key: string) => number;
}

export function keyAt(rows: Rows<{ readonly key: string }>, index: number): string | undefined {
  if (index < 0) return undefined;
  return rows.keyAt ? rows.keyAt(index) : rows.at(index)?.key;
}

/** The rows of a page. The object that only marks the folder itself is none, unless it has
 * content: then it is a file with an empty name. */
export function* rowsOf(page: Page, prefix: string): Generator<Row, void, void> {
  for (const key of page.prefixes) yield folderRow(key);
  for (const { key, size, last_modified, storage_class, etag } of page.objects) {
    if (key === prefix && size === 0) continue;
    const modified = last_modified ?? "";
    const row = { key, folder: false, size, modified, storageClass: storage_class ?? "" };
    yield etag && kindOf(key) === "image" ? { ...row, etag } : row;
  }
}

export function folderRow(key: string): Row {
  return { key, folder: true, size: 0, modified: "", storageClass: "" };
}

/** The row's name in its folder, without the slash of a folder; it may be empty. */
export function rowName(row: Pick<Row, "key" | "folder">, prefix: string): string {
  return row.folder ? row.key.slice(prefix.length, -1) : row.key.slice(prefix.length);
}

/** The row in which something under `prefix` is seen: itself, or the folder it is in. */
export function rowSeen(prefix: string, key: string, size: number, modified: string): Row | null {
  if (!key.startsWith(prefix) || key === prefix) return null;
  const slash = key.indexOf("/", prefix.length);
  if (slash >= 0) return folderRow(key.slice(0, slash + 1));
  return { key, folder: false, size, modified, storageClass: "" };
}
