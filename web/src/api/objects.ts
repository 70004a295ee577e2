// Objects: listing them, their bytes, their properties.
import { connectionPath, requestJson, url } from "./client";
import { stream } from "./ndjson";
import type { Page, Properties, Stored, Tags } from "./types";

/** What to list. Without a delimiter of its own: one folder, cut at `/`; `""` lists all below. */
export interface Listing {
  bucket: string;
  prefix: string;
  delimiter?: string;
  startAfter?: string;
}

/** The pages of a listing, each as soon as S3 has given it. Leaving the loop stops the listing. */
export async function* listObjects(
  connection: string,
  { bucket, prefix, delimiter = "/", startAfter }: Listing,
  signal?: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const query = { bucket, prefix, delimiter, start_after: startAfter };
  const path = connectionPath(connection, "objects");
  for await (const line of stream<Page | { type: "end" }>(path, { query, signal })) {
    if (line.type === "page") yield line;
  }
}

/** How the browser is to take an object's bytes, and which version of them. */
export interface Reading {
  disposition?: "inline" | "attachment";
  versionId?: string;
}

/** The address of an object's bytes, on our own server. */
export function objectUrl(
  connection: string,
  bucket: string,
  key: string,
  { disposition = "attachment", versionId }: Reading = {},
): string {
  const query = { bucket, key, disposition, version_id: versionId };
  return url(connectionPath(connection, "object"), query);
}

/** What S3 knows of one object, or of one version of it. */
export function showProperties(
  connection: string,
  bucket: string,
  key: string,
  signal?: AbortSignal,
  versionId?: string,
): Promise<Properties> {
  const query = { bucket, key, version_id: versionId };
  return requestJson(connectionPath(connection, "object/properties"), { query, signal });
}

/** The tags of one object; who sees its properties may not always see these. */
export async function showTags(
  connection: string,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const path = connectionPath(connection, "object/tags");
  return (await requestJson<Tags>(path, { query: { bucket, key }, signal })).tags;
}

const CHECKSUM = "x-amz-checksum-crc64nvme";

/** Which object is written over, by what, and what is kept of it. */
export interface Rewriting {
  etag: string;
  /** CRC64NVME in base64. */
  checksum: string;
  keep: "all" | "all-but-tags";
}

/** Gives an object other bytes and keeps what S3 knows of it besides. Fails with `precondition-failed`
 * when it is not the one of that ETag any more. */
export function rewriteObject(
  connection: string,
  bucket: string,
  key: string,
  body: Blob,
  { etag, checksum, keep }: Rewriting,
): Promise<Stored> {
  const headers = { "If-Match": etag, [CHECKSUM]: checksum, "Content-Type": "application/octet-stream" };
  const path = connectionPath(connection, "object");
  return requestJson(path, { method: "PUT", query: { bucket, key, keep }, body, headers });
}

/** Writes an object of at most 5 GiB in one go. Without `overwrite`, fails with `conflict` when
 * there is one of this key. */
export function putObject(
  connection: string,
  bucket: string,
  key: string,
  body: Blob,
  {
    overwrite = false,
    checksum,
    signal,
  }: { overwrite?: boolean; checksum?: string; signal?: AbortSignal } = {},
): Promise<Stored> {
  const headers: Record<string, string> = { "Content-Type": body.type || "application/octet-stream" };
  if (!overwrite) headers["If-None-Match"] = "*";
  if (checksum) headers[CHECKSUM] = checksum;
  const query = { bucket, key };
  return requestJson(connectionPath(connection, "object"), { method: "PUT", query, body, headers, signal });
}
