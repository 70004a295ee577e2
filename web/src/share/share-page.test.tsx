import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { File as NodeFile } from "node:buffer";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { wasOpened } from "../files/marks";
import { identityOf, serve, show, studio, visitor } from "../test-server";
import { type Found, transfers } from "../transfer";
import { FakeCaches } from "./fake-caches";
import { isWaiting } from "./kept";
import { SharePage } from "./share-page";

let caches: FakeCaches;

beforeEach(() => {
  caches = new FakeCaches();
  vi.stubGlobal("caches", caches);
  // That of jsdom knows nothing of what an answer of Node holds.
  vi.stubGlobal("File", NodeFile);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function page({ isOpen = true, path = "/share" } = {}) {
  let open = isOpen ? [identityOf(studio)] : [];
  serve({
    "GET /api/session": () => ({ json: { person: null, open } }),
    "GET /api/connections": () => ({ json: { connections: [studio, visitor] } }),
    "GET /api/connections/studio/locations": () => ({ json: { locations: [], buckets_denied: null } }),
    "POST /api/connections/studio/open": () => {
      open = [identityOf(studio)];
      return { json: open[0] };
    },
  });
  return { ...show(<SharePage />, path), user: userEvent.setup() };
}

/** What is handed to the uploads, as text. */
function uploads() {
  const add = vi.spyOn(transfers, "add").mockImplementation(() => undefined);
  return async () => {
    const [target, found = []] = add.mock.lastCall ?? [];
    const files = await Promise.all(
      (found as Found[]).map(async ({ path, file }) => [path, await file!.text()]),
    );
    return { target, files };
  };
}

test("files go to the place that was used last, each by a name of its own", async () => {
  await caches.keep(["image.jpg", "one"], ["image.jpg", "two"], ["a/b.txt", "three"]);
  wasOpened(identityOf(studio), { bucket: "studio-assets", prefix: "older/" });
  wasOpened(identityOf(studio), { bucket: "studio-assets", prefix: "photos/2026/" });
  const handed = uploads();
  const { user, history } = page();
  expect(await screen.findByRole("heading", { name: "Where should these 3 files go?" })).toBeTruthy();
  const last = within(screen.getByRole("list", { name: "Used last" })).getAllByRole("button");
  expect(last.map((one) => one.textContent)).toEqual(["studio-assets/photos/2026", "studio-assets/older"]);
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Folder" }).value).toBe(
    "s3://studio-assets/photos/2026/",
  );
  await user.click(last[1]!);
  await user.click(screen.getByRole("button", { name: "Upload here" }));
  expect(await handed()).toEqual({
    target: { connection: "studio", bucket: "studio-assets", prefix: "older/" },
    files: [
      ["image.jpg", "one"],
      ["image (2).jpg", "two"],
      ["a_b.txt", "three"],
    ],
  });
  expect(history?.at(-1)).toBe("/c/studio/files?bucket=studio-assets&prefix=older%2F");
});

test("what was handed over is kept until it is uploaded", async () => {
  await caches.keep(["a.txt", "one"]);
  wasOpened(identityOf(studio), { bucket: "studio-assets", prefix: "" });
  uploads();
  let told = () => undefined as void;
  vi.spyOn(transfers, "subscribe").mockImplementation((listener) => {
    told = listener;
    return () => undefined;
  });
  const now = transfers.snapshot();
  const snapshot = vi.spyOn(transfers, "snapshot").mockReturnValue({ ...now, running: true });
  const { user } = page();
  await user.click(await screen.findByRole("button", { name: "Upload here" }));
  told();
  expect(caches.all.get("wardrobe-shared")?.size).toBe(1);
  snapshot.mockReturnValue({ ...now, running: false });
  told();
  await waitFor(() => expect(caches.all.size).toBe(0));
});

test("files wait for the sign-in", async () => {
  await caches.keep(["a.txt", "one"]);
  const { user } = page({ isOpen: false });
  expect(await screen.findByText(/Sign in first/)).toBeTruthy();
  expect(isWaiting()).toBe(true);
  expect(screen.queryByRole("button", { name: "Upload here" })).toBeNull();
  const tile = await screen.findByRole("article", { name: "Studio files" });
  await user.click(within(tile).getByRole("button", { name: "Open Studio files" }));
  expect(await screen.findByRole("button", { name: "Upload here" })).toBeTruthy();
  expect(screen.getByText("a.txt")).toBeTruthy();
});

test("nothing of it stays after it is discarded", async () => {
  await caches.keep(["a.txt", "one"]);
  const { user } = page();
  await user.click(await screen.findByRole("button", { name: "Discard" }));
  expect(caches.all.size).toBe(1);
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(await screen.findByText("No shared file is waiting")).toBeTruthy();
  expect(caches.all.size).toBe(0);
  expect(isWaiting()).toBe(false);
});

test("says when what was shared could not be kept", async () => {
  page({ path: "/share?failed=1" });
  expect(await screen.findByText("The files could not be kept")).toBeTruthy();
});
