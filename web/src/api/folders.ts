// Folders: keys that end in a slash.
import { connectionPath, requestJson } from "./client";

/** Makes a folder. The prefix ends in `/`. Fails with `conflict` when there is one. */
export function makeFolder(connection: string, bucket: string, prefix: string): Promise<{ prefix: string }> {
  const json = { bucket, prefix };
  return requestJson(connectionPath(connection, "folders"), { method: "POST", json });
}
