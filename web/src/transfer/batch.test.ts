import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Batches, SMALL_MAX } from "./batch";
import { Unreadable, type Way } from "./bytes";
import { checksumOf } from "./checksum";
import { failure, FakeServer, type Seen } from "./fake-server";
import type { Upload } from "./item";
import { Slots } from "./slots";

let server: FakeServer;
let batches: Batches;
let slots: Slots;
const stored = new Map<string, Seen>();

beforeEach(() => {
  server = new FakeServer().install();
  stored.clear();
  batches = new Batches();
  slots = new Slots(5);
  server.on(/^PUT /, (seen) => {
    const key = seen.query.get("key") ?? "";
    stored.set(key, seen);
    return { json: { key, size: seen.body?.size, checksum: seen.headers.get("x-amz-checksum-crc64nvme") } };
  });
});

afterEach(() => vi.unstubAllGlobals());

const requests = () => server.list(/\/objects?$/).filter((line) => !line.startsWith("PUT") || alone());
const alone = () => server.list(/^POST/).length === 0;

/** Sends a file of this text, and tells what was heard of it on the way. */
function put(
  key: string,
  text: string,
  { overwrite = false, bucket = "b", stop = new AbortController() } = {},
) {
  const file = new File([text], key, { type: "text/plain" });
  const target = { connection: "studio", bucket, prefix: "" };
  const upload = { key, overwrite, target, file, cut: null } as Upload;
  const sent: number[] = [];
  const way: Way = {
    signal: stop.signal,
    slots: () => slots,
    batches,
    ready: () => Promise.resolve(),
    pause: () => undefined,
    rest: () => Promise.resolve(),
    sent: (bytes) => sent.push(bytes),
    comparing: () => undefined,
    finishing: () => undefined,
  };
  const done = checksumOf(file).then((sum) => batches.put(upload, file, sum, way));
  done.catch(() => undefined);
  return { done, sent, file };
}

it("takes many files in few requests, each with its own bytes, type, checksum and answer", async () => {
  const puts = Array.from({ length: 100 }, (_, at) => put(`é ${at}\n`, `text ${at} ü`));
  const answers = await Promise.all(puts.map(({ done }) => done));
  expect(answers.map(({ key }) => key)).toEqual(puts.map((_, at) => `é ${at}\n`));
  expect(requests()).toHaveLength(2);
  for (const [at, { file, sent }] of puts.entries()) {
    const seen = stored.get(`é ${at}\n`) as Seen;
    const bytes = await (seen.body as Blob).arrayBuffer();
    expect(new TextDecoder().decode(bytes)).toBe(`text ${at} ü`);
    expect(seen.headers.get("content-type")).toBe("text/plain");
    expect(seen.headers.get("x-amz-checksum-crc64nvme")).toBe(await checksumOf(file));
    expect(seen.headers.get("if-none-match")).toBe("*");
    expect(sent.at(-1)).toBe(file.size);
  }
});

it("sends a file that is by itself by itself", async () => {
  await put("one", "1").done;
  expect(requests()).toEqual(["PUT /api/connections/studio/object"]);
});

it("keeps buckets apart, and a batch within what the server takes", async () => {
  const large = "x".repeat(SMALL_MAX);
  const puts = Array.from({ length: 9 }, (_, at) => put(`${at}`, large));
  const other = [put("y", "y", { bucket: "c" }), put("z", "z", { bucket: "c", overwrite: true })];
  await Promise.all([...puts, ...other].map(({ done }) => done));
  const bodies = server.seen.filter(({ method }) => method === "POST").map(({ body }) => body?.size ?? 0);
  expect(bodies).toHaveLength(2);
  expect(Math.max(...bodies)).toBeLessThan(9 * SMALL_MAX);
  expect(stored.get("y")?.query.get("bucket")).toBe("c");
  expect(stored.get("z")?.headers.get("if-none-match")).toBeNull();
  expect(stored.size).toBe(11);
});

it("tells each file what became of it, and no other", async () => {
  server.on(/^PUT /, ({ query }) =>
    query.get("key") === "b"
      ? { status: 409, json: failure("conflict") }
      : { json: { key: query.get("key") } },
  );
  const [a, b, c] = ["a", "b", "c"].map((key) => put(key, key));
  await expect(a?.done).resolves.toMatchObject({ key: "a" });
  await expect(b?.done).rejects.toMatchObject({ code: "conflict" });
  await expect(c?.done).resolves.toMatchObject({ key: "c" });
});

it("goes without those who were stopped before it left", async () => {
  const stop = new AbortController();
  const [a, b, c] = [put("a", "a"), put("b", "b", { stop }), put("c", "c")];
  setTimeout(() => stop.abort(), 5);
  await expect(b.done).rejects.toMatchObject({ name: "AbortError" });
  await Promise.all([a.done, c.done]);
  expect([...stored.keys()]).toEqual(["a", "c"]);
});

it("names the file that cannot be read any more, so that the others can go again", async () => {
  server.on(/^PUT /, "break");
  const [a, b] = [put("a", "a"), put("b", "b")];
  await new Promise((resolve) => setTimeout(resolve, 1));
  vi.spyOn(b.file, "slice").mockReturnValue({
    arrayBuffer: () => Promise.reject(new Error()),
  } as unknown as Blob);
  await expect(a.done).rejects.toMatchObject({ code: "no-answer" });
  await expect(b.done).rejects.toBeInstanceOf(Unreadable);
});
