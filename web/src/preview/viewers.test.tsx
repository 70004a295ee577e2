import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { holds, noise } from "./fake-object";
import { PreviewDialog } from "./preview-dialog";
import { zipOf } from "./zip-for-tests";

// jsdom lays nothing out, and scrolls nothing.
beforeAll(() => {
  Element.prototype.scrollTo = () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** Opens an object of these bytes; gives all that a person reads. */
async function shown(key: string, bytes: Uint8Array<ArrayBuffer>, sayings: RegExp): Promise<string> {
  const held = holds(bytes);
  const object = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    path.includes("/properties")
      ? Promise.resolve(Response.json({ size: bytes.length, etag: held.etag, archived: false, metadata: {} }))
      : object(path, init),
  );
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <PreviewDialog connection="studio" bucket="b" object={{ key }} onClose={vi.fn()} />
    </QueryClientProvider>,
  );
  await screen.findAllByText(sayings, undefined, { timeout: 20_000 });
  const words = document.querySelector(".preview")?.textContent ?? "";
  cleanup();
  return words;
}

it("says what is wrong with a file that is not what its name says", async () => {
  const rubbish = noise(70_000);
  await shown("a.parquet", rubbish, /This is no Parquet file/);
  await shown("a.parquet", bytesOf("PAR1"), /too short/);
  await shown("a.zip", rubbish, /This is no ZIP/);
  const cut = zipOf([{ name: "a.txt", body: bytesOf("hello") }]);
  await shown("a.zip", cut.slice(0, -1), /This is no ZIP/);
  for (const name of ["a.json", "a.ndjson", "a.csv", "a.log"])
    await shown(name, rubbish, /There is no preview for this kind of file/);
});

it("shows what is there where only a part of it is wrong", async () => {
  expect(await shown("a.json", bytesOf('{"a": 1'), /not valid JSON/)).toContain('{"a": 1');
  expect(await shown("a.ipynb", bytesOf("[1, 2]"), /This is no notebook/)).toContain("[1, 2]");
  expect(await shown("a.ndjson", bytesOf('{"a":1}\nrubbish\n'), /rubbish/)).toContain("2 rows, and no more.");
  expect(await shown("a.csv", bytesOf('a,b\n1,"open'), /open/)).toContain("1 row");
});

it("counts what has been read", async () => {
  const lines = bytesOf(`a line of text${".".repeat(9985)}\n`.repeat(400));
  expect(await shown("a.txt", lines, /a line of text/)).toMatch(/read \d+ KB of 3.8 MB/);
  expect(await shown("a.txt", bytesOf("short"), /short/)).toContain("5 bytes, read");
});

it("does not mix two states of a file", async () => {
  const bytes = zipOf([{ name: "a.txt", body: bytesOf("hello") }]);
  const held = holds(bytes);
  const object = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (!path.includes("/properties")) return object(path, init);
    const answer = Response.json({ size: bytes.length, etag: held.etag, archived: false, metadata: {} });
    held.etag = '"2"';
    return Promise.resolve(answer);
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PreviewDialog connection="studio" bucket="b" object={{ key: "a.zip" }} onClose={vi.fn()} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText(/This file has changed since it was opened/)).toBeTruthy();
});

it("keeps a viewer that fails from taking the page with it", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(Element.prototype, "scrollTo").mockImplementation(() => {
    throw new Error("a mistake of our own");
  });
  const words = await shown("a.log", bytesOf("a line\n"), /a mistake of our own/);
  expect(words).toContain("a.log");
  vi.restoreAllMocks();
});
