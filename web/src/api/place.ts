// From an address that was typed to what the file page shows.
import type { Place } from "../routes";
import { type Address, prefixOf } from "../util/address";
import { showProperties } from "./objects";

/** A prefix is shown as it is. Of a key it is asked whether there is such an object: if so, it is
 * shown in its folder; if not, or if nobody may know, it is taken for a folder without its slash. */
export async function findPlace(
  connection: string,
  { bucket, key }: Address,
  signal?: AbortSignal,
): Promise<Place> {
  if (key === "" || key.endsWith("/")) return { bucket, prefix: key };
  try {
    await showProperties(connection, bucket, key, signal);
    return { bucket, prefix: prefixOf(key), preview: key };
  } catch {
    return { bucket, prefix: `${key}/` };
  }
}
