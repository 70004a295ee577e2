// From things and a place to the work that copies or moves them there.
import type { Copying } from "../api/jobs";
import { t } from "../messages/files";
import { type Folder, type Item, copiesOf, selectionOf } from "./item";

/** A folder, or where one may come to be. */
export type Place = Pick<Folder, "bucket" | "prefix">;

/** `role` writes there what that of the folder reads; null where it is the same. */
export function copyingTo(
  folder: Folder,
  items: readonly Item[],
  move: boolean,
  place: Place,
  role: string | null,
): Copying {
  const { except_keys = [], except_prefixes = [] } = selectionOf(folder, items);
  return {
    kind: move ? "move" : "copy",
    source_bucket: folder.bucket,
    target_bucket: place.bucket,
    ...(role !== null && { target_connection: role }),
    items: copiesOf(items, place.prefix),
    except_keys,
    except_prefixes,
    overwrite: false,
  };
}

/** Why the items cannot go there. */
export function problemOf(folder: Folder, items: readonly Item[], place: Place): string | null {
  if (place.bucket !== folder.bucket) return null;
  if (place.prefix === folder.prefix) return t.alreadyHere;
  const into = items.find((item) => item.isFolder && place.prefix.startsWith(item.key));
  return into ? t.intoItself : null;
}
