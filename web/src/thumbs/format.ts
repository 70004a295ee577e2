// What kind of picture bytes are, and how large it is once decoded: by what is in them, never by a name. What is
// small as a file may be huge as a picture.
import { segmentsOf } from "./jpeg";
import { Reader } from "./reader";

export interface Size {
  width: number;
  height: number;
}

/** More points than these are not decoded: 160 MB for a moment. */
const MOST_POINTS = 40_000_000;
/** Nor is what is longer than wide, or wider than long, by more than this. */
const MOST_RATIO = 20;

/** Whether it is worth the memory. */
export function isModest({ width, height }: Size): boolean {
  const ratio = width / height;
  return width * height <= MOST_POINTS && ratio <= MOST_RATIO && ratio >= 1 / MOST_RATIO;
}

export function isJpeg(bytes: Uint8Array<ArrayBuffer>): boolean {
  return new Reader(bytes).u16(0) === 0xffd8;
}

/** The size of what is none of these, or does not say it here, is null. */
export function sizeOf(bytes: Uint8Array<ArrayBuffer>): Size | null {
  const size = sizeIn(bytes);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

function sizeIn(bytes: Uint8Array<ArrayBuffer>): Size | null {
  const [big, little] = [new Reader(bytes), new Reader(bytes, true)];
  if (isJpeg(bytes)) return ofJpeg(bytes);
  if (big.says(0, "\x89PNG\r\n\x1a\n") && big.says(12, "IHDR"))
    return { width: big.u32(16), height: big.u32(20) };
  if (big.says(0, "GIF8")) return { width: little.u16(6), height: little.u16(8) };
  if (big.says(0, "RIFF") && big.says(8, "WEBP")) return ofWebp(big, little);
  if (big.says(0, "BM")) return ofBmp(little);
  if (big.says(4, "ftypavif") || big.says(4, "ftypavis") || big.says(4, "ftypmif1")) return ofAvif(big);
  return null;
}

/** A frame says its size; tables and the like have markers among those of frames. */
function ofJpeg(bytes: Uint8Array<ArrayBuffer>): Size | null {
  for (const { marker, bytes: segment } of segmentsOf(bytes)) {
    if (marker < 0xc0 || marker > 0xcf || [0xc4, 0xc8, 0xcc].includes(marker)) continue;
    const reader = new Reader(segment);
    return { height: reader.u16(1), width: reader.u16(3) };
  }
  return null;
}

/** <https://developers.google.com/speed/webp/docs/riff_container> */
function ofWebp(big: Reader, little: Reader): Size | null {
  const u24 = (at: number) => little.u16(at) + little.u8(at + 2) * 0x1_00_00;
  if (big.says(12, "VP8X")) return { width: u24(24) + 1, height: u24(27) + 1 };
  if (big.says(12, "VP8 ")) return { width: little.u16(26) & 0x3f_ff, height: little.u16(28) & 0x3f_ff };
  if (!big.says(12, "VP8L")) return null;
  const packed = little.u32(21);
  return { width: (packed & 0x3f_ff) + 1, height: ((packed >>> 14) & 0x3f_ff) + 1 };
}

function ofBmp(little: Reader): Size {
  if (little.u32(14) === 12) return { width: little.u16(18), height: little.u16(20) };
  // Below 0 where it begins at the top.
  return { width: little.u32(18), height: Math.abs(little.u32(22) | 0) };
}

/** The largest of the pictures it is put together of is all of it. */
function ofAvif(big: Reader): Size | null {
  let largest: Size | null = null;
  for (let at = 12; at < big.bytes.length; at += 1) {
    if (big.bytes[at] !== 0x69 || !big.says(at, "ispe")) continue;
    const size = { width: big.u32(at + 8), height: big.u32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
