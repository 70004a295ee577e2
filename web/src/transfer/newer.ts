// Which of two files of one name is the newer.
import { showProperties } from "../api/objects";
import type { Upload } from "./item";

/** Whether ours was changed after the object was stored. Where that cannot be looked at it is not. */
export async function newer({ target, key, file }: Upload): Promise<boolean> {
  try {
    const { last_modified } = await showProperties(target.connection, target.bucket, key);
    return Boolean(file && last_modified && file.lastModified > Date.parse(last_modified));
  } catch {
    return false;
  }
}
