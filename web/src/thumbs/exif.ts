// The thumbnail that a camera has put into a photo, and how the photo is to be turned. What is read here
// anybody may have written: every place is checked, and nothing is followed twice.
// <https://www.cipa.jp/std/documents/e/DC-X008-Translation-2023-E.pdf>
import { segmentsOf } from "./jpeg";
import { Reader } from "./reader";

export interface Embedded {
  /** A JPEG of its own. */
  bytes: Uint8Array<ArrayBuffer>;
  /** 1 to 8, as EXIF has it; 1 is upright. */
  turn: number;
}

const APP1 = 0xe1;
const ORIENTATION = 0x0112;
const THUMBNAIL = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;
/** Bytes of one entry. */
const ENTRY = 12;

/** Of the beginning of a JPEG; null where there is none, or not all of it. */
export function embeddedIn(jpeg: Uint8Array<ArrayBuffer>): Embedded | null {
  for (const { marker, bytes } of segmentsOf(jpeg)) {
    if (marker === APP1 && new Reader(bytes).says(0, "Exif\0\0")) return inTiff(bytes.subarray(6));
  }
  return null;
}

function inTiff(bytes: Uint8Array<ArrayBuffer>): Embedded | null {
  const reader = new Reader(bytes, new Reader(bytes).says(0, "II"));
  if (reader.u16(2) !== 42) return null;
  const first = directoryAt(reader, reader.u32(4));
  // 0: there is no other.
  if (first.next === 0) return null;
  const second = directoryAt(reader, first.next);
  const [from = NaN, length = NaN] = [second.values.get(THUMBNAIL), second.values.get(THUMBNAIL_LENGTH)];
  if (!(length > 4 && from + length <= bytes.length)) return null;
  const found = bytes.subarray(from, from + length);
  if (new Reader(found).u16(0) !== 0xffd8) return null;
  const turn = first.values.get(ORIENTATION) ?? 1;
  return { bytes: found, turn: turn >= 1 && turn <= 8 ? turn : 1 };
}

interface Directory {
  /** What is wanted of it, by tags. */
  values: Map<number, number>;
  /** Where the next one is. */
  next: number;
}

/** Kinds of values: numbers of 16 and of 32 bits. */
const SHORT = 3;
const LONG = 4;

function directoryAt(reader: Reader, at: number): Directory {
  const values = new Map<number, number>();
  const count = reader.u16(at);
  // As many as there are bytes for, at most: one that claims more is cut off.
  const held = Math.floor((reader.bytes.length - at - 2) / ENTRY);
  for (let index = 0; index < Math.min(count, held); index += 1) {
    const entry = at + 2 + index * ENTRY;
    const [tag, kind] = [reader.u16(entry), reader.u16(entry + 2)];
    if (![ORIENTATION, THUMBNAIL, THUMBNAIL_LENGTH].includes(tag)) continue;
    if (kind === SHORT) values.set(tag, reader.u16(entry + 8));
    else if (kind === LONG) values.set(tag, reader.u32(entry + 8));
  }
  return { values, next: reader.u32(at + 2 + count * ENTRY) };
}
