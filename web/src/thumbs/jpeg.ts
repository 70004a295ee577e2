// The segments of a JPEG, up to where its picture begins.
import { Reader } from "./reader";

export interface Segment {
  /** The second byte of its marker. */
  marker: number;
  /** What is in it, without its length. */
  bytes: Uint8Array<ArrayBuffer>;
}

const SCAN = 0xda;
const END = 0xd9;

/** Those that are whole. Each is longer than nothing, so there is an end. */
export function* segmentsOf(jpeg: Uint8Array<ArrayBuffer>): Generator<Segment, void, void> {
  const reader = new Reader(jpeg);
  if (reader.u16(0) !== 0xffd8) return;
  let at = 2;
  while (reader.u8(at) === 0xff) {
    const marker = reader.u8(at + 1);
    // Bytes may be filled up before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = reader.u16(at + 2);
    const end = at + 2 + length;
    if (marker === SCAN || marker === END || !(length >= 2 && end <= jpeg.length)) return;
    yield { marker, bytes: jpeg.subarray(at + 4, end) };
    at = end;
  }
}
