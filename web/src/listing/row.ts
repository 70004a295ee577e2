// One line of a folder: a folder in it, or an object.
import type { ListedObject } from "../api/types";

/** A folder's key ends in `/`, an object's does not: the key alone tells rows apart. */
export interface Row {
  key: string;
  /** The key without the folder it is in; a folder's without its slash. */
  name: string;
  isFolder: boolean;
  /** Bytes; 0 for folders. */
  size: number;
  /** In ms; null where S3 does not say. */
  modified: number | null;
  storageClass: string | null;
  etag: string | null;
}

/** The row of a folder below `prefix`. */
export function folderRow(key: string, prefix: string): Row {
  const name = key.slice(prefix.length, key.endsWith("/") ? -1 : undefined);
  return { key, name, isFolder: true, size: 0, modified: null, storageClass: null, etag: null };
}

/** The row of an object below `prefix`; none for the empty object that stands for the folder itself. */
export function objectRow(object: ListedObject, prefix: string): Row | null {
  if (object.key === prefix && object.size === 0) return null;
  return {
    key: object.key,
    name: object.key.slice(prefix.length),
    isFolder: false,
    size: object.size,
    modified: object.last_modified === null ? null : Date.parse(object.last_modified),
    storageClass: object.storage_class,
    etag: object.etag,
  };
}
