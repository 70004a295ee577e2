import { afterEach, expect, test, vi } from "vitest";
import { dataOf, events } from "./events";

/** A body that comes in these pieces. */
function body(...pieces: (string | Uint8Array)[]) {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

async function all<T>(values: AsyncIterable<T>) {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

afterEach(() => vi.unstubAllGlobals());

test("an event may be cut anywhere, in a character too", async () => {
  const bytes = new TextEncoder().encode('data: {"a":"ä"}\n\ndata: {"a":"b"}\r\n\r\n');
  for (let at = 1; at < bytes.length; at += 1)
    expect(await all(dataOf(body(bytes.slice(0, at), bytes.slice(at))))).toEqual(['{"a":"ä"}', '{"a":"b"}']);
});

test("comments and other fields are no events, and an event that has not ended is none", async () => {
  expect(
    await all(dataOf(body(": still here\n\n", "event: x\nid: 7\ndata: 1\ndata:2\n\n", "data: 3\n"))),
  ).toEqual(["1\n2"]);
});

test("what breaks off in the middle is told as that", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("data: 1\n\n"));
    },
    pull(controller) {
      controller.error(new TypeError("network"));
    },
  });
  vi.stubGlobal("fetch", async () => new Response(broken));
  const seen: number[] = [];
  await expect(
    (async () => {
      for await (const value of events<number>("/x")) seen.push(value);
    })(),
  ).rejects.toMatchObject({ code: "no-answer" });
  expect(seen).toEqual([1]);
});
