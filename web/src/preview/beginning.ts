// The first bytes of an object, and no more.
import { ApiError, request } from "../api/client";
import { type Source, storedUrl } from "./source";

/** The first bytes. */
export interface Beginning {
  bytes: Uint8Array<ArrayBuffer>;
  /** There is more than was read. */
  cut: boolean;
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;
type Reader = Pick<ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>, "read" | "cancel">;

/** Reads at most `most` bytes. What is stored compressed is unpacked, if `encoding` says how. What comes is
 * told to `onBytes`. */
export async function beginning(
  source: Source,
  most: number,
  encoding: string | null | undefined,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Beginning> {
  const address = storedUrl(source, encoding);
  let response: Response;
  try {
    response = await request(address, { headers: { Range: `bytes=0-${most - 1}` }, signal });
  } catch (error) {
    // An empty object has no first byte.
    if (error instanceof ApiError && error.code === "range") return { bytes: new Uint8Array(), cut: false };
    throw error;
  }
  const total = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1] ?? 0);
  const format = packed(encoding);
  if (!response.body) return { bytes: new Uint8Array(), cut: false };
  const body = response.body.pipeThrough(counting(onBytes));
  if (!format) {
    const read = await upTo(body.getReader(), most);
    return { ...read, cut: read.cut || total > read.bytes.length };
  }
  const read = await upTo(unpacked(body, format, total <= most), most);
  return { ...read, cut: read.cut || total > most };
}

function counting(onBytes: (bytes: number) => void) {
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      onBytes(chunk.length);
      out.enqueue(chunk);
    },
  });
}

/** A compressed piece ends in its middle. Nobody is told of that end, for it would count as damage. */
function unpacked(stored: Bytes, format: CompressionFormat, whole: boolean): Reader {
  if (whole) return stored.pipeThrough(new DecompressionStream(format)).getReader();
  const { readable, writable } = new DecompressionStream(format);
  const reader = readable.getReader();
  const fed = stored
    .pipeTo(writable, { preventClose: true })
    .then(() => new Promise((done) => setTimeout(done)));
  const end = fed.then(() => ({ done: true, value: undefined }) as const);
  end.catch(() => undefined);
  return { read: () => Promise.race([reader.read(), end]), cancel: () => reader.cancel() };
}

function packed(encoding: string | null | undefined): CompressionFormat | null {
  const name = encoding?.trim().toLowerCase();
  if (name === "gzip" || name === "x-gzip") return "gzip";
  return name === "deflate" ? "deflate" : null;
}

async function upTo(reader: Reader, most: number): Promise<Beginning> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    length += value.length;
    if (length <= most) continue;
    await reader.cancel();
    break;
  }
  return { bytes: joined(pieces, Math.min(length, most)), cut: length > most };
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
