// Uploads in parts, and what others have left.
import { connectionPath, request, requestJson } from "./client";
import type { Begun, LeftUploads, NewTransfer, Part, PartAddress, Stored, Transfers } from "./types";

const below = (connection: string, id: string, rest = "") =>
  `${connectionPath(connection, "transfers")}/${encodeURIComponent(id)}${rest}`;

/** Begins an upload. */
export function beginTransfer(connection: string, json: NewTransfer): Promise<Begun> {
  return requestJson(connectionPath(connection, "transfers"), { method: "POST", json });
}

/** The uploads that this person has begun and not finished. */
export function listTransfers(connection: string): Promise<Transfers> {
  return requestJson(connectionPath(connection, "transfers"));
}

/** What S3 has of an upload. */
export async function showParts(connection: string, id: string, signal: AbortSignal): Promise<Part[]> {
  return (await requestJson<{ parts: Part[] }>(below(connection, id), { signal })).parts;
}

/** Where a part is to be sent through us. */
export function partPath(connection: string, id: string, number: number): string {
  return below(connection, id, `/parts/${number}`);
}

/** Where a part is to be sent straight to the store. */
export function addressPart(
  connection: string,
  id: string,
  number: number,
  crc64nvme: string,
  signal: AbortSignal,
): Promise<PartAddress> {
  const path = below(connection, id, `/parts/${number}/address`);
  return requestJson(path, { query: { crc64nvme }, signal });
}

/** Has the parts put together. */
export function finishTransfer(
  connection: string,
  id: string,
  json: { parts: Pick<Part, "number" | "etag">[]; crc64nvme: string | null },
  signal: AbortSignal,
): Promise<Stored> {
  return requestJson(below(connection, id, "/finish"), { method: "POST", json, signal });
}

/** Gives an upload up; nothing of it stays in S3. */
export async function abandonTransfer(connection: string, id: string): Promise<void> {
  await request(below(connection, id), { method: "DELETE", keepalive: true });
}

/** What unfinished uploads, whoever began them, have left below a prefix. */
export function listUploads(
  connection: string,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): Promise<LeftUploads> {
  const query = { bucket, prefix };
  return requestJson(connectionPath(connection, "uploads"), { query, signal });
}

/** Ends one of them and frees its parts. */
export async function abortUpload(
  connection: string,
  bucket: string,
  key: string,
  uploadId: string,
): Promise<void> {
  const query = { bucket, key, upload_id: uploadId };
  await request(connectionPath(connection, "uploads"), { method: "DELETE", query });
}
