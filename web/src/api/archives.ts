// Folders and selections as one ZIP archive.
import type { Selection } from "./changes";
import { connectionPath, requestJson } from "./client";
import type { Archive } from "./types";

/** Notes what is to be in an archive, and gives the address from which it can be downloaded for an hour.
 * `prefix` is the folder that all of it is in: names begin behind it. Fails where the first of it
 * cannot be read. */
export async function createArchive(
  connection: string,
  prefix: string,
  selection: Selection,
): Promise<string> {
  const json = { ...selection, prefix };
  const { id } = await requestJson<Archive>(connectionPath(connection, "archives"), { method: "POST", json });
  return connectionPath(connection, `archives/${encodeURIComponent(id)}`);
}
