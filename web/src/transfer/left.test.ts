// Uploads that go on: after a reload, straight or through the server, and only with their own file.
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checksumOf } from "./checksum";
import { combine } from "./crc64";
import { Transfers } from "./engine";
import { failure, FakeServer, type Answer } from "./fake-server";
import { note } from "./journal";

const MiB = 1024 * 1024;
const target = { connection: "studio", bucket: "b", prefix: "in/" };
const STORE = "https://b.s3.test/in/film.bin";
let server: FakeServer;
let transfers: Transfers;
let held: Map<number, { size: number; crc64nvme: string }>;

function film(fill = 1, size = 20 * MiB): File {
  const bytes = new Uint8Array(size).fill(fill);
  bytes[12 * MiB] = 7;
  return new File([bytes], "film.bin", { lastModified: 5 });
}

const rows = () => transfers.snapshot().rows;
const state = () => rows()[0]?.state;

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (done()) return;
    await vi.advanceTimersByTimeAsync(100);
  }
  throw new Error(`never: ${JSON.stringify(rows())}`);
}

const part = (number: number) => ({ number, etag: `"e${number}"`, ...held.get(number) });

async function keep(path: string, body: Blob | null): Promise<number> {
  const number = Number(/parts\/(\d+)|partNumber=(\d+)/.exec(path)?.slice(1).find(Boolean));
  const bytes = body ?? new Blob();
  held.set(number, { size: bytes.size, crc64nvme: await checksumOf(bytes) });
  return number;
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
  held = new Map();
  const begun = { id: "t1", part_size: 8 * MiB, parts: 3, direct: true, relay: true };
  const address = (number: number) => ({ url: `${STORE}/parts/${number}`, headers: [] });
  server = new FakeServer()
    .install()
    .on(/identity$/, { json: { person: "ada", role: "r", account: "1", arn: "a", state: "fresh" } })
    .on(/^GET .*\/transfers$/, { json: { transfers: [], relay: true } })
    .on(/^POST .*\/transfers$/, { status: 201, json: begun })
    .on(/address$/, ({ path }) => ({ json: address(Number(path.split("/").at(-2))) }))
    .on(/^PUT \/api.*\/parts\//, async ({ path, body }) => ({ json: part(await keep(path, body)) }))
    .on(/^PUT \/in\/film/, async ({ path, body }) => ({
      headers: { etag: `"e${await keep(path, body)}"` },
    }))
    .on(/^GET .*\/transfers\/t1$/, () => ({ json: { parts: [...held.keys()].map(part) } }))
    .on(/^POST .*\/finish$/, ({ json }) => ({ json: { key: "k", checksum: json["crc64nvme"] } }))
    .on(/^DELETE /, { status: 204 });
  transfers = new Transfers();
});

