import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Identity } from "../api/types";
import { holds, noise } from "../preview/fake-object";
import { bytesOf, exif, jpeg, png } from "./fake-pictures";
import { type Shrinking } from "./shrink-worker";
import { forgetThumbnails } from "./store";
import { nameFor, thumbnail } from "./thumbnail";

const asked: Shrinking[] = [];
let decodes = true;
const small = { bytes: Uint8Array.of(1, 2, 3).buffer, type: "image/webp" };
vi.mock("./shrink", () => ({
  shrink: (what: Shrinking) => {
    asked.push(what);
    return Promise.resolve(decodes ? small : null);
  },
}));

const BLOCK = 64 * 1024;
const MiB = 1024 * 1024;
const identity = { connection: "studio", person: "ada", account: "1", role: "writer" } as Identity;
let keys = 0;
/** Another object each time, so that nothing is kept of it. */
const object = (size: number, key = `${(keys += 1)}.jpg`) => ({
  connection: "studio",
  bucket: "b",
  key,
  etag: '"1"',
  size,
});
const filled = (head: Uint8Array, size: number) => bytesOf(head, noise(size - head.length));
const see = (of: ReturnType<typeof object>, signal = new AbortController().signal) =>
  thumbnail(of, identity, signal);

beforeEach(() => {
  asked.length = 0;
  decodes = true;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await forgetThumbnails();
});

test("of a photo with a thumbnail in it no more than the first 64 KiB are read, and nothing twice", async () => {
  const bytes = filled(jpeg(3_000, 2_000, exif({ turn: 6 })), 9 * MiB);
  const held = holds(bytes);
  const of = object(bytes.length);
  expect(await see(of)).toEqual(small);
  expect(held.asked).toEqual([[0, BLOCK - 1]]);
  expect(asked[0]).toMatchObject({ size: { width: 160, height: 120 }, turn: 6, ratio: 1.5 });
  expect(await see(of)).toEqual(small);
  expect([held.asked.length, asked.length]).toEqual([1, 1]);
  // Of another state of it, nothing is known.
  held.etag = '"2"';
  await see({ ...of, etag: '"2"' });
  expect(held.asked).toHaveLength(2);
});

test("without one it is read whole, up to 4 MiB", async () => {
  const held = holds(filled(jpeg(3_000, 2_000), MiB));
  expect(await see(object(MiB))).not.toBeNull();
  expect(held.asked).toEqual([
    [0, BLOCK - 1],
    [BLOCK, MiB - 1],
  ]);
  const large = holds(filled(jpeg(3_000, 2_000), 5 * MiB));
  const of = object(5 * MiB);
  expect(await see(of)).toBeNull();
  expect(large.asked).toEqual([[0, BLOCK - 1]]);
  // That there is none is remembered too.
  await see(of);
  expect(large.asked).toHaveLength(1);
});

test.each([
  ["a picture of more points than fit into memory", png(60_000, 60_000)],
  ["what only is called a picture", bytesOf("<svg><script/></svg>")],
])("of %s no more is read than the beginning, and it is not decoded", async (_, head) => {
  const held = holds(filled(head, MiB));
  expect(await see(object(MiB, `${(keys += 1)}.png`))).toBeNull();
  expect(held.asked).toEqual([[0, BLOCK - 1]]);
  expect(asked).toEqual([]);
});

test("a thumbnail that cannot be decoded, or is a trap, is passed over for the photo", async () => {
  holds(filled(jpeg(300, 200, exif({ thumb: jpeg(65_000, 65_000) })), BLOCK));
  expect(await see(object(BLOCK))).not.toBeNull();
  expect(asked.map(({ size }) => size)).toEqual([{ width: 300, height: 200 }]);
  decodes = false;
  holds(filled(jpeg(300, 200, exif()), BLOCK));
  expect(await see(object(BLOCK))).toBeNull();
  expect(asked).toHaveLength(3);
});

test("a refusal is asked for once, and is none for another role", async () => {
  const fetched = vi.fn(() =>
    Promise.resolve(Response.json({ error: { code: "denied", message: "no" } }, { status: 403 })),
  );
  vi.stubGlobal("fetch", fetched);
  const of = object(BLOCK);
  expect(await see(of)).toBeNull();
  expect(await see(of)).toBeNull();
  expect(fetched).toHaveBeenCalledTimes(1);
  holds(filled(jpeg(300, 200), BLOCK));
  const other = { ...identity, role: "reader" };
  expect(await thumbnail(of, other, new AbortController().signal)).not.toBeNull();
});

test("four are read at a time; what is scrolled away is not read at all", async () => {
  const bytes = filled(jpeg(3_000, 2_000, exif()), BLOCK);
  const held = holds(bytes);
  const stop = new AbortController();
  const many = Array.from({ length: 12 }, () => see(object(BLOCK)));
  const away = Array.from({ length: 12 }, () => see(object(BLOCK), stop.signal));
  stop.abort();
  expect((await Promise.all(many)).every((one) => one !== null)).toBe(true);
  expect((await Promise.all(away)).every((one) => one === null)).toBe(true);
  expect(held.asked).toHaveLength(12);
  expect(held.most).toBeLessThanOrEqual(4);
  // Away is not broken: back in view it is made.
  const [first] = [object(BLOCK)];
  const stopped = new AbortController();
  const gone = see(first, stopped.signal);
  stopped.abort();
  expect(await gone).toBeNull();
  expect(await see(first)).not.toBeNull();
});

test("what one person has seen in one role is kept for nobody else", () => {
  const of = object(1, "k.jpg");
  const names = [
    nameFor(identity, of),
    nameFor({ ...identity, person: "eve" }, of),
    nameFor({ ...identity, role: "reader" }, of),
    nameFor({ ...identity, account: "2" }, of),
    nameFor({ ...identity, connection: "other" }, of),
    nameFor(identity, { ...of, bucket: "b2" }),
    nameFor(identity, { ...of, key: "k2.jpg" }),
    nameFor(identity, { ...of, etag: '"2"' }),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(nameFor({ ...identity, id: "new", session_name: "later" }, of)).toBe(names[0]);
});
