import { afterEach, expect, it, vi } from "vitest";
import { noise, opened } from "./fake-object";
import { BLOCK } from "./ranges";

afterEach(() => vi.unstubAllGlobals());

const MiB = 1024 * 1024;

it("gives exactly the bytes that were asked for, wherever they lie", async () => {
  const bytes = noise(5 * BLOCK + 123);
  const { ranges } = opened(bytes);
  const places = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK - 7, bytes.length - 1, bytes.length];
  for (const from of places)
    for (const to of places.filter((place) => place >= from))
      expect(Buffer.compare(await ranges.read(from, to), bytes.subarray(from, to)), `${from} to ${to}`).toBe(
        0,
      );
});

it("reads nothing twice, and counts what has come", async () => {
  let count = 0;
  const { held, ranges } = opened(noise(10 * BLOCK), (bytes) => (count += bytes));
  await Promise.all([ranges.read(10, 20), ranges.read(15, 2 * BLOCK), ranges.read(0, 5)]);
  await ranges.read(0, 2 * BLOCK);
  expect(held.asked).toEqual([
    [0, BLOCK - 1],
    [BLOCK, 2 * BLOCK - 1],
  ]);
  expect(count).toBe(2 * BLOCK);
});

it("asks once for what lies together, and for four pieces at once at most", async () => {
  const { held, ranges } = opened(noise(40 * MiB));
  await ranges.read(0, 40 * MiB);
  expect(held.asked).toHaveLength(10);
  expect(held.most).toBe(4);
});

it("keeps no more than 16 MiB", async () => {
  const { held, ranges } = opened(noise(20 * MiB));
  for (let at = 0; at < 20; at++) await ranges.read(at * MiB, (at + 1) * MiB);
  const before = held.asked.length;
  await ranges.read(19 * MiB, 20 * MiB);
  expect(held.asked.length).toBe(before);
  await ranges.read(0, MiB);
  expect(held.asked.length).toBe(before + 1);
});

it("says that the object has changed, and never mixes two", async () => {
  const { held, ranges } = opened(noise(4 * BLOCK));
  await ranges.read(0, 10);
  held.etag = '"2"';
  await expect(ranges.read(2 * BLOCK, 2 * BLOCK + 10)).rejects.toThrow("This file has changed");
});

it("refuses what points beyond the end, and more than a page can hold", async () => {
  const { held, ranges } = opened(noise(100));
  for (const [from, to] of [
    [0, 101],
    [-1, 5],
    [50, 40],
    [0, Number.NaN],
    [2 ** 60, 2 ** 61],
  ] as const)
    await expect(ranges.read(from, to)).rejects.toThrow(Error);
  expect(held.asked).toEqual([]);
});

it("does not take all of an object for a piece of it", async () => {
  const { ranges } = opened(noise(4 * BLOCK));
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(noise(4 * BLOCK), { status: 200 })));
  await expect(ranges.read(BLOCK, BLOCK + 1)).rejects.toThrow("does not read parts");
});

it("tries again what has failed, and stops when it is closed", async () => {
  const { ranges } = opened(noise(4 * BLOCK));
  const answers = fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
  await expect(ranges.read(0, 5)).rejects.toThrow();
  vi.stubGlobal("fetch", answers);
  expect(await ranges.read(0, 5)).toHaveLength(5);
  const late = ranges.read(3 * BLOCK, 3 * BLOCK + 1);
  ranges.close();
  await expect(late).rejects.toThrow();
});
