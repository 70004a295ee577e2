// Versions: listing them, having them back, and folders as they were.
import type { Selection } from "./changes";
import { connectionPath, request, requestJson } from "./client";
import { stream } from "./ndjson";
import type { Bucket, Failure, ObjectVersion, PastObject, Versioning } from "./types";

/** A bucket's region, and whether it keeps versions. */
export function showBucket(connection: string, bucket: string, signal?: AbortSignal): Promise<Bucket> {
  return requestJson(connectionPath(connection, "bucket"), { query: { bucket }, signal });
}

export type VersionsLine =
  { type: "page"; versions: ObjectVersion[] } | { type: "end"; versioning: Versioning };

/** All versions of an object, newest first, page by page. */
export function listVersions(connection: string, bucket: string, key: string, signal?: AbortSignal) {
  const path = connectionPath(connection, "versions");
  return stream<VersionsLine>(path, { query: { bucket, key }, signal });
}

/** Makes a version the current one again, as a new one on top. */
export async function restoreVersion(connection: string, bucket: string, key: string, versionId: string) {
  const json = { bucket, key, version_id: versionId };
  await request(connectionPath(connection, "versions/restore"), { method: "POST", json });
}

/** Deletes a version, or a delete marker, for good. */
export async function deleteVersion(connection: string, bucket: string, key: string, versionId: string) {
  const query = { bucket, key, version_id: versionId };
  await request(connectionPath(connection, "versions"), { method: "DELETE", query });
}

export interface PastPage {
  type: "page";
  prefixes: string[];
  objects: PastObject[];
}

/** What was in a folder at a moment, page by page. */
export function listPast(
  connection: string,
  { bucket, prefix, at }: { bucket: string; prefix: string; at: string },
  signal?: AbortSignal,
) {
  const path = connectionPath(connection, "versions/folder");
  return stream<PastPage | { type: "end"; versioning: Versioning }>(path, {
    query: { bucket, prefix, at },
    signal,
  });
}

export type RestoreLine =
  | { type: "progress"; done: number; bytes: number }
  | { type: "failed"; key: string; error: Failure }
  | { type: "end"; restored: number; failed: number };

/** Deletes that began and ended then, by the server's clock. */
export interface Span {
  since: string;
  until?: string;
}

/** Brings back what such deletes have hidden of a selection. */
export function undelete(connection: string, selection: Selection, span: Span, signal?: AbortSignal) {
  const json = { ...selection, ...span };
  return stream<RestoreLine>(connectionPath(connection, "undelete"), { method: "POST", json, signal });
}

/** What a restore would change, in numbers. */
export interface RestoreMeasure {
  /** Earlier versions that would be copied on top. */
  restored: number;
  /** Their bytes. */
  bytes: number;
  /** Objects that were not there then, and would be hidden. */
  hidden: number;
}

/** Counts what `restorePast` would change. */
export function measureRestore(connection: string, selection: Selection, at: string, signal?: AbortSignal) {
  const json = { ...selection, at };
  const path = connectionPath(connection, "restore/measure");
  return stream<RestoreMeasure & { type: "progress" | "end" }>(path, { method: "POST", json, signal });
}

/** Makes a selection be as it was at a moment. */
export function restorePast(connection: string, selection: Selection, at: string, signal?: AbortSignal) {
  const json = { ...selection, at };
  return stream<RestoreLine>(connectionPath(connection, "restore"), { method: "POST", json, signal });
}
