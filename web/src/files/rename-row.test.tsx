import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { jobs } from "../jobs";
import { FakeJobs, failed } from "../jobs/fake-jobs";
import { show } from "../test-server";
import type { Item } from "./item";
import { RenameRow } from "./rename-row";

const folder = { connection: "studio", bucket: "b", prefix: "a/" };
const file: Item = { key: "a/film.tar.gz", name: "film.tar.gz", isFolder: false, size: 5 };
const ends: boolean[] = [];
const renamed: string[] = [];
let server: FakeJobs;

beforeEach(() => {
  jobs.clear();
  ends.length = 0;
  renamed.length = 0;
  server = new FakeJobs().install();
  return () => vi.unstubAllGlobals();
});

function Row({ item }: { item: Item }) {
  const [name, setName] = useState(item.name);
  return (
    <RenameRow
      folder={folder}
      draft={{ item, name }}
      onName={setName}
      onEnd={(back) => ends.push(back)}
      onRenamed={(key) => renamed.push(key)}
    />
  );
}

function edit(item: Item) {
  show(<Row item={item} />);
  return {
    user: userEvent.setup(),
    field: screen.getByRole<HTMLInputElement>("textbox", { name: "New name" }),
  };
}

test("the name without its ending is replaced, and Enter renames", async () => {
  server.next = { state: "done", done: 1 };
  const { user, field } = edit(file);
  expect(document.activeElement).toBe(field);
  await user.keyboard("cut");
  expect(field.value).toBe("cut.gz");
  await user.keyboard("{Enter}");
  await vi.waitFor(() => expect(renamed).toEqual(["a/cut.gz"]));
  expect(server.begun).toMatchObject([
    { kind: "move", items: [{ kind: "object", from: "a/film.tar.gz", to: "a/cut.gz" }], overwrite: false },
  ]);
  expect(ends).toEqual([true]);
});

test("Escape leaves the name, and so does Enter on the same name", async () => {
  const { user } = edit(file);
  await user.keyboard("cut{Escape}");
  expect(ends).toEqual([true]);
  await user.clear(screen.getByRole("textbox"));
  await user.keyboard("film.tar.gz{Enter}");
  expect(ends).toEqual([true, true]);
  expect(server.begun).toEqual([]);
});

test("what S3 refuses keeps the name open, with the reason", async () => {
  server.next = {
    state: "done",
    failed: 1,
    first_failures: [failed("a/film.tar.gz", "denied", "You may not.")],
  };
  const { user, field } = edit(file);
  await user.keyboard("cut{Enter}");
  expect(await screen.findByText(/You may not\./)).toBeTruthy();
  expect([field.value, ends, renamed]).toEqual(["cut.gz", [], []]);
});

test("a name that cannot be one says why at once, and nothing is asked", async () => {
  const { user, field } = edit(file);
  await user.clear(field);
  await user.keyboard("{Enter}");
  expect(screen.getByRole("alert").textContent).toBe("A name is needed.");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(server.begun).toEqual([]);
});

test("the field that is left with its name as it was goes away, one with another name stays", async () => {
  const { user } = edit(file);
  await user.keyboard("x");
  await user.tab();
  expect(ends).toEqual([]);
  const field = screen.getByRole("textbox");
  await user.clear(field);
  await user.type(field, "film.tar.gz");
  await user.tab();
  expect(ends).toEqual([false]);
});

test("what it costs is said of a large file and of a folder, and of a small file nothing", async () => {
  edit({ ...file, size: 12 * 2 ** 30 });
  expect(screen.getByText("Renaming copies 12 GB.")).toBeTruthy();
  server.others["POST measure"] = { type: "end", objects: 3_000, bytes: 5 * 2 ** 20, versioning: "off" };
  show(<Row item={{ key: "a/tree/", name: "tree", isFolder: true, size: 0 }} />);
  expect(await screen.findByText("Renaming copies 3,000 objects, 5 MB.")).toBeTruthy();
  show(<Row item={file} />);
  expect(screen.getAllByText(/^Renaming copies/)).toHaveLength(2);
});
