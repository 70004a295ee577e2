// Deleting into `.trash/`, where a bucket keeps no versions and the connection says so.
import type { Copying } from "../api/jobs";
import type { Connection, Versioning } from "../api/types";
import { parseAddress } from "../util/address";
import { type Folder, type Item, selectionOf } from "./item";

const NAME = ".trash/";

/** The folder at the top of the location that `folder` is in, or of the bucket. */
function rootOf({ bucket, prefix }: Folder, locations: readonly string[]): string {
  const roots = locations
    .map((location) => parseAddress(location))
    .flatMap((place) => ("address" in place && place.address.bucket === bucket ? [place.address.key] : []))
    .filter((root) => prefix.startsWith(root));
  return roots.toSorted((a, b) => b.length - a.length)[0] ?? "";
}

/** Where it goes, and the move that a delete becomes; null where what is deleted is gone: the bucket keeps versions, nobody has asked
 * for a trash, it is in the trash already, or the trash is in it. */
export function trashed(
  folder: Folder,
  items: readonly Item[],
  versioning: Versioning | null,
  connection: Pick<Connection, "trash" | "locations"> | undefined,
  now: Date,
): { place: string; work: Copying } | null {
  if (!connection?.trash || (versioning !== "off" && versioning !== "suspended")) return null;
  const root = rootOf(folder, connection.locations);
  const trash = root + NAME;
  const within = (key: string) => key.startsWith(trash) || trash.startsWith(key);
  if (folder.prefix.startsWith(trash) || items.some(({ key }) => within(key))) return null;
  const place = `${trash}${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z/`;
  const { except_keys = [], except_prefixes = [] } = selectionOf(folder, items);
  const work: Copying = {
    kind: "move",
    source_bucket: folder.bucket,
    target_bucket: folder.bucket,
    items: items.map(({ key, isFolder }) => ({
      kind: isFolder ? "prefix" : "object",
      from: key,
      to: place + key.slice(root.length),
    })),
    except_keys,
    except_prefixes,
    overwrite: false,
  };
  return { place, work };
}
