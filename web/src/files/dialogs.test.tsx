import { act, cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeJobs, failed } from "../jobs/fake-jobs";
import { jobs } from "../jobs/store";
import { identityOf, show, studio, visitor } from "../test-server";
import { DeleteDialog } from "./delete-dialog";
import type { Item } from "./item";
import { RenameDialog } from "./rename-dialog";
import { TargetDialog } from "./target-dialog";

const folder = { connection: "studio", bucket: "box", prefix: "a/" };
const file = (name: string): Item => ({ key: `a/${name}`, name, isFolder: false, size: 1 });
const box: Item = { key: "a/box/", name: "box", isFolder: true, size: 0 };
const identities = [identityOf(studio), identityOf(visitor)];
let server: FakeJobs;

beforeEach(() => {
  server = new FakeJobs().install();
  server.others["POST measure"] = { type: "end", objects: 0, bytes: 0, versioning: "off" };
  server.others["GET locations"] = { locations: [] };
  const others = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) =>
    path === "/api/session"
      ? new Response(JSON.stringify({ person: null, open: identities }))
      : await others(path, init),
  );
});

afterEach(() => {
  cleanup();
  jobs.clear();
  vi.unstubAllGlobals();
});

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const become = (id: string, more: Parameters<FakeJobs["become"]>[1]) =>
  act(async () => server.become(id, more));

test("a rename that goes well closes its dialog, says where it is, and leaves nothing behind", async () => {
  const [onClose, onRenamed] = [vi.fn(), vi.fn()];
  show(<RenameDialog folder={folder} item={file("x.txt")} onClose={onClose} onRenamed={onRenamed} />);
  const field = screen.getByRole("textbox", { name: /New name/ });
  await userEvent.clear(field);
  await userEvent.type(field, "y.txt{Enter}");
  await vi.waitFor(() => expect(server.begun).toHaveLength(1));
  expect(server.begun[0]).toEqual({
    kind: "move",
    dry_run: false,
    source_bucket: "box",
    target_bucket: "box",
    items: [{ kind: "object", from: "a/x.txt", to: "a/y.txt" }],
    except_keys: [],
    except_prefixes: [],
    overwrite: false,
  });
  await become("1", { state: "done", done: 1 });
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(onRenamed).toHaveBeenCalledWith("a/y.txt");
  cleanup();
  await vi.waitFor(() => expect(server.jobs.size).toBe(0));
});

test("a dialog that is left while it works closes, and the panel has the job", async () => {
  const onClose = vi.fn(() => cleanup());
  show(<DeleteDialog folder={folder} items={[file("x")]} onClose={onClose} />);
  await press("Delete 1 object");
  await press("Leave it running");
  expect(onClose).toHaveBeenCalled();
  expect(jobs.snapshot().map(({ job }) => job.state)).toEqual(["running"]);
  expect(server.asked.some((line) => line.startsWith("DELETE"))).toBe(false);
});

test("stopped, it says that the rest is as it was", async () => {
  show(<DeleteDialog folder={folder} items={[file("x"), file("y")]} onClose={vi.fn()} />);
  await press("Delete 2 objects");
  await become("1", { done: 1 });
  await press("Stop");
  expect(await screen.findByText("1 object deleted. Stopped: the rest is as it was.")).toBeTruthy();
});

test("what could not be started says why, and can be tried again", async () => {
  show(<DeleteDialog folder={folder} items={[file("x")]} onClose={vi.fn()} />);
  const button = await screen.findByRole("button", { name: "Delete 1 object" });
  server.isDown = true;
  await userEvent.click(button);
  expect((await screen.findByRole("alert")).textContent).toContain("It could not be started");
  server.isDown = false;
  await press("Try again");
  await vi.waitFor(() => expect(server.begun).toHaveLength(1));
});

test("few are not tried first, many are, and it is not taken for doing it", async () => {
  const many = Array.from({ length: 100 }, (_, at) => file(String(at)));
  const view = <DeleteDialog folder={folder} items={many} onClose={vi.fn()} />;
  show(<DeleteDialog folder={folder} items={many.slice(1)} onClose={vi.fn()} />);
  await screen.findByRole("button", { name: "Delete 99 objects" });
  expect(screen.queryByRole("button", { name: "Try without doing it" })).toBeNull();
  cleanup();
  show(view);
  await press("Try without doing it");
  await become("1", { state: "done", done: 97, failed: 3, first_failures: [failed("a/7")] });
  expect(await screen.findByText("3 of 100 objects would be refused")).toBeTruthy();
  expect(server.begun[0]).toMatchObject({ kind: "delete", dry_run: true });
  await press("Delete 100 objects");
  await vi.waitFor(() => expect(server.begun[1]).toMatchObject({ kind: "delete", dry_run: false }));
});

test("a conflict is answered in the dialog: replaced, or left as it is", async () => {
  const onClose = vi.fn();
  const items = [file("x"), box];
  show(<TargetDialog folder={folder} items={items} move={false} to="to/" onClose={onClose} />);
  await press("Copy here");
  const first_failures = [failed("a/box/1", "conflict"), failed("a/x", "conflict")];
  await become("1", { state: "done", done: 3, failed: 2, first_failures });
  await press("Replace 2 files");
  await vi.waitFor(() => expect(server.begun).toHaveLength(2));
  expect(server.begun[1]).toMatchObject({
    kind: "copy",
    overwrite: true,
    items: [
      { kind: "object", from: "a/box/1", to: "to/box/1" },
      { kind: "object", from: "a/x", to: "to/x" },
    ],
  });
  await become("2", { state: "done", done: 2 });
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
});

test("another open role may write; it is said that the bytes go through the server", async () => {
  show(<TargetDialog folder={folder} items={[file("x")]} move={false} onClose={vi.fn()} />);
  const role = await screen.findByRole("combobox", { name: "Written by" });
  expect((await screen.findByRole("status")).textContent).toBe("They are in this folder.");
  expect(screen.queryByText(/bytes go through the Wardrobe server/)).toBeNull();
  await userEvent.selectOptions(role, "Your own role, visitor-role");
  expect(screen.getByText(/bytes go through the Wardrobe server/)).toBeTruthy();
  await press("Copy here");
  await vi.waitFor(() => expect(server.begun).toHaveLength(1));
  expect(server.begun[0]).toMatchObject({ target_connection: "visitor", target_bucket: "box" });
});
