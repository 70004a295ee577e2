import { afterEach, expect, test, vi } from "vitest";
import { failure, serve } from "../test-server";
import { onLostAccess, request, requestJson, url } from "./client";
import { objectUrl } from "./objects";

afterEach(() => vi.unstubAllGlobals());

test("a key travels byte for byte", () => {
  const key = "//a/../%2F b+c#?&=😀\u0000\n";
  const sent = new URL(objectUrl("c/x", "bucket", key), "http://localhost");
  expect(sent.pathname).toBe("/api/connections/c%2Fx/object");
  expect(sent.searchParams.get("key")).toBe(key);
  expect(sent.search).not.toMatch(/[+]/);
});

test("what is undefined is not in the query, what is empty is", () => {
  expect(url("/x", { a: undefined, b: "" })).toBe("/x?b=");
  expect(url("/x")).toBe("/x");
});

test("a failure in the server's shape is taken over whole", async () => {
  const denial = { action: "s3:PutObject", resource: "r", aws_message: "m" };
  serve({ "GET /x": () => ({ status: 403, json: failure("denied", "No.", denial) }) });
  await expect(request("/x")).rejects.toMatchObject({
    code: "denied",
    message: "No.",
    denial,
    requestId: "W-1",
    status: 403,
  });
});

test.each([
  [502, "<html>Bad Gateway</html>", {}, "unreachable"],
  [403, "", { "x-wardrobe-code": "archived", "x-request-id": "W-2" }, "archived"],
  [418, "null", {}, "internal"],
] as const)("an answer %d of some other shape", async (status, body, headers, code) => {
  vi.stubGlobal("fetch", async () => new Response(body, { status, headers }));
  await expect(request("/x")).rejects.toMatchObject({ code, status });
});

test("no answer at all, and an answer that is cut off, are the same thing", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(request("/x")).rejects.toMatchObject({ code: "no-answer", status: 0 });
  vi.stubGlobal("fetch", async () => new Response('{"a":'));
  await expect(requestJson("/x")).rejects.toMatchObject({ code: "no-answer" });
});

test("stopping is no failure", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("stopped", "AbortError")));
  await expect(request("/x")).rejects.toMatchObject({ name: "AbortError" });
});

test("lost access is told to who listens, and nothing else is", async () => {
  const heard: string[] = [];
  const end = onLostAccess(({ code }) => heard.push(code));
  for (const code of ["denied", "expired", "not-opened", "missing"]) {
    serve({ "GET /x": () => ({ status: 400, json: failure(code, "") }) });
    await expect(request("/x")).rejects.toMatchObject({ code });
  }
  end();
  serve({ "GET /x": () => ({ status: 401, json: failure("expired", "") }) });
  await expect(request("/x")).rejects.toMatchObject({ code: "expired" });
  expect(heard).toEqual(["expired", "not-opened"]);
});
