import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/error";
import type { Page } from "../api/types";
import { Listing, type Pages } from "./listing";
import { folderRow, rowSeen } from "./rows";

const object = (key: string, size = 1) => ({
  key,
  size,
  last_modified: "2026-01-01T00:00:00Z",
  etag: null,
  storage_class: "STANDARD",
});
const page = (objects: string[], prefixes: string[] = []): Page => ({
  type: "page",
  prefixes,
  objects: objects.map((key) => object(key)),
});

/** A listing whose pages come when the test says so. */
function scripted(prefix = "") {
  const asked: (string | undefined)[] = [];
  let give: (next: Page | Error | null) => void = () => undefined;
  let pulls = 0;
  const pages: Pages = async function* (startAfter, signal) {
    asked.push(startAfter);
    for (;;) {
      pulls += 1;
      const next = await new Promise<Page | Error | null>((resolve, reject) => {
        give = resolve;
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
      if (next === null) return;
      if (next instanceof Error) throw next;
      yield next;
    }
  };
  const listing = new Listing(prefix, pages);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const next = async (value: Page | Error | null) => {
    give(value);
    await settle();
  };
  const keys = () => Array.from(listing.view().rows, ({ key }) => key);
  return { listing, asked, next, keys, settle, pulls: () => pulls };
}

const frames = () => new Promise((resolve) => setTimeout(resolve, 40));

afterEach(() => vi.restoreAllMocks());

test("the first rows are there before the second page is", async () => {
  const { listing, next, keys, pulls } = scripted();
  let told = 0;
  listing.subscribe(() => (told += 1));
  listing.start();
  const names = Array.from({ length: 999 }, (_, at) => String(at).padStart(3, "0"));
  await next(page(names, ["z/"]));
  expect(keys()).toEqual(["z/", ...names]);
  expect(listing.view()).toMatchObject({ state: "loading", total: 1000 });
  // The second page is asked for, and has not come.
  expect(pulls()).toBe(2);
  expect(told).toBeGreaterThan(0);
});

test("few rows are never seen in another order than the one they keep", async () => {
  const { listing, next, keys } = scripted();
  const seen = new Set<string>();
  listing.subscribe(() => seen.add(keys().join(" ")));
  listing.start();
  await next(page(["B10", "B9", "a"]));
  await next(null);
  await frames();
  expect([...seen]).toEqual(["", "a B9 B10"]);
});

test("few rows are shown though the end does not come", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["B10", "B9"]));
  await frames();
  expect(keys()).toEqual(["B10", "B9"]);
});

test("while pages come, names keep S3's order; at the end they have people's", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["B10", "B9"]));
  await next(page(["a", "c"], ["f/"]));
  await frames();
  expect(keys()).toEqual(["f/", "B10", "B9", "a", "c"]);
  await next(null);
  expect(keys()).toEqual(["f/", "a", "B9", "B10", "c"]);
  expect(listing.view().state).toBe("done");
});

test("pages of one frame are shown at once", async () => {
  const { listing, next } = scripted();
  listing.start();
  await next(page(["0"]));
  let told = 0;
  listing.subscribe(() => (told += 1));
  for (let at = 1; at <= 5; at += 1) await next(page([String(at)]));
  await frames();
  expect(listing.view().total).toBe(6);
  expect(told).toBeLessThan(5);
});

test("stopping keeps what has come, and going on begins behind it", async () => {
  const { listing, asked, next, keys } = scripted();
  listing.start();
  await next(page(["a"], ["b/"]));
  listing.stop();
  expect(listing.view().state).toBe("stopped");
  listing.start();
  expect(asked).toEqual([undefined, "b/\u{10ffff}"]);
  await next(page(["c"]));
  await next(null);
  expect(keys()).toEqual(["b/", "a", "c"]);
});

test("a failure in the middle keeps the rows and says why", async () => {
  const { listing, asked, next, keys } = scripted();
  listing.start();
  await next(page(["a"]));
  await next(new ApiError({ code: "expired", message: "over" }));
  expect(listing.view()).toMatchObject({ state: "failed", error: { code: "expired" } });
  expect(keys()).toEqual(["a"]);
  listing.start();
  expect(asked[1]).toBe("a");
});

