// The first bytes of an object, and no more.
import { ApiError, request } from "../api/client";
import { objectUrl } from "../api/objects";

/** Which object, in which state of it. */
export interface Source {
  connection: string;
  bucket: string;
  key: string;
  etag?: string | null;
}

/** The first bytes. */
export interface Beginning {
  bytes: Uint8Array<ArrayBuffer>;
  /** There is more than was read. */
  cut: boolean;
}

/** Reads at most `most` bytes. What is stored compressed is unpacked, if `encoding` says how. */
export async function beginning(
  { connection, bucket, key }: Source,
  most: number,
  encoding: string | null | undefined,
  signal: AbortSignal,
): Promise<Beginning> {
  // As an attachment it comes as it is stored; else the browser would try to unpack a piece of it.
  const address = objectUrl(connection, bucket, key);
  let response: Response;
  try {
    response = await request(address, { headers: { Range: `bytes=0-${most - 1}` }, signal });
  } catch (error) {
    // An empty object has no first byte.
    if (error instanceof ApiError && error.code === "range") return { bytes: new Uint8Array(), cut: false };
    throw error;
  }
  const total = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1] ?? 0);
  const unpack = packed(encoding);
  if (unpack && response.body) {
    const plain = response.body.pipeThrough(new DecompressionStream(unpack));
    const read = await upTo(plain, most, true);
    return { ...read, cut: read.cut || total > most };
  }
  const read = response.body
    ? await upTo(response.body, most, false)
    : { bytes: new Uint8Array(), cut: false };
  return { ...read, cut: read.cut || total > read.bytes.length };
}

function packed(encoding: string | null | undefined): CompressionFormat | null {
  const name = encoding?.trim().toLowerCase();
  if (name === "gzip" || name === "x-gzip") return "gzip";
  return name === "deflate" ? "deflate" : null;
}

async function upTo(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
  piece: boolean,
): Promise<Beginning> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < most) {
      const { done, value } = await reader.read();
      if (done) return { bytes: joined(pieces, length), cut: false };
      pieces.push(value);
      length += value.length;
    }
  } catch (error) {
    // A compressed piece ends in the middle, but what came before is good.
    if (!piece || length === 0 || !(error instanceof TypeError)) throw error;
    return { bytes: joined(pieces, length), cut: true };
  }
  const { done } = await reader.read();
  await reader.cancel();
  return { bytes: joined(pieces, Math.min(length, most)), cut: !done || length > most };
}

function joined(pieces: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece.subarray(0, length - at), at);
    at += piece.length;
    if (at >= length) break;
  }
  return all;
}
