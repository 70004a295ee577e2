import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "./client";
import { lines, stream } from "./ndjson";

const utf8 = new TextEncoder();

function body(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === "string" ? utf8.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

function answer(text: string, init?: ResponseInit) {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(text, init)),
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("lines", () => {
  test("come whole, however the chunks are cut", async () => {
    const text = utf8.encode('{"key":"ä😀"}\n\n{"key":"b\\n"}');
    const bytes = Array.from(text, (byte) => Uint8Array.of(byte));
    expect(await all(lines(body(...bytes)))).toEqual([{ key: "ä😀" }, { key: "b\n" }]);
  });

  test("leaving early cancels the body", async () => {
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(utf8.encode('{"n":1}\n')),
      cancel,
    });
    for await (const line of lines(endless)) {
      expect(line).toEqual({ n: 1 });
      break;
    }
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe("stream", () => {
  test("gives every line up to the end", async () => {
    answer('{"type":"page","prefixes":[]}\n{"type":"end"}\n');
    expect(await all(stream("/api/x"))).toEqual([{ type: "page", prefixes: [] }, { type: "end" }]);
  });

  test("throws what an error line says", async () => {
    answer(
      '{"type":"page"}\n{"type":"error","error":{"code":"expired","message":"Over.","request_id":"r1"}}\n',
    );
    await expect(all(stream("/api/x"))).rejects.toMatchObject({ code: "expired", requestId: "r1" });
  });

  test("throws when the lines stop before the end", async () => {
    answer('{"type":"page"}\n');
    await expect(all(stream("/api/x"))).rejects.toMatchObject({ code: "no-answer" });
    answer('{"type":"page"}\n{"type":"pa');
    await expect(all(stream("/api/x"))).rejects.toBeInstanceOf(ApiError);
  });

  test("throws the plain error of a first page that failed", async () => {
    answer('{"error":{"code":"denied","message":"No.","request_id":"r2"}}', { status: 403 });
    await expect(all(stream("/api/x"))).rejects.toMatchObject({ code: "denied", status: 403 });
  });
});