test("a refresh shows the old rows until all new ones are there", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["a", "b"]));
  await next(null);
  listing.refresh();
  expect(listing.view().refreshing).toBe(true);
  await next(page(["b"]));
  expect(keys()).toEqual(["a", "b"]);
  await next(page(["c"]));
  await next(null);
  expect(keys()).toEqual(["b", "c"]);
  expect(listing.view().refreshing).toBe(false);
});

test("a refresh that is stopped leaves the rows, and none twice", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["a", "b"]));
  await next(null);
  listing.refresh();
  await next(page(["a"]));
  listing.put(rowSeen("", "c", 1, "") ?? folderRow("never/"));
  listing.stop();
  expect(keys()).toEqual(["a", "b", "c"]);
  expect(listing.view().state).toBe("done");
  listing.start();
  expect(listing.view().refreshing).toBe(false);
  listing.refresh();
  listing.put(rowSeen("", "late", 1, "") ?? folderRow("never/"));
  await next(page(["a", "b", "c"]));
  await next(null);
  expect(keys()).toEqual(["a", "b", "c", "late"]);
});

test("a refresh that fails leaves the rows", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["a"]));
  await next(null);
  listing.refresh();
  await next(new ApiError({ code: "unreachable", message: "gone" }));
  expect(keys()).toEqual(["a"]);
  expect(listing.view().error?.code).toBe("unreachable");
});

test("a refresh that is refused leaves nothing of what may not be seen any more", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["a"]));
  await next(null);
  listing.refresh();
  await next(new ApiError({ code: "denied", message: "no" }));
  expect(keys()).toEqual([]);
  expect(listing.view()).toMatchObject({ state: "failed", error: { code: "denied" }, total: 0 });
  listing.start();
  await next(page(["b"]));
  await frames();
  expect(keys()).toEqual(["b"]);
});

test("sorting while pages come merges them where they belong", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next({ ...page([]), objects: [object("a", 5), object("b", 1)] });
  listing.sort({ by: "size", descending: true });
  await next({ ...page([]), objects: [object("c", 3), object("d", 9)] });
  await frames();
  expect(keys()).toEqual(["d", "a", "c", "b"]);
});

test("a filter holds for rows that come later", async () => {
  const { listing, next, keys } = scripted("p/");
  listing.start();
  await next(page(["p/Apple", "p/pear"]));
  listing.filter("APP");
  await next(page(["p/pineapple", "p/plum"]));
  await frames();
  expect(keys()).toEqual(["p/Apple", "p/pineapple"]);
  expect(listing.view().total).toBe(4);
  listing.filter("");
  expect(keys()).toHaveLength(4);
});

test("the folder's own marker is no row, unless there is something in it", async () => {
  const { listing, next, keys } = scripted("p/");
  listing.start();
  await next({ type: "page", prefixes: ["p//"], objects: [object("p/", 0), object("p/x", 0)] });
  await frames();
  expect(keys()).toEqual(["p//", "p/x"]);
  const other = scripted("p/");
  other.listing.start();
  await other.next({ type: "page", prefixes: [], objects: [object("p/", 7)] });
  await frames();
  expect(other.keys()).toEqual(["p/"]);
});

test("ways to what is further down are told from what S3 has, also when it is listed again", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next({ ...page([], ["a/"]), ways: true });
  await next(null);
  expect(listing.view()).toMatchObject({ ways: true, found: true, state: "done" });
  listing.refresh();
  await next(page(["b"], ["a/"]));
  await next(null);
  expect(listing.view().ways).toBe(false);
  expect(keys()).toEqual(["a/", "b"]);
});

test("an empty folder with its marker is there; one without is not", async () => {
  const marked = scripted("p/");
  marked.listing.start();
  await marked.next({ type: "page", prefixes: [], objects: [object("p/", 0)] });
  await marked.next(null);
  expect(marked.listing.view()).toMatchObject({ total: 0, found: true });
  const bare = scripted("p/");
  bare.listing.start();
  await bare.next(page([]));
  await bare.next(null);
  expect(bare.listing.view()).toMatchObject({ total: 0, found: false });
});

