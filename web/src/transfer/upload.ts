// One file's way up, in one piece or as parts.
import { ApiError, connectionPath, url } from "../api/client";
import { makeFolder } from "../api/folders";
import { sendBytes, type Way } from "./bytes";
import type { Upload } from "./item";
import { inParts } from "./parts";
import { persist } from "./patience";

/** Files up to here go in one request; larger ones can go on after a break. */
export const WHOLE_MAX = 16 * 1024 * 1024;

/** Sends it. Resolves only when the server has said that S3 holds it. */
export async function send(upload: Upload, way: Way): Promise<void> {
  const { file } = upload;
  if (!file) await folder(upload, way);
  else if (file.size <= WHOLE_MAX) await whole(upload, file, way);
  else await inParts(upload, file, way);
}

async function folder(upload: Upload, way: Way): Promise<void> {
  const make = () => makeFolder(upload.target.connection, upload.target.bucket, upload.key);
  try {
    await persist(way, () => way.slots.hold(way.signal, make));
  } catch (error) {
    // It is there, and that is what was wanted.
    if (!(error instanceof ApiError && error.code === "conflict")) throw error;
  }
}

async function whole(upload: Upload, file: File, way: Way): Promise<void> {
  const { key, overwrite } = upload;
  const headers: Record<string, string> = { "Content-Type": file.type || "application/octet-stream" };
  if (!overwrite) headers["If-None-Match"] = "*";
  const { signal } = way;
  const put = () => {
    way.sent(0);
    const { connection, bucket } = upload.target;
    const path = url(connectionPath(connection, "object"), { bucket, key });
    return sendBytes(path, file, {
      headers,
      signal,
      onSent: (bytes) => way.sent(bytes),
      onAllSent: () => way.finishing(false),
    });
  };
  await persist(way, () => way.slots.hold(signal, put));
}
