import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { failure, FakeServer } from "../transfer/fake-server";
import { PreviewDialog, type PreviewProps } from "./preview-dialog";

let server: FakeServer;
const MiB = 1024 * 1024;
const properties = {
  size: 100,
  content_type: null,
  storage_class: "STANDARD",
  archived: false,
  metadata: {},
};

beforeEach(() => {
  server = new FakeServer().install();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(key: string, more: Partial<PreviewProps> = {}) {
  const props = { connection: "studio", bucket: "b", object: { key }, onClose: vi.fn(), ...more };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <PreviewDialog {...props} />
    </QueryClientProvider>,
  );
  return props;
}

it("says whose refusal it is", async () => {
  const denied = failure("denied", "Your role may not read this object.");
  server.on(/properties$/, { status: 403, json: denied });
  show("a.txt");
  expect(await screen.findByText("Your role may not read this object.")).toBeTruthy();
  expect(screen.queryByText(/expired/i)).toBeNull();
});

it("calls expired credentials expired, not denied", async () => {
  server.on(/properties$/, { status: 401, json: failure("expired") });
  show("a.txt");
  expect(await screen.findByText(/credentials expired/i)).toBeTruthy();
});

it("does not fetch what is archived", async () => {
  server.on(/properties$/, { json: { ...properties, archived: true, storage_class: "GLACIER" } });
  show("it's.txt");
  expect(await screen.findByText("This object is archived")).toBeTruthy();
  expect(screen.getByText(/restore-object --bucket b --key 'it'\\''s.txt'/)).toBeTruthy();
  expect(server.list(/\/object$/)).toEqual([]);
  const off = screen.getByRole("button", { name: "It cannot be read until it is restored" });
  expect(off).toHaveProperty("disabled", true);
  expect(screen.queryByRole("link", { name: /Download/ })).toBeNull();
});

it("asks before it reads a large picture", async () => {
  server.on(/properties$/, { json: { ...properties, size: 80 * MiB } });
  show("a.png");
  const anyway = await screen.findByRole("button", { name: "Show it anyway" });
  expect(screen.getByText("This picture is 80 MB")).toBeTruthy();
  expect(screen.queryByAltText("a.png")).toBeNull();
  await userEvent.click(anyway);
  expect(screen.getByAltText("a.png").getAttribute("src")).toContain("disposition=inline");
});

it("shows HTML as text", async () => {
  server.on(/properties$/, { json: { ...properties, content_type: "text/html" } });
  server.on(/\/object$/, { json: "<script>document.title = 'ran'</script>" });
  show("page.html");
  expect(await screen.findByText(/document\.title/)).toBeTruthy();
  expect(document.querySelector("iframe, object, embed, script")).toBeNull();
});

it("turns to the neighbours by the arrow keys, and closes with Escape", async () => {
  server.on(/properties$/, { json: { ...properties } });
  const onNext = vi.fn();
  const { onClose } = show("a.iso", { onNext });
  await screen.findByText(/There is no preview/);
  await userEvent.keyboard("{ArrowLeft}{ArrowRight}");
  expect(onNext).toHaveBeenCalledOnce();
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledOnce();
});
