// What stands between this browser, Wardrobe and a bucket.
import type { CheckPlace } from "./check";
import { connectionPath, request, requestJson } from "./client";
import { stream } from "./ndjson";

/** Sends so many bytes, which are thrown away. */
export async function sendBytes(count: number, signal: AbortSignal): Promise<void> {
  const headers = { "Content-Type": "application/octet-stream" };
  await request("/api/probe", { method: "POST", body: new Blob([new Uint8Array(count)]), headers, signal });
}

/** Lines that the server sends a fifth of a second apart. */
export function slowLines(signal: AbortSignal) {
  return stream<{ type: "tick"; number: number } | { type: "end" }>("/api/probe", { signal });
}

/** Where a page can try to reach a bucket itself: a PUT there is refused, and changes nothing. */
export async function straightUrl(connection: string, place: CheckPlace, signal: AbortSignal) {
  const path = connectionPath(connection, "check/straight");
  const { url } = await requestJson<{ url: string }>(path, { query: { ...place }, signal });
  return url;
}
