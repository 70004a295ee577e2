import { expect, test } from "vitest";
import { broken } from "../preview/fake-object";
import { embeddedIn } from "./exif";
import { type Exif, bytesOf, exif, jpeg } from "./fake-pictures";

const thumb = jpeg(160, 120);
const found = (how: Exif) => embeddedIn(jpeg(4_000, 3_000, exif({ thumb, ...how })));

test.each([
  ["of either byte order", { isLittle: true }],
  ["of the other", { isLittle: false }],
])("a thumbnail is found, %s, and how it is turned", (_, how) => {
  for (const turn of [1, 6, 8]) expect(found({ ...how, turn })).toEqual({ bytes: thumb, turn });
});

test("behind other segments it is found too", () => {
  const other = bytesOf([0xff, 0xe0, 0, 6], "JFIF");
  const notes = bytesOf([0xff, 0xe1, 0, 9], "http://");
  expect(embeddedIn(jpeg(40, 30, other, notes, exif({ thumb })))?.bytes).toEqual(thumb);
});

test.each<[string, Exif]>([
  ["a thumbnail that would go beyond the end", { length: 60_000 }],
  ["one that is nowhere near", { from: 0xffff_fff0, length: 0x20 }],
  ["one whose length would turn the sum over", { from: 56, length: 0xffff_ffff }],
  ["one of no length", { length: 0 }],
  ["one that is no picture", { thumb: bytesOf("<svg onload=alert(1)>") }],
  ["a second directory beyond the end", { second: 0xffff_ffff }],
  ["none", { second: 0 }],
  ["one that leads back to the first", { second: 8 }],
  ["one within its own number", { second: 27 }],
])("%s is none", (_, how) => expect(found(how)).toBeNull());

test("a directory that claims more entries than there are bytes is read as far as it goes", () => {
  expect(found({ claims: 65_535 })).toBeNull();
  expect(found({ turn: 9 })?.turn).toBe(1);
});

test("whatever is cut off or wrong, what is found lies within, and reading ends", () => {
  const photo = jpeg(4_000, 3_000, exif({ thumb, turn: 6 }));
  for (const bytes of broken(photo, 400)) {
    const inside = embeddedIn(bytes);
    if (!inside) continue;
    expect(inside.bytes.length).toBeLessThanOrEqual(bytes.length);
    expect(Array.from(inside.bytes.subarray(0, 2))).toEqual([0xff, 0xd8]);
    expect(inside.turn).toBeGreaterThanOrEqual(1);
    expect(inside.turn).toBeLessThanOrEqual(8);
  }
});

test("a block of nothing but fillers or empty segments ends", () => {
  const block = (byte: number[]) => Uint8Array.from({ length: 65_536 }, (_, at) => byte[at % byte.length]!);
  const begun = (rest: Uint8Array) => bytesOf([0xff, 0xd8], rest);
  expect(embeddedIn(begun(block([0xff])))).toBeNull();
  expect(embeddedIn(begun(block([0xff, 0xe1, 0, 2])))).toBeNull();
  expect(embeddedIn(begun(block([0xff, 0xe1, 0, 0])))).toBeNull();
});
