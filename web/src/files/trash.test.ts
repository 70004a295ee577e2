import { expect, test } from "vitest";
import type { Item } from "./item";
import { trashed } from "./trash";

const now = new Date("2026-11-29T01:02:03.456Z");
const file = (key: string): Item => ({
  key,
  name: key.slice(key.lastIndexOf("/") + 1),
  isFolder: false,
  size: 1,
});
const folder = (key: string): Item => ({ key, name: key.slice(0, -1), isFolder: true, size: 0 });
const on = { trash: true, locations: [] as string[] };
const at = (prefix: string) => ({ connection: "studio", bucket: "box", prefix });

test("what is deleted keeps its path in the trash, in a folder of the moment", () => {
  const gone = trashed(at("a/"), [file("a/x.txt"), folder("a/b/")], "off", on, now);
  expect(gone?.place).toBe(".trash/2026-11-29T01-02-03Z/");
  expect(gone?.work).toMatchObject({ kind: "move", target_bucket: "box", overwrite: false });
  expect(gone?.work.items).toEqual([
    { kind: "object", from: "a/x.txt", to: ".trash/2026-11-29T01-02-03Z/a/x.txt" },
    { kind: "prefix", from: "a/b/", to: ".trash/2026-11-29T01-02-03Z/a/b/" },
  ]);
});

test("the trash is in the location, where the role may write", () => {
  const narrow = { trash: true, locations: ["s3://box/", "s3://box/team/", "s3://other/team/a/"] };
  const gone = trashed(at("team/a/"), [file("team/a/x")], "suspended", narrow, now);
  expect(gone?.work.items[0]?.to).toBe("team/.trash/2026-11-29T01-02-03Z/a/x");
});

test("all of a folder but some goes without those", () => {
  const all: Item = {
    ...folder("a/"),
    all: { count: 3, exceptKeys: ["a/", "a/k"], exceptPrefixes: ["a/p/"] },
  };
  const gone = trashed(at("a/"), [all], "off", on, now);
  expect(gone?.work).toMatchObject({ except_keys: ["a/", "a/k"], except_prefixes: ["a/p/"] });
});

test("what is in the trash, or holds it, or is kept as a version, is not moved there", () => {
  const inTrash = ".trash/2026-11-29T01-02-03Z/";
  expect(trashed(at(inTrash), [file(`${inTrash}x`)], "off", on, now)).toBeNull();
  expect(trashed(at(""), [folder(".trash/")], "off", on, now)).toBeNull();
  expect(trashed(at(""), [{ ...folder("/"), key: "" }], "off", on, now)).toBeNull();
  expect(trashed(at(""), [file("x")], "enabled", on, now)).toBeNull();
  expect(trashed(at(""), [file("x")], null, on, now)).toBeNull();
  expect(trashed(at(""), [file("x")], "off", { ...on, trash: false }, now)).toBeNull();
  expect(trashed(at(""), [file("x")], "off", undefined, now)).toBeNull();
});
