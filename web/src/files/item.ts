// What the dialogs work on: the folder that is shown, and things in it.
import type { Selection } from "../api/changes";
import type { CopyItem } from "../api/types";
import { displayName } from "../listing/names";
import { type Row, rowName } from "../listing/rows";
import { t } from "../messages/files";
import { isInArchive } from "../util/archive";

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
  /** It is in an archive class: whether it can be read now, the list does not tell. */
  inArchive?: boolean;
  /** It stands for all that is in the folder `key`, known or not, but for these. */
  all?: { count: number; exceptKeys: string[]; exceptPrefixes: string[] };
}

export function itemOf(row: Row, prefix: string): Item {
  const inArchive = isInArchive({ storage_class: row.storageClass });
  return { key: row.key, name: rowName(row, prefix), isFolder: row.folder, size: row.size, inArchive };
}

/** The folder itself. */
export function folderItem({ bucket, prefix }: Pick<Folder, "bucket" | "prefix">): Item {
  const name = prefix.slice(0, -1).split("/").at(-1) ?? "";
  return { key: prefix, name: prefix === "" ? bucket : name, isFolder: true, size: 0 };
}

/** The one file or folder that the items are, if they are one. */
export function oneOf(items: readonly Item[]): Item | null {
  const [first] = items;
  return first && items.length === 1 && !first.all ? first : null;
}

/** How many files and folders the items are, as far as is known. */
export function countOf(items: readonly Item[]): number {
  return items.reduce((count, { all }) => count + (all?.count ?? 1), 0);
}

/** The items in words, where they are all of a folder but some; else nothing. */
export function allWords(items: readonly Item[]): string | null {
  const of = items.find(({ all }) => all);
  if (!of?.all) return null;
  // The folder's own mark is left out unseen.
  const left = of.all.exceptKeys.filter((key) => key !== of.key).length + of.all.exceptPrefixes.length;
  return of.name === "" ? t.everythingHere(left) : t.everythingIn(displayName(of.name), left);
}

/** The items as objects by key and all below prefixes, but for some. */
export function selectionOf({ bucket }: Pick<Folder, "bucket">, items: readonly Item[]): Selection {
  const alls = items.flatMap(({ all }) => all ?? []);
  return {
    bucket,
    keys: items.filter((item) => !item.isFolder).map((item) => item.key),
    prefixes: items.filter((item) => item.isFolder).map((item) => item.key),
    // A server that knows no exceptions refuses them: without any, none are named.
    ...(alls.length > 0 && {
      except_keys: alls.flatMap(({ exceptKeys }) => exceptKeys),
      except_prefixes: alls.flatMap(({ exceptPrefixes }) => exceptPrefixes),
    }),
  };
}

/** The items under the same names below another prefix; what is all of a folder, itself there. */
export function copiesOf(items: readonly Item[], prefix: string): CopyItem[] {
  return items.map(({ key, name, isFolder, all }) =>
    all
      ? { kind: "prefix", from: key, to: prefix }
      : isFolder
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
