// Undoing an overwrite: the version before is the current one again.
import { ApiError } from "../api/error";
import type { ObjectVersion } from "../api/types";
import { type RestoreLine, listVersions, restoreVersion } from "../api/versions";
import { t } from "../messages/files";

/** A file that was written over. */
export interface Replaced {
  connection: string;
  bucket: string;
  key: string;
  /** What it was written over by. */
  version: string;
}

/** Puts back what was there before each, unless it has been changed since. */
export async function* putBack(all: readonly Replaced[]): AsyncGenerator<RestoreLine> {
  let restored = 0;
  let failed = 0;
  for (const { connection, bucket, key, version } of all) {
    try {
      const before = earlier(await firstVersions(connection, bucket, key), version);
      await restoreVersion(connection, bucket, key, before);
      restored += 1;
      yield { type: "progress", done: restored, bytes: 0 };
    } catch (thrown) {
      failed += 1;
      const { code, message, requestId: request_id } = ApiError.from(thrown);
      const known = code === "no-answer" ? "unreachable" : code;
      yield { type: "failed", key, error: { code: known, message, request_id } };
    }
  }
  yield { type: "end", restored, failed };
}

async function firstVersions(connection: string, bucket: string, key: string): Promise<ObjectVersion[]> {
  for await (const line of listVersions(connection, bucket, key)) {
    if (line.type === "page") return line.versions;
  }
  return [];
}

/** The id of the version before `version`, which must be the current one. */
export function earlier([now, before]: readonly ObjectVersion[], version: string): string {
  const no = (message: string) => new ApiError({ code: "conflict", message });
  if (now?.version_id !== version) throw no(t.changedSince);
  if (!before || before.delete_marker) throw no(t.beforeNotKept);
  return before.version_id;
}