afterEach(() => {
  transfers.cancelAll();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The server knows of an upload of which S3 has the first parts. */
async function leftWith(file: File, parts: number): Promise<void> {
  for (let number = 1; number <= parts; number++) {
    await keep(`parts/${number}`, file.slice((number - 1) * 8 * MiB, number * 8 * MiB));
  }
  const one = {
    id: "t1",
    bucket: "b",
    key: "in/film.bin",
    size: 20 * MiB,
    part_size: 8 * MiB,
    created_at: "",
  };
  server.on(/^GET .*\/transfers$/, { json: { transfers: [one], relay: false } });
  await transfers.look("studio");
  await until(() => rows().length === 1);
}

const straight = () => server.list(/^PUT \/in\/film/);
const relayed = () => server.list(/^PUT \/api/);

describe("parts that may go straight to the store", () => {
  it("do, and the whole is proven by their checksums", async () => {
    const file = film();
    transfers.add(target, [{ path: "film.bin", file }]);
    await until(() => state()?.kind === "done");
    expect([straight().length, relayed().length]).toEqual([3, 0]);
    const put = server.seen.find(({ path }) => path.startsWith("/in/film"));
    expect(put?.headers.has("x-wardrobe")).toBe(false);
    expect(rows()[0]?.checksum).toBe(await checksumOf(file));
    expect(combine([1, 2, 3].flatMap((number) => held.get(number) ?? []))).toBe(await checksumOf(file));
  });

  it("go through the server when the browser gets no answer from the store", async () => {
    server.on(/^PUT \/in\/film/, "break");
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "done");
    expect(relayed()).toHaveLength(3);
  });

  it("go the other way when the connection has been set to it", async () => {
    server.on(/address$/, { status: 404, json: failure("not-found") });
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "done");
    expect([straight().length, relayed().length]).toEqual([0, 3]);
  });

  it("go through the server when something before the store fails for long", async () => {
    server.on(/^PUT \/in\/film/, { status: 502, json: "<html>" });
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "done");
    expect(relayed()).toHaveLength(3);
  });

  it("are refused with the server's words when the store refuses them", async () => {
    server.on(/^PUT \/in\/film/, { status: 403, json: "<Error><Code>AccessDenied</Code></Error>" });
    server.on(/^PUT \/api/, { status: 403, json: failure("denied", "No policy allows it.") });
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "failed");
    expect(state()).toEqual({ kind: "failed", reason: "No policy allows it." });
  });

  it("are not sent again when only the answer was lost", async () => {
    server.on(/^PUT \/in\/film/, async ({ path, body }): Promise<Answer> => {
      const number = await keep(path, body);
      return straight().length === 2 ? "break" : { headers: { etag: `"e${number}"` } };
    });
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "done");
    expect([straight().length, relayed().length]).toEqual([3, 0]);
  });
});

