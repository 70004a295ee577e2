import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { MOST, forgetThumbnails, keep, recall } from "./store";

const picture = (bytes: number) => ({ bytes: new ArrayBuffer(bytes), type: "image/webp" });
const isKept = async (name: string) => (await recall(name, 0)) !== undefined;
const usual = { ...MOST };

afterEach(async () => {
  vi.restoreAllMocks();
  Object.assign(MOST, usual);
  await forgetThumbnails();
});

test("one comes out as it went in, and it is known of what none can be made", async () => {
  const small = { bytes: Uint8Array.of(1, 2, 3).buffer, type: "image/webp" };
  await keep("a", small, 1);
  await keep("b", null, 1);
  expect(await recall("a")).toEqual(small);
  expect(await recall("b")).toBeNull();
  expect(await recall("c")).toBeUndefined();
});

test("of too many, those that were not used for longest go", async () => {
  Object.assign(MOST, { count: 10 });
  for (let at = 0; at < 10; at += 1) await keep(`${at}`, picture(5), at * 100_000);
  expect(await isKept("0")).toBe(true);
  // The first one is looked at again.
  await recall("0", 5_000_000);
  await keep("10", picture(5), 5_000_001);
  const left = [];
  for (let at = 0; at <= 10; at += 1) if (await isKept(`${at}`)) left.push(at);
  expect(left).toEqual([0, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("of too large ones too, and however many come it stays so", async () => {
  Object.assign(MOST, { bytes: 10_000 });
  const sizes = new Map<string, number>();
  for (let at = 0; at < 60; at += 1) {
    const size = 300 + ((at * 37) % 400);
    sizes.set(`${at}`, size);
    await keep(`${at}`, picture(size), at);
    let held = 0;
    for (const [name, bytes] of sizes) if (await isKept(name)) held += bytes;
    expect(held).toBeLessThanOrEqual(10_000);
  }
  expect(await isKept("59")).toBe(true);
  expect(await isKept("0")).toBe(false);
});

test("a month unused, it is gone with the next one", async () => {
  const day = 24 * 3600 * 1000;
  await keep("old", picture(5), 0);
  await keep("new", picture(5), 20 * day);
  // As when the page has been loaded anew: how much there is has to be counted.
  vi.resetModules();
  const anew = await import("./store");
  await anew.keep("now", picture(5), 31 * day);
  expect([await isKept("old"), await isKept("new"), await isKept("now")]).toEqual([false, true, true]);
});

test("after a sign-out there is nothing", async () => {
  await keep("a", picture(5));
  await forgetThumbnails();
  expect(await isKept("a")).toBe(false);
});

test("a browser that keeps nothing is told of nothing", async () => {
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  await keep("a", picture(5));
  expect(await recall("a")).toBeUndefined();
});
