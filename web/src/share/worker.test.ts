import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FakeCaches } from "./fake-caches";

/** The service worker as the browser runs it: it says what it answers, if it does. */
function worker(caches: FakeCaches) {
  const listeners = new Map<string, (event: object) => void>();
  const scope = {
    addEventListener: (kind: string, listener: (event: object) => void) => listeners.set(kind, listener),
    skipWaiting: () => undefined,
  };
  class Answer extends Response {
    // That of Node takes no address without a host.
    static override redirect(to: string, status: number) {
      return new Response(null, { status, headers: { location: to } });
    }
  }
  const code = readFileSync("public/share-worker.js", "utf8");
  // oxlint-disable-next-line no-new-func -- that is what is tested
  new Function("self", "caches", "Response", code)(scope, caches, Answer);
  return async (path: string, init?: RequestInit) => {
    let given: Promise<Response> | undefined;
    const request = new Request(`https://files.example.com${path}`, init);
    listeners.get("fetch")?.({ request, respondWith: (answered: Promise<Response>) => (given = answered) });
    return await given;
  };
}

/** What a share sheet sends, as a browser writes it. */
function shared(...files: [name: string, text: string][]): RequestInit {
  const part = (field: string, file: string, text: string) =>
    `--mark\r\nContent-Disposition: form-data; name="${field}"${file && `; filename="${file}"`}\r\n` +
    `${file && "Content-Type: text/plain\r\n"}\r\n${text}\r\n`;
  const parts = [
    ...files.map(([name, text]) => part("files", name, text)),
    part("files", "", "no file"),
    part("other", "other.txt", "x"),
  ];
  return {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=mark" },
    body: `${parts.join("")}--mark--\r\n`,
  };
}

it("keeps what is shared, and leads to the page that takes it", async () => {
  const caches = new FakeCaches();
  const ask = worker(caches);
  const answer = await ask("/share", shared(["Ünïcode ☺.txt", "one"], ["b.txt", "two"]));
  expect(answer?.status).toBe(303);
  expect(answer?.headers.get("location")).toBe("/share");
  await ask("/share", shared(["b.txt", "three"]));
  expect([...caches.all.keys()]).toEqual(["wardrobe-shared"]);
  const kept = [...caches.all.get("wardrobe-shared")!.values()];
  expect(kept.map(({ headers }) => decodeURIComponent(headers.get("x-name") ?? ""))).toEqual([
    "Ünïcode ☺.txt",
    "b.txt",
    "b.txt",
  ]);
  expect(await Promise.all(kept.map((one) => one.text()))).toEqual(["one", "two", "three"]);
  expect(kept[0]?.headers.get("content-type")).toBe("text/plain");
});

it("says when there is no room", async () => {
  const caches = new FakeCaches();
  caches.isFull = true;
  const answer = await worker(caches)("/share", shared(["a.txt", "one"]));
  expect(answer?.headers.get("location")).toBe("/share?failed=1");
});

it("has a part in nothing else, and keeps nothing of it", async () => {
  const caches = new FakeCaches();
  const ask = worker(caches);
  for (const path of ["/share", "/", "/api/session", "/api/connections/studio/object?key=a", "/assets/a.js"])
    expect(await ask(path), path).toBeUndefined();
  for (const path of ["/api/share", "/share/", "/share/x", "/saml/acs", "/api/connections/studio/jobs"])
    expect(await ask(path, { method: "POST", body: "x" }), path).toBeUndefined();
  expect(caches.all.size).toBe(0);
});
