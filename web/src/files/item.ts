// What the dialogs work on: the folder that is shown, and things in it.
import { type Row, rowName } from "../listing/rows";

/** A folder on the page. */
export interface Folder {
  connection: string;
  bucket: string;
  /** Empty, or ends in `/`. */
  prefix: string;
}

/** A file or a folder in it. */
export interface Item {
  /** A folder's ends in `/`. */
  key: string;
  /** Without the folder it is in, and without a slash. */
  name: string;
  isFolder: boolean;
  /** Bytes; 0 for folders. */
  size: number;
}

export function itemOf(row: Row, prefix: string): Item {
  return { key: row.key, name: rowName(row, prefix), isFolder: row.folder, size: row.size };
}