test("what was uploaded shows once, though a page brings it too", async () => {
  const { listing, next, keys } = scripted("p/");
  listing.start();
  await next(page(["p/a"]));
  const seen = rowSeen("p/", "p/new", 3, "2026-01-02T00:00:00Z");
  if (seen) listing.put(seen);
  await next(page(["p/b", "p/new"], ["p/sub/"]));
  listing.put(folderRow("p/sub/"));
  await next(null);
  expect(keys()).toEqual(["p/sub/", "p/a", "p/b", "p/new"]);
  listing.remove(["p/a"]);
  expect(keys()).toEqual(["p/sub/", "p/b", "p/new"]);
});

test("something below a folder is seen as that folder", () => {
  expect(rowSeen("p/", "p/deep/er/x", 1, "")).toMatchObject({ key: "p/deep/", folder: true });
  expect(rowSeen("p/", "p/", 1, "")).toBeNull();
  expect(rowSeen("p/", "q/x", 1, "")).toBeNull();
});

test("two thousand uploads into a long list cost a merge or two, not a sort each", async () => {
  // A busy machine is slow, not wrong.
  const patience = { timeout: 20_000 };
  const all: Pages = async function* () {
    yield page(Array.from({ length: 10_000 }, (_, n) => `file-${n}`));
  };
  const listing = new Listing("", all);
  listing.start();
  await vi.waitFor(() => expect(listing.view().rows.at(9_999)?.key).toBe("file-9999"), patience);
  let told = 0;
  listing.subscribe(() => (told += 1));
  for (let at = 0; at < 2_000; at += 1)
    listing.put({ ...folderRow(`file-${at * 5}.new`), folder: false, size: at });
  await vi.waitFor(() => expect(listing.view().total).toBe(12_000), patience);
  expect(told).toBeLessThan(20);
  expect(Array.from({ length: 4 }, (_, at) => listing.view().rows.at(at)?.key)).toEqual([
    "file-0",
    "file-0.new",
    "file-1",
    "file-2",
  ]);
});

test("a refresh of what had come in part keeps the rows until as many new ones are there", async () => {
  const { listing, asked, next, keys } = scripted();
  listing.start();
  await next(page(["a", "b"]));
  listing.refresh();
  expect(listing.view()).toMatchObject({ state: "loading", refreshing: true });
  await next(page(["a0"]));
  await frames();
  expect(keys()).toEqual(["a", "b"]);
  await next(page(["c"], ["f/"]));
  await frames();
  expect(keys()).toEqual(["f/", "a0", "c"]);
  expect(listing.view().refreshing).toBe(false);
  listing.stop();
  listing.start();
  expect(asked).toEqual([undefined, undefined, "f/\u{10ffff}"]);
});

test("all but some go, and the rest is listed anew", async () => {
  const { listing, next, keys } = scripted();
  listing.start();
  await next(page(["a", "b", "c"], ["f/"]));
  await next(null);
  listing.leave(["f/", "b"]);
  expect(keys()).toEqual(["f/", "b"]);
  expect(listing.view().refreshing).toBe(true);
  await next(page(["b"]));
  await next(null);
  expect(keys()).toEqual(["b"]);
});

test("a row is found by its key, whatever the order and the filter", async () => {
  const { listing, next } = scripted();
  listing.start();
  await next({ ...page([], ["f/"]), objects: [object("a", 5), object("b", 1), object("ab", 3)] });
  await next(null);
  listing.sort({ by: "size", descending: true });
  const place = (key: string) => listing.view().rows.placeOf?.(key);
  expect(["f/", "a", "ab", "b", "c"].map(place)).toEqual([0, 1, 2, 3, -1]);
  listing.filter("b");
  expect(["a", "ab", "b"].map(place)).toEqual([-1, 0, 1]);
  expect(listing.row("a")).toMatchObject({ size: 5 });
});

test("a hundred thousand rows come in well under a second", async () => {
  const all: Pages = async function* () {
    for (let at = 0; at < 100; at += 1) {
      yield page(Array.from({ length: 1_000 }, (_, n) => `file-${String(at * 1_000 + n).padStart(7, "0")}`));
    }
  };
  const listing = new Listing("", all);
  const began = performance.now();
  const done = new Promise<void>((resolve) => {
    listing.subscribe(() => listing.view().state === "done" && resolve());
  });
  listing.start();
  await done;
  expect(listing.view().rows).toHaveLength(100_000);
  expect(performance.now() - began).toBeLessThan(3_000);
});
