// What dialogs work on, and how much that is, with progress line by line. Leaving the loop stops the counting.
import { connectionPath } from "./client";
import { stream } from "./ndjson";
import type { Versioning } from "./types";

/** Objects by key, and all below prefixes but for some; each prefix ends in `/`, or is empty. */
export interface Selection {
  bucket: string;
  keys: string[];
  prefixes: string[];
  /** Left out of what the prefixes select. */
  except_keys?: string[];
  except_prefixes?: string[];
}

export type MeasureLine =
  | { type: "progress"; objects: number; bytes: number }
  | { type: "end"; objects: number; bytes: number; versioning: Versioning };

/** Counts a selection's objects and bytes. */
export function measure(connection: string, selection: Selection, signal?: AbortSignal) {
  return post<MeasureLine>(connection, "measure", selection, signal);
}

function post<T extends { type: string }>(
  connection: string,
  operation: string,
  json: unknown,
  signal?: AbortSignal,
) {
  return stream<T>(connectionPath(connection, operation), { method: "POST", json, signal });
}
