// A file's bytes to the server or to the store, and how an upload tells of itself meanwhile.
import { ApiError, told } from "../api/client";
import { errorOf, noAnswer } from "../api/error";
import type { PartAddress } from "../api/types";
import { m } from "../messages";
import { t } from "../messages/transfer";
import type { Batches } from "./batch";
import type { Watch } from "./patience";
import { putBytes, type Sending } from "./request";
import type { Slots } from "./slots";

/** How an upload tells of itself while it is under way. */
export interface Way extends Watch {
  /** Where there are places for its requests just now: straight to a store there are others. */
  slots(): Slots;
  /** Where small files gather. */
  batches: Batches;
  /** So many bytes of the file are with the server. */
  sent(bytes: number): void;
  /** What S3 has is compared with the file; this share of it is done. */
  comparing(share: number): void;
  /** All of them are; now it is S3's turn. */
  finishing(parts: boolean): void;
}

/** The file on disk is not the one that was chosen, or is gone. */
export class Unreadable extends Error {
  constructor() {
    super(t.changed);
  }
}

/** The store itself refused a part. What its answer means, the server knows better. */
export class StoreRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(t.refusedPart(code));
    this.code = code;
  }
}

/** Sends bytes of a file to the server and gives the answer's JSON. Fails with ApiError or Unreadable. */
export async function sendBytes<T>(path: string, bytes: Blob, sending: Sending): Promise<T> {
  const headers = { ...sending.headers, "X-Wardrobe": "1" };
  const xhr = await put(path, bytes, { ...sending, headers });
  const requestId = xhr.getResponseHeader("x-request-id") ?? "";
  const { status, statusText } = xhr;
  const response = new Response(xhr.responseText || null, {
    status,
    statusText,
    headers: { "x-request-id": requestId },
  });
  if (!response.ok) throw told(await errorOf(response));
  try {
    return (await response.json()) as T;
  } catch {
    throw noAnswer(m.api.cutOff);
  }
}

/** Sends a part straight to the store and gives its ETag. Fails with StoreRefused, Unreadable or
 * `no-answer`, which is all that a browser says of CORS, too. */
export async function sendStraight(address: PartAddress, bytes: Blob, sending: Sending): Promise<string> {
  const headers = Object.fromEntries(address.headers.map(({ name, value }) => [name, value]));
  const xhr = await put(address.url, bytes, { ...sending, headers });
  const etag = xhr.getResponseHeader("etag");
  if (xhr.status >= 200 && xhr.status < 300 && etag) return etag;
  const code = /<Code>(\w+)<\/Code>/.exec(xhr.responseText)?.[1];
  throw new StoreRefused(code ?? `HTTP ${xhr.status}`);
}

/** Tells a broken connection from a file that changed. */
async function put(url: string, bytes: Blob, sending: Sending): Promise<XMLHttpRequest> {
  try {
    return await putBytes(url, bytes, sending);
  } catch (error) {
    const broken = error instanceof ApiError && error.code === "no-answer";
    if (broken && !(await readable(bytes))) {
      throw new Unreadable();
    }
    throw error;
  }
}

/** Whether the browser can still read it. */
export async function readable(bytes: Blob): Promise<boolean> {
  try {
    await bytes.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
