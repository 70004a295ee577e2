// Searching all below a folder.
import { connectionPath } from "./client";
import { stream } from "./ndjson";
import type { ListedObject } from "./types";

/** What to look for. */
export interface Wanted {
  /** Part of a name, unless `how` says otherwise; empty for any. */
  words: string;
  how: "text" | "glob" | "regex";
  /** `key`: not the name alone, but all behind the folder. */
  within: "name" | "key";
  /** Bytes. */
  min: number | null;
  max: number | null;
  /** Days, such as 2026-05-31, in the reader's own zone; both are in it. */
  after: string | null;
  before: string | null;
}

/** What comes of a search: more hits, how far it is, the end. */
export type Found =
  | { type: "hits"; objects: ListedObject[] }
  | { type: "progress"; scanned: number; hits: number }
  | { type: "end"; scanned: number; hits: number; limited: boolean };

/** Leaving the loop ends the search. */
export function search(
  connection: string,
  { bucket, prefix }: { bucket: string; prefix: string },
  wanted: Wanted,
  signal?: AbortSignal,
): AsyncGenerator<Found, void, undefined> {
  const query = {
    bucket,
    prefix,
    [wanted.how]: wanted.words || undefined,
    in: wanted.within,
    min_size: wanted.min?.toString(),
    max_size: wanted.max?.toString(),
    modified_after: wanted.after === null ? undefined : midnight(wanted.after, 0),
    modified_before: wanted.before === null ? undefined : midnight(wanted.before, 1),
  };
  return stream<Found>(connectionPath(connection, "search"), { query, signal });
}

/** The beginning of a day, or of one after it. */
function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
