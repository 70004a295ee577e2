import { beforeEach, expect, test } from "vitest";
import { identityOf, studio } from "../test-server";
import { marksOf, toggleStar, wasOpened } from "./marks";

const ada = identityOf(studio, { person: "Ada" });
const at = (prefix: string, bucket = "b") => ({ bucket, prefix });

beforeEach(() => localStorage.clear());

test("a star is given and taken, of that folder and no other", () => {
  toggleStar(ada, at("a/"));
  toggleStar(ada, at("a/b/"));
  expect(marksOf("starred", ada)).toEqual([at("a/"), at("a/b/")]);
  toggleStar(ada, at("a/"));
  expect(marksOf("starred", ada)).toEqual([at("a/b/")]);
});

test("the last ten folders are remembered, the last one first and each once", () => {
  for (let n = 1; n <= 12; n += 1) wasOpened(ada, at(`${n}/`));
  wasOpened(ada, at("5/"));
  const recent = marksOf("recent", ada).map(({ prefix }) => prefix);
  expect(recent).toEqual(["5/", "12/", "11/", "10/", "9/", "8/", "7/", "6/", "4/", "3/"]);
});

test("what one person has opened is no business of another, or of another account", () => {
  wasOpened(ada, at("a/"));
  toggleStar(ada, at("a/"));
  for (const other of [
    { ...ada, person: "Bob" },
    { ...ada, account: "222222222222" },
  ]) {
    expect([...marksOf("recent", other), ...marksOf("starred", other)]).toEqual([]);
  }
});

test("what somebody else has written there does no harm", () => {
  wasOpened(ada, at("a/"));
  const [name = ""] = Object.keys(localStorage);
  localStorage.setItem(name, '[{"bucket":1},null,{"bucket":"b","prefix":"x/"},"y"]');
  expect(marksOf("recent", ada)).toEqual([at("x/")]);
});
