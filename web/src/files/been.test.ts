import { beforeEach, expect, test } from "vitest";
import { identityOf, studio } from "../test-server";
import { forgetPlace, placesBeen, wasIn } from "./been";

const ada = identityOf(studio, { person: "ada" });
const at = (prefix: string, bucket = "b") => ({ bucket, prefix });

beforeEach(() => localStorage.clear());

test("the last place comes first, byte for byte", () => {
  for (const prefix of ["a//", "b c+%2F/", "ä\u0000/"]) wasIn(ada, at(prefix));
  expect(placesBeen(ada)).toEqual([at("ä\u0000/"), at("b c+%2F/"), at("a//")]);
});

test("a place in another is reached through it", () => {
  wasIn(ada, at("a/b/"));
  wasIn(ada, at("ab/"));
  wasIn(ada, at("a/"));
  expect(placesBeen(ada)).toEqual([at("a/"), at("ab/")]);
  wasIn(ada, at("ab/c/"));
  expect(placesBeen(ada)).toEqual([at("ab/"), at("a/")]);
  wasIn(ada, at("", "other"));
  expect(placesBeen(ada)).toHaveLength(3);
});

test("what is refused is forgotten, and nothing else", () => {
  wasIn(ada, at("a/"));
  wasIn(ada, at("a/", "other"));
  forgetPlace(ada, at("a/"));
  forgetPlace(ada, at("never/"));
  expect(placesBeen(ada)).toEqual([at("a/", "other")]);
});

test("a bucket has room for some, and all of them for some more", () => {
  for (const bucket of ["b", "c", "d", "e"]) for (let n = 0; n < 30; n++) wasIn(ada, at(`${n}/`, bucket));
  const kept = placesBeen(ada);
  expect(kept).toHaveLength(60);
  expect(kept.filter(({ bucket }) => bucket === "e")).toHaveLength(20);
  expect(kept[0]).toEqual(at("29/", "e"));
});

test("another person, account or connection has been elsewhere", () => {
  wasIn(ada, at("a/"));
  for (const other of [{ person: "bob" }, { account: "222222222222" }, { connection: "finance" }])
    expect(placesBeen({ ...ada, ...other })).toEqual([]);
});

test.each(["", "{", "null", "3", '[1,{"bucket":"b"},null]'])("what is kept as %s is nothing", (kept) => {
  localStorage.setItem(`wardrobe-been studio ${ada.account} ada`, kept);
  expect(placesBeen(ada)).toEqual([]);
});
