import { gzipSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";
import { beginning } from "./beginning";

const source = { connection: "studio", bucket: "b", key: "a//..%2F+ #?" };
const never = new AbortController().signal;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytesOf = (body: string) => new TextEncoder().encode(body);

afterEach(() => vi.unstubAllGlobals());

/** A server that has this object; keeps the requests. */
function holds(whole: Uint8Array<ArrayBuffer>) {
  const asked: { path: string; range: string | null }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const range = new Headers(init.headers).get("range");
    asked.push({ path, range });
    const last = Number(/-(\d+)$/.exec(range ?? "")?.[1]);
    if (whole.length === 0) {
      const error = { code: "range", message: "no such range", request_id: "r" };
      return Promise.resolve(Response.json({ error }, { status: 416 }));
    }
    const end = Math.min(last + 1, whole.length);
    const headers = { "content-range": `bytes 0-${end - 1}/${whole.length}` };
    return Promise.resolve(new Response(whole.slice(0, end), { status: 206, headers }));
  });
  return asked;
}

it("reads no more than the first bytes, and knows that there is more", async () => {
  const asked = holds(bytesOf("0123456789"));
  const { bytes, cut } = await beginning(source, 4, null, never);
  expect([text(bytes), cut]).toEqual(["0123", true]);
  expect(asked[0]?.range).toBe("bytes=0-3");
  expect(new URL(asked[0]?.path ?? "", "http://x").searchParams.get("key")).toBe(source.key);
});

it("knows when that was all", async () => {
  holds(bytesOf("0123"));
  expect(await beginning(source, 4, null, never)).toMatchObject({ cut: false });
});

it("takes an empty object for nothing, not for a failure", async () => {
  holds(new Uint8Array());
  expect(await beginning(source, 4, null, never)).toEqual({ bytes: new Uint8Array(), cut: false });
});

it("unpacks what is stored compressed, as far as it goes", async () => {
  const whole = Array.from({ length: 5000 }, (_, n) => `line ${n * 7919}`).join("\n");
  const packed = new Uint8Array(gzipSync(whole));
  holds(packed);
  const all = await beginning(source, 1_000_000, "gzip", never);
  expect([text(all.bytes), all.cut]).toEqual([whole, false]);
  const part = await beginning(source, 1000, "gzip", never);
  expect(part.cut).toBe(true);
  expect(whole.startsWith(text(part.bytes))).toBe(true);
});

it("does not take a broken connection for the end", async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(bytesOf("012"));
      controller.error(new TypeError("network"));
    },
  });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status: 206 })));
  await expect(beginning(source, 10, null, never)).rejects.toThrow("network");
});
