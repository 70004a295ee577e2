import { afterEach, expect, test, vi } from "vitest";
import { failure } from "../test-server";
import { readStored } from "./stored";

afterEach(() => void vi.unstubAllGlobals());

const place = { connection: "studio", bucket: "b", key: "a/ä.txt" };
const answer = (json: object, status = 200) => new Response(JSON.stringify(json), { status });

/** A server with an object of these properties, whose bytes are asked for as given. */
function serve(properties: object, bytes: (ifMatch: string | null) => Response) {
  const asked: string[] = [];
  const fetch = (address: string, init: RequestInit) => {
    const [path] = address.split("?");
    asked.push(path!.slice(path!.lastIndexOf("connections/") + "connections/studio/".length));
    if (path!.endsWith("/properties")) {
      return Promise.resolve(
        answer({ key: place.key, archived: false, size: 3, etag: '"1"', ...properties }),
      );
    }
    expect(address).toContain("disposition=inline");
    return Promise.resolve(bytes(new Headers(init.headers).get("if-match")));
  };
  vi.stubGlobal("fetch", fetch);
  return asked;
}

test("a text is read whole, and only in the state whose ETag is told", async () => {
  let turn = 0;
  serve({}, (ifMatch) => {
    expect(ifMatch).toBe('"1"');
    turn += 1;
    return turn === 1 ? answer(failure("precondition-failed", ""), 412) : new Response("a\r\nb\r\n");
  });
  const { text, etag } = await readStored(place);
  expect([turn, etag]).toEqual([2, '"1"']);
  expect(text).toEqual({ text: "a\nb\n", form: { ending: "CRLF", mark: false } });
});

test.each([
  [{ content_encoding: "gzip" }, "compressed"],
  [{ size: 5 * 1024 * 1024 + 1 }, "Up to 5 MB are edited here"],
  [{ etag: null }, "no ETag"],
])("what could be damaged is not read at all: %j", async (properties, reason) => {
  const asked = serve(properties, () => new Response("never"));
  const { text, why } = await readStored(place);
  expect(text).toBeNull();
  expect(why).toContain(reason);
  expect(asked).toEqual(["object/properties"]);
});

test("bytes that are no UTF-8 are told apart from a text", async () => {
  serve({}, () => new Response(Uint8Array.from([0x61, 0xe4, 0x62])));
  expect(await readStored(place)).toMatchObject({ text: null, why: expect.stringContaining("damage") });
});

test("what is archived is a failure with its reason", async () => {
  serve({ archived: true }, () => new Response("never"));
  await expect(readStored(place)).rejects.toMatchObject({ code: "archived" });
});