describe("an upload that was left", () => {
  it("waits for its file, and sends only what is missing of it", async () => {
    const file = film();
    await leftWith(file, 2);
    expect(state()).toEqual({ kind: "left", byHandle: false });
    expect(transfers.snapshot().running).toBe(false);
    transfers.take(rows()[0]?.id ?? 0, film());
    await until(() => state()?.kind === "done");
    expect(straight()).toEqual(["PUT /in/film.bin/parts/3"]);
    expect(server.list(/^POST .*\/transfers$/)).toHaveLength(0);
    expect(rows()[0]?.checksum).toBe(await checksumOf(file));
  });

  it("is not mixed with another file of its name and size", async () => {
    await leftWith(film(), 2);
    transfers.take(rows()[0]?.id ?? 0, film(2));
    await until(() => state()?.kind === "left" && rows()[0]?.state !== undefined && reason() !== "");
    expect(reason()).toContain("This is not the file it was begun with: its first 8 MB are");
    expect([straight().length, relayed().length]).toEqual([0, 0]);
    expect(server.list(/^DELETE|finish$/)).toEqual([]);
    // With the right one it still goes on.
    transfers.take(rows()[0]?.id ?? 0, film());
    await until(() => state()?.kind === "done");
    expect(straight()).toHaveLength(1);
  });

  it("is not even compared with a file of another size", async () => {
    await leftWith(film(), 1);
    transfers.take(rows()[0]?.id ?? 0, film(1, 13 * MiB));
    await until(() => reason() !== "");
    expect(reason()).toBe(
      "“film.bin” has 13 MB; “film.bin” was begun with 20 MB. Choose the file it was begun with.",
    );
    transfers.take(rows()[0]?.id ?? 0, film(1, 20 * MiB + 1));
    await until(() => reason().includes("bytes"));
    expect(reason()).toContain(`has ${20 * MiB + 1} bytes; “film.bin” was begun with ${20 * MiB}.`);
  });

  it("goes on by itself when its file is found again as it was", async () => {
    const file = film();
    const handle = { getFile: () => Promise.resolve(file) };
    const entry = { path: "sub/film.bin", size: file.size, modified: 5, direct: true, at: Date.now() };
    vi.stubGlobal("structuredClone", (value: unknown) => value);
    await note("t1", { ...entry, handle: handle as unknown as FileSystemFileHandle });
    await leftWith(file, 2);
    await until(() => state()?.kind === "done");
    expect(straight()).toHaveLength(1);
  });

  it("is done when S3 had put it together before the page was left", async () => {
    const file = film();
    await leftWith(file, 3);
    const kept = { algorithm: "CRC64NVME", value: await checksumOf(file) };
    server.on(/^GET .*\/transfers\/t1$/, { status: 404, json: failure("missing") });
    server.on(/properties$/, { json: { size: file.size, checksum: kept } });
    transfers.take(rows()[0]?.id ?? 0, file);
    await until(() => state()?.kind === "done");
    expect(rows()[0]?.checksum).toBe(kept.value);
    expect(server.list(/^POST/)).toEqual([]);
    expect([straight().length, relayed().length]).toEqual([0, 0]);
  });

  it("begins anew when another object is there, and does not take that for its own", async () => {
    await leftWith(film(), 3);
    const kept = { algorithm: "CRC64NVME", value: "AAAAAAAAAAA=" };
    server.on(/^GET .*\/transfers\/t1$/, { status: 404, json: failure("missing") });
    server.on(/properties$/, { json: { size: 20 * MiB, checksum: kept } });
    server.on(/^POST .*\/transfers$/, { status: 409, json: failure("conflict") });
    transfers.take(rows()[0]?.id ?? 0, film());
    await until(() => state()?.kind === "conflict");
  });

  it("goes on where nobody may list its parts, with what this page has sent", async () => {
    server.on(/^GET .*\/transfers\/t1$/, { status: 403, json: failure("denied") });
    server.on(/^PUT \/in\/film.*3$/, { status: 403, json: "<Error><Code>AccessDenied</Code></Error>" });
    server.on(/^PUT \/api.*3$/, { status: 403, json: failure("denied") });
    transfers.add(target, [{ path: "film.bin", file: film() }]);
    await until(() => state()?.kind === "failed");
    server.on(/^PUT \/api.*3$/, async ({ path, body }) => ({ json: part(await keep(path, body)) }));
    transfers.retry(rows()[0]?.id ?? 0);
    await until(() => state()?.kind === "done");
    expect(server.list(/^PUT .*\/parts\/[12]$/)).toHaveLength(2);
  });

  it("is put out of sight without being given up", async () => {
    await leftWith(film(), 1);
    transfers.close();
    await until(() => rows().length === 0);
    expect(server.list(/^DELETE/)).toEqual([]);
    await transfers.look("studio");
    await until(() => rows().length === 1);
  });

  it("leaves nothing behind when it is cancelled", async () => {
    await leftWith(film(), 1);
    transfers.cancel(rows()[0]?.id ?? 0);
    await until(() => server.list(/^DELETE .*\/transfers\/t1$/).length === 1);
    await until(() => state()?.kind === "cancelled");
  });

  const reason = () => {
    const now = state();
    return now?.kind === "left" ? (now.reason ?? "") : "";
  };
});

it("what is cancelled while the answer to its end is missing is not said to be nowhere", async () => {
  server.on(/^POST .*\/finish$/, "break");
  transfers.add(target, [{ path: "film.bin", file: film() }]);
  await until(() => state()?.kind === "resting");
  transfers.cancel(rows()[0]?.id ?? 0);
  await until(() => state()?.kind === "cancelled");
  expect(state()).toMatchObject({ reason: expect.stringContaining("S3 may have stored it already") });
});

it("one that a person pauses goes on from where it was", async () => {
  let answer: () => void = () => undefined;
  server.on(/^PUT \/in\/film.*3$/, async ({ path, body }) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return { headers: { etag: `"e${await keep(path, body)}"` } };
  });
  transfers.add(target, [{ path: "film.bin", file: film() }]);
  await until(() => held.size === 2 && rows().length === 1);
  const id = rows()[0]?.id ?? 0;
  transfers.pause(id);
  await until(() => state()?.kind === "stopped");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(state()?.kind).toBe("stopped");
  expect(server.list(/^DELETE/)).toEqual([]);
  answer();
  server.on(/^PUT \/in\/film/, async ({ path, body }) => ({
    headers: { etag: `"e${await keep(path, body)}"` },
  }));
  transfers.retry(id);
  await until(() => state()?.kind === "done");
  expect(straight().filter((line) => /[12]$/.test(line))).toHaveLength(2);
});
