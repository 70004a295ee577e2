import { beforeEach, expect, test, vi } from "vitest";
import { identityOf, roleOf, studio } from "../test-server";
import { cutIn, freeName, hasWritten, heldIn, hold, isHeldHere, pasting } from "./clipboard";
import type { Folder, Item } from "./item";

const here: Folder = { connection: "studio", bucket: "b", prefix: "a/" };
const file: Item = { key: "a/x.txt", name: "x.txt", isFolder: false, size: 3 };
const tree: Item = { key: "a/tree/", name: "tree", isFolder: true, size: 0 };
const opened = identityOf(studio);
const held = (move: boolean, items = [file, tree], folder = here) => ({
  move,
  folder,
  items,
  role: opened.id,
});
const none = () => false;

beforeEach(() => {
  sessionStorage.clear();
  hold(null);
});

test("what is cut is moved where it is pasted: another folder, another bucket, another connection", () => {
  const items = [
    { kind: "object", from: "a/x.txt", to: "c/x.txt" },
    { kind: "prefix", from: "a/tree/", to: "c/tree/" },
  ];
  const of = (to: Folder) => pasting(held(true), to, none);
  const work = { kind: "move", source_bucket: "b", target_bucket: "b", items, overwrite: false };
  expect(of({ ...here, prefix: "c/" })).toMatchObject({ work });
  expect(of({ ...here, bucket: "other", prefix: "c/" })).toMatchObject({
    work: { ...work, target_bucket: "other" },
  });
  expect(of({ ...here, connection: "finance", prefix: "c/" })).toMatchObject({
    work: { ...work, target_connection: "finance" },
  });
  expect(of({ ...here, prefix: "c/" })).not.toHaveProperty("work.target_connection");
});

test("what is copied into its own folder gets names that are free there, and what is cut stays", () => {
  const taken = new Set(["a/x (copy).txt"]);
  const found = pasting(held(false), here, (key) => taken.has(key));
  expect(found).toMatchObject({
    work: { kind: "copy", items: [{ to: "a/x (copy 2).txt" }, { to: "a/tree (copy)/" }] },
  });
  expect(pasting(held(true), here, none)).toEqual({ problem: "They are in this folder." });
});

test("a folder does not go into itself, whichever role of its connection pastes", () => {
  for (const connection of ["studio", "studio~2"]) {
    const to = { ...here, connection, prefix: "a/tree/deep/" };
    expect(pasting(held(false), to, none)).toEqual({ problem: "A folder cannot go into itself." });
  }
  // A bucket of the same name in another store is another bucket.
  expect(pasting(held(false), { ...here, connection: "lab", prefix: "a/tree/" }, none)).toHaveProperty(
    "work",
  );
});

test("the ending of a file and the slash of a folder stay last in a free name", () => {
  const free = (key: string) => freeName(key, none);
  expect(["a/b.tar.gz", "a/.hidden", "a.b/c", "a.b/", "//"].map(free)).toEqual([
    "a/b.tar (copy).gz",
    "a/.hidden (copy)",
    "a.b/c (copy)",
    "a.b (copy)/",
    "/ (copy)/",
  ]);
});

test("what a role has seen is nobody's once it is closed, and another's role sees nothing of it", () => {
  hold(held(true));
  expect(heldIn([opened])).not.toBeNull();
  expect(heldIn([])).toBeNull();
  expect(heldIn([{ ...opened, id: "another" }])).toBeNull();
  const role = roleOf("7", "reader");
  hold({ ...held(true), folder: { ...here, connection: "research~7" }, role: "7" });
  expect(heldIn([role])?.folder.connection).toBe("research~7");
});

test("it is there still when the page has been loaded anew, and too much of it is not kept", async () => {
  hold(held(true));
  vi.resetModules();
  await (await import("../messages")).speak();
  const again = await import("./clipboard");
  expect(again.heldIn([opened])).toEqual(held(true));
  hold(held(true, [{ ...file, key: "x".repeat(1_000_001) }]));
  expect(sessionStorage.getItem("wardrobe-clipboard")).toBeNull();
});

test("rows are faded in the very folder they are cut from", () => {
  expect([...cutIn(held(true), here)]).toEqual(["a/x.txt", "a/tree/"]);
  expect([...cutIn(held(false), here)]).toEqual([]);
  expect([...cutIn(held(true), { ...here, bucket: "other" })]).toEqual([]);
});

test("text that was copied elsewhere since is what is pasted", () => {
  expect(isHeldHere("")).toBe(false);
  hold(held(false));
  expect(isHeldHere("anything")).toBe(true);
  hasWritten("s3://b/a/x.txt\ns3://b/a/tree/");
  expect(isHeldHere("s3://b/a/x.txt\r\ns3://b/a/tree/")).toBe(true);
  expect(isHeldHere("a letter")).toBe(false);
});
