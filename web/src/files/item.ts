// What the dialogs work on: the folder that is shown, and things in it.
import type { Selection } from "../api/changes";
import type { CopyItem } from "../api/types";
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

/** The items as objects by key and all below prefixes. */
export function selectionOf({ bucket }: Pick<Folder, "bucket">, items: readonly Item[]): Selection {
  return {
    bucket,
    keys: items.filter((item) => !item.isFolder).map((item) => item.key),
    prefixes: items.filter((item) => item.isFolder).map((item) => item.key),
  };
}

/** The items under the same names below another prefix. */
export function copiesOf(items: readonly Item[], prefix: string): CopyItem[] {
  return items.map(({ key, name, isFolder }) =>
    isFolder
      ? { kind: "prefix", from: key, to: `${prefix}${name}/` }
      : { kind: "object", from: key, to: prefix + name },
  );
}

/** Of a copy, the part that failed, to try it again. All of it when what failed is no single object. */
export function failedOf(copies: readonly CopyItem[], keys: readonly string[]): CopyItem[] {
  const again: CopyItem[] = [];
  for (const key of keys) {
    const of = copies.find(({ kind, from }) => (kind === "prefix" ? key.startsWith(from) : key === from));
    if (of === undefined) return [...copies];
    again.push({ kind: "object", from: key, to: of.to + key.slice(of.from.length) });
  }
  return again;
}
