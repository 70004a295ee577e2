// One file's way up, in one piece or as parts.
import { ApiError } from "../api/client";
import { makeFolder } from "../api/folders";
import { isSmall, putFile } from "./batch";
import type { Way } from "./bytes";
import { checksum } from "./checksums";
import type { Upload } from "./item";
import { inParts } from "./parts";
import { persist, remedy } from "./patience";
import { stands } from "./stands";

/** Files up to here go in one request; larger ones can go on after a break. */
export const WHOLE_MAX = 16 * 1024 * 1024;

/** Sends it. Resolves only when the server has said that S3 holds it, with the checksum by which S3 has
 * proven that, where there is one. */
export async function send(upload: Upload, way: Way): Promise<string | null> {
  const { file } = upload;
  if (!file) return folder(upload, way);
  if (file.size <= WHOLE_MAX && !upload.cut) return whole(upload, file, way);
  return inParts(upload, file, way);
}

async function folder(upload: Upload, way: Way): Promise<null> {
  const make = () => makeFolder(upload.target.connection, upload.target.bucket, upload.key);
  try {
    await persist(way, () => way.slots().hold(way.signal, make));
  } catch (error) {
    // It is there, and that is what was wanted.
    if (!taken(error)) throw error;
  }
  return null;
}

async function whole(upload: Upload, file: File, way: Way): Promise<string | null> {
  const sum = await checksum(file);
  const { signal } = way;
  let lost = false;
  const put = async () => {
    try {
      if (isSmall(upload)) return await way.batches.put(upload, file, sum, way);
      return await way.slots().hold(signal, () => putFile(upload, file, sum, way));
    } catch (error) {
      // What is in the way now may be what an earlier try has stored.
      const there = lost && taken(error) && (await stands(upload, sum, signal));
      if (there) return there;
      lost ||= remedy(error) === "again";
      throw error;
    }
  };
  const stored = await persist(way, put);
  upload.version = stored.version_id ?? null;
  return stored.checksum ?? null;
}

function taken(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict";
}
