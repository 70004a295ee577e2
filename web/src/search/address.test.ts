import { expect, test } from "vitest";
import { isEmpty, queryOf, readSize, wantedIn, writeSize } from "./address";

const any = {
  words: "",
  how: "text",
  within: "name",
  min: null,
  max: null,
  after: null,
  before: null,
} as const;

test("a search is what its address says, and the other way round", () => {
  const wanted = {
    words: "a+b %25 &",
    how: "glob",
    within: "key",
    min: 0,
    max: 5,
    after: "2026-01-31",
    before: null,
  } as const;
  const query = new URLSearchParams(
    Object.entries(queryOf(wanted)).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  expect(wantedIn(query)).toEqual(wanted);
  expect(wantedIn(new URLSearchParams("bucket=b"))).toBeNull();
  expect(wantedIn(new URLSearchParams("search="))).toEqual(any);
});

test("what makes no sense in an address is left out", () => {
  const query = new URLSearchParams(
    "search=x&how=magic&in=out&min=-1&max=1e9&after=yesterday&before=2026-99-99",
  );
  expect(wantedIn(query)).toEqual({ ...any, words: "x" });
  expect(isEmpty(any)).toBe(true);
  expect(isEmpty({ ...any, min: 0 })).toBe(false);
});

test("sizes are read as people write them", () => {
  expect(["300", "20k", "1.5 MB", "1,5 mib", "2 GB", "1 byte", ""].map(readSize)).toEqual([
    300,
    20_480,
    1_572_864,
    1_572_864,
    2_147_483_648,
    1,
    null,
  ]);
  expect(["much", "-1", "1 XB", "1e3"].map(readSize)).toEqual([NaN, NaN, NaN, NaN]);
  expect([null, 0, 300, 20_480, 1_572_864].map(writeSize)).toEqual(["", "0", "300", "20 KB", "1536 KB"]);
});
