import { beforeEach, expect, test, vi } from "vitest";
import type { Copying } from "../api/jobs";
import { FakeJobs, jobOf } from "../jobs/fake-jobs";
import { jobs } from "../jobs";
import { goBack, isWayBack, wayBack } from "./way-back";

let server: FakeJobs;

beforeEach(() => {
  jobs.clear();
  server = new FakeJobs().install();
  return () => vi.unstubAllGlobals();
});

const move: Copying = {
  kind: "move",
  source_bucket: "b",
  target_bucket: "c",
  items: [
    { kind: "object", from: "a/x", to: "to/x" },
    { kind: "prefix", from: "a/t/", to: "to/t/" },
  ],
  except_keys: [],
  except_prefixes: [],
  overwrite: false,
};
const entry = (work: Copying, more = {}) => ({
  connection: "studio",
  job: jobOf({ state: "done", done: 4, target: "s3://c/to/", kind: work.kind, ...more }),
  work,
  speed: null,
  pace: null,
  isLost: false,
});
const below = (objects: number) => {
  server.others["POST measure"] = { type: "end", objects, bytes: 9, versioning: "off" };
};
const bucketIs = (versioning: string) => {
  server.others["GET bucket"] = { bucket: "c", region: "", versioning };
};

test("a move is undone by moving the same things back", async () => {
  below(3);
  expect(await wayBack(entry(move))).toMatchObject({
    title: "4 objects moved",
    detail: "To s3://c/to/",
    back: {
      kind: "move",
      source_bucket: "c",
      target_bucket: "b",
      overwrite: false,
      items: [
        { kind: "object", from: "to/x", to: "a/x" },
        { kind: "prefix", from: "to/t/", to: "a/t/" },
      ],
    },
  });
});

test("a rename is told by its names", async () => {
  const items: Copying["items"] = [{ kind: "object", from: "a/old.txt", to: "a/new.txt" }];
  const rename = { ...move, target_bucket: "b", items };
  expect(await wayBack(entry(rename, { done: 1 }))).toMatchObject({ title: "“old.txt” is now “new.txt”" });
});

test("nothing is offered that would not be true", async () => {
  below(3);
  for (const [work, more] of [
    [{ ...move, overwrite: true }, {}],
    [{ ...move, target_connection: "lab" }, {}],
    [move, { failed: 1 }],
    [move, { state: "cancelled" }],
    [move, { dry_run: true }],
    [move, { done: 0 }],
  ] as const) {
    expect(await wayBack(entry(work, more))).toBeNull();
  }
  // There was something in the folder already.
  below(7);
  expect(await wayBack(entry(move))).toBeNull();
});

test("copies are taken away again only where the bucket keeps what is deleted", async () => {
  below(3);
  const copy: Copying = { ...move, kind: "copy" };
  bucketIs("off");
  expect(await wayBack(entry(copy))).toBeNull();
  bucketIs("enabled");
  expect(await wayBack(entry(copy))).toMatchObject({
    back: { kind: "delete", bucket: "c", keys: ["to/x"], prefixes: ["to/t/"] },
  });
});

test("what has been put there since is not moved along", async () => {
  below(3);
  const way = await wayBack(entry(move));
  below(4);
  await expect(goBack("studio", move, 4, way!.back).next()).rejects.toThrow("Something else");
  expect(server.begun).toEqual([]);
});

test("the way back is told as it ends, and is itself not undone", async () => {
  below(3);
  server.next = { state: "done", done: 4 };
  const way = await wayBack(entry(move));
  const lines = [];
  for await (const line of goBack("studio", move, 4, way!.back)) lines.push(line);
  expect(lines).toEqual([{ type: "end", restored: 4, failed: 0 }]);
  expect(server.begun).toMatchObject([{ kind: "move", source_bucket: "c", target_bucket: "b" }]);
  expect([isWayBack(way!.back), isWayBack(move)]).toEqual([true, false]);
});
