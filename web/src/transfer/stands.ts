// Whether S3 holds already what was to be sent, when the answer to an earlier try was lost.
import { showProperties } from "../api/objects";
import type { Stored } from "../api/types";
import type { Upload } from "./item";

/** The object, if it is whole and ours: by its checksum, or, where the store keeps none, by the number of its
 * parts. */
export async function stands(
  { target, key, size }: Upload,
  crc64nvme: string | null,
  signal: AbortSignal,
  parts?: number,
): Promise<Stored | null> {
  try {
    const object = await showProperties(target.connection, target.bucket, key, signal);
    const sum = object.checksum?.algorithm === "CRC64NVME" ? object.checksum.value : null;
    const cut = /-(\d+)"?$/.exec(object.etag ?? "")?.[1];
    const same = sum && crc64nvme ? sum === crc64nvme : cut !== undefined && Number(cut) === parts;
    return same && object.size === size ? { key, size, checksum: sum } : null;
  } catch {
    return null;
  }
}
