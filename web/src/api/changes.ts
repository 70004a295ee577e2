// Work over many objects, with progress line by line. Leaving a loop stops the work where it is.
import { connectionPath } from "./client";
import { stream } from "./ndjson";
import type { CopyItem, Failure, Versioning } from "./types";

/** Objects by key, and all below prefixes but for some; each prefix ends in `/`, or is empty. */
export interface Selection {
  bucket: string;
  keys: string[];
  prefixes: string[];
  /** Left out of what the prefixes select. */
  except_keys?: string[];
  except_prefixes?: string[];
}

/** One object that could not be done; it is as it was. */
export interface Failed {
  type: "failed";
  key: string;
  error: Failure;
}

export type MeasureLine =
  | { type: "progress"; objects: number; bytes: number }
  | { type: "end"; objects: number; bytes: number; versioning: Versioning };

export type RemoveLine =
  { type: "progress"; done: number } | Failed | { type: "end"; deleted: number; failed: number };

export type CopyLine =
  | { type: "progress"; done: number; bytes: number }
  | Failed
  | { type: "end"; copied: number; failed: number };

/** Counts a selection's objects and bytes. */
export function measure(connection: string, selection: Selection, signal?: AbortSignal) {
  return post<MeasureLine>(connection, "measure", selection, signal);
}

/** Deletes a selection. */
export function remove(connection: string, selection: Selection, signal?: AbortSignal) {
  return post<RemoveLine>(connection, "delete", selection, signal);
}

/** What to copy, and where to. A rename is one item with `move`. */
export interface Copying {
  sourceBucket: string;
  targetBucket: string;
  items: CopyItem[];
  /** Delete each source once its copy is verified. */
  move?: boolean;
  /** Without it, a target that exists fails with `conflict` and its source stays. */
  overwrite?: boolean;
}

/** Copies or moves. */
export function copy(connection: string, copying: Copying, signal?: AbortSignal) {
  const { sourceBucket, targetBucket, items, move = false, overwrite = false } = copying;
  const json = { source_bucket: sourceBucket, target_bucket: targetBucket, items, move, overwrite };
  return post<CopyLine>(connection, "copy", json, signal);
}

function post<T extends { type: string }>(
  connection: string,
  operation: string,
  json: unknown,
  signal?: AbortSignal,
) {
  return stream<T>(connectionPath(connection, operation), { method: "POST", json, signal });
}
