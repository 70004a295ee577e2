import { afterEach, expect, test, vi } from "vitest";
import { browserSteps } from "./check-browser";

afterEach(() => vi.unstubAllGlobals());

const place = { bucket: "box", prefix: "a/" };

/** The steps, where the network is as told. */
async function steps(network: {
  large?: () => Response;
  lines?: () => Response;
  bucket?: () => Response;
  letIn?: boolean;
}) {
  const { large = () => Response.json({ bytes: 1 }), lines = () => apart(200) } = network;
  const { bucket = () => new Response("<Error/>", { status: 404 }), letIn = true } = network;
  vi.stubGlobal("fetch", async (to: string, { method = "GET" }: RequestInit = {}) => {
    if (to === "/api/probe") return method === "POST" ? large() : lines();
    if (to.startsWith("/api/"))
      return Response.json({ url: "https://box.s3.example.com/a?X-Amz-Signature=s" });
    return bucket();
  });
  const taken = [];
  for await (const step of browserSteps("c", place, letIn, new AbortController().signal)) taken.push(step);
  return taken.map(({ name, state, words }) => [name, state, words] as const);
}

/** Lines that come so many milliseconds apart. */
function apart(milliseconds: number): Response {
  const body = new ReadableStream<Uint8Array>({
    async start(stream) {
      const send = (line: object) => stream.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
      for (let number = 1; number <= 5; number++) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        send({ type: "tick", number });
      }
      send({ type: "end" });
      stream.close();
    },
  });
  return new Response(body);
}

test("all is well", async () => {
  expect((await steps({})).map(([name, state]) => [name, state])).toEqual([
    ["large-request", "passed"],
    ["slow-answer", "passed"],
    ["straight", "passed"],
  ]);
});

test("a proxy that refuses large requests is told from other trouble", async () => {
  const proxy = await steps({ large: () => new Response("<html>", { status: 413 }) });
  expect(proxy[0]?.[2]).toContain("client_max_body_size 0");
  const other = await steps({ large: () => new Response("<html>", { status: 502 }) });
  expect(other[0]?.[1]).toBe("failed");
  expect(other[0]?.[2]).not.toContain("client_max_body_size");
});

test("a proxy that collects an answer is found out", async () => {
  const [, slow] = await steps({ lines: () => apart(1) });
  expect(slow?.[1]).toBe("failed");
  expect(slow?.[2]).toContain("proxy_buffering off");
});

test("a bucket that lets the page in and is not reached is behind something else", async () => {
  const [, , straight] = await steps({
    bucket: () => {
      throw new TypeError("Failed to fetch");
    },
  });
  expect(straight?.[1]).toBe("failed");
  expect(straight?.[2]).toContain("does not reach box.s3.example.com");
  expect(straight?.[2]).not.toContain("Signature");
});

test("a bucket whose rules let no page in is not tried", async () => {
  expect(await steps({ letIn: false })).toHaveLength(2);
});
