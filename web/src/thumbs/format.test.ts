import { expect, test } from "vitest";
import { broken } from "../preview/fake-object";
import { big16, big32, bytesOf, jpeg, little16, little32, png } from "./fake-pictures";
import { isModest, sizeOf } from "./format";

const riff = (...rest: (string | number[] | Uint8Array)[]) => bytesOf("RIFF", little32(99), "WEBP", ...rest);
const ispe = (width: number, height: number) =>
  bytesOf(big32(20), "ispe", [0, 0, 0, 0], big32(width), big32(height));

const pictures = {
  JPEG: jpeg(640, 480),
  PNG: png(640, 480),
  GIF: bytesOf("GIF89a", little16(640), little16(480)),
  BMP: bytesOf("BM", new Uint8Array(12), little32(40), little32(640), little32(480)),
  "BMP from the top": bytesOf("BM", new Uint8Array(12), little32(40), little32(640), little32(-480)),
  "old BMP": bytesOf("BM", new Uint8Array(12), little32(12), little16(640), little16(480)),
  "WebP with losses": riff("VP8 ", new Uint8Array(10), little16(640), little16(480)),
  "WebP without": riff("VP8L", new Uint8Array(5), little32(639 | (479 << 14))),
  "WebP in parts": riff("VP8X", new Uint8Array(8), [0x7f, 2, 0, 0xdf, 1, 0]),
  AVIF: bytesOf(big32(24), "ftypavif", big16(0), ispe(64, 48), ispe(640, 480), ispe(8, 8)),
};

test.each(Object.entries(pictures))("of %s the size is known before it is decoded", (_, bytes) => {
  expect(sizeOf(bytes)).toEqual({ width: 640, height: 480 });
  // It is known of nothing that is cut off before it, and reading what is wrong ends.
  for (const other of broken(bytes, 60)) {
    const size = sizeOf(other);
    if (size) expect(size.width > 0 && size.height > 0).toBe(true);
  }
  expect(sizeOf(bytes.slice(0, 11))?.width ?? NaN).not.toBe(0);
});

test.each([
  ["an SVG", bytesOf(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)],
  ["a page", bytesOf("<!doctype html><script>")],
  ["a PNG without a size", png(0, 480)],
  ["nothing", new Uint8Array()],
])("%s is no picture here", (_, bytes) => expect(sizeOf(bytes)).toBeNull());

test("what would take too much memory, or is a line, is not decoded", () => {
  expect(isModest({ width: 6_000, height: 4_000 })).toBe(true);
  for (const [width, height] of [
    [65_535, 65_535],
    [1, 100_000],
    [100_000, 1],
    [0xffff_ffff, 0xffff_ffff],
  ] as const)
    expect(isModest({ width, height })).toBe(false);
});
