import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeJobs, failed } from "../jobs/fake-jobs";
import { jobs } from "../jobs/store";
import { failure, show } from "../test-server";
import type { Item } from "./item";
import { PropertiesDialog } from "./properties-dialog";

const folder = { connection: "studio", bucket: "box", prefix: "a/" };
const file: Item = { key: "a/x.txt", name: "x.txt", isFolder: false, size: 5 };
const box: Item = { key: "a/box/", name: "box", isFolder: true, size: 0 };
const properties = {
  key: "a/x.txt",
  size: 5,
  last_modified: "2026-01-02T03:04:05Z",
  etag: '"e"',
  content_type: "text/plain",
  cache_control: "no-cache",
  storage_class: null,
  metadata: { camera: "X100" },
  archived: false,
};
let server: FakeJobs;

beforeEach(() => {
  server = new FakeJobs().install();
  server.others["GET object/properties"] = properties;
  server.others["GET object/tags"] = { tags: { project: "wardrobe" } };
  server.others["POST measure"] = { type: "end", objects: 2, bytes: 9, versioning: "enabled" };
});

afterEach(() => {
  cleanup();
  jobs.clear();
  vi.unstubAllGlobals();
});

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const open = (items: Item[]) => show(<PropertiesDialog folder={folder} items={items} onClose={vi.fn()} />);
const field = (name: string) => screen.findByRole("textbox", { name });
const become = (id: string, more: Parameters<FakeJobs["become"]>[1]) =>
  act(async () => server.become(id, more));
const cost = () => screen.getAllByRole("status").map((one) => one.textContent);

async function type(name: string, text: string) {
  const input = await field(name);
  await userEvent.clear(input);
  if (text) await userEvent.type(input, text);
}

test("only what is other than it was is sent, and what it costs is said before", async () => {
  open([file]);
  expect(await screen.findByText("wardrobe")).toBeTruthy();
  await press("Change …");
  expect(cost()).toContain("Nothing is changed yet.");
  await press("Add tag");
  await type("Name of tag 2", "team");
  await type("Value of tag 2", "film");
  expect(cost()).toContain("S3 changes tags in place: the object stays as it was written.");
  await type("Content type", "text/markdown");
  await vi.waitFor(() => expect(cost().join()).toContain("both are paid for"));
  expect(cost().join()).toContain("writes the object anew");
  await press("Save");
  expect(server.begun).toEqual([
    {
      kind: "change",
      dry_run: false,
      bucket: "box",
      keys: ["a/x.txt"],
      prefixes: [],
      content_type: "text/markdown",
      tags: { project: "wardrobe", team: "film" },
    },
  ]);
  server.others["GET object/properties"] = { ...properties, content_type: "text/markdown" };
  await become("1", { state: "done", done: 1 });
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(await screen.findByText("text/markdown")).toBeTruthy();
});

test("what S3 would not take cannot be saved, and says why", async () => {
  open([file]);
  await press("Change …");
  await press("Add metadata entry");
  await type("Name of metadata entry 2", "lens type");
  await type("Value of metadata entry 2", "x");
  expect(screen.getByRole("alert").textContent).toContain("no spaces");
  expect((screen.getByRole("button", { name: "Save" }) as HTMLButtonElement).disabled).toBe(true);
  await press("Remove metadata entry lens type");
  expect(screen.queryByRole("alert")).toBeNull();
  await type("Caching", "");
  await press("Save");
  expect(server.begun[0]).toMatchObject({ cache_control: "" });
  expect(server.begun[0]).not.toHaveProperty("metadata");
});

/** Nobody may read tags, until the answer is called. */
function refuseTags() {
  const others = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) =>
    path.includes("/object/tags")
      ? new Response(JSON.stringify(failure("denied", "No policy allows s3:GetObjectTagging.")), {
          status: 403,
        })
      : await others(path, init),
  );
  return () => vi.stubGlobal("fetch", others);
}

const unseen = /could not be read: No policy allows s3:GetObjectTagging/;

test("tags that may be seen by now are there by trying again", async () => {
  const allow = refuseTags();
  open([file]);
  expect(await screen.findByText(unseen)).toBeTruthy();
  allow();
  await press("Try again");
  expect(await screen.findByText("wardrobe")).toBeTruthy();
  expect(screen.queryByText(unseen)).toBeNull();
});

test("who may not see the tags sees the rest, and changes no tag by changing that", async () => {
  refuseTags();
  open([file]);
  expect(await screen.findByText(unseen)).toBeTruthy();
  await press("Change …");
  expect(screen.getByText(/may not see its tags/)).toBeTruthy();
  await type("Content type", "text/x");
  await press("Save");
  expect(server.begun[0]).not.toHaveProperty("tags");
});

test("a colder class says what it costs, and what leaves one, too", async () => {
  server.others["GET object/properties"] = { ...properties, storage_class: "STANDARD_IA" };
  open([file]);
  await press("Change …");
  await userEvent.selectOptions(
    await screen.findByRole("combobox", { name: "Storage class" }),
    "DEEP_ARCHIVE",
  );
  expect(screen.getByText(/180 days of it are paid for/).textContent).toContain("until it is restored");
  expect(screen.getByText("What leaves STANDARD_IA before 30 days is paid for to their end.")).toBeTruthy();
});

test("of what is in the archive only tags are changed, until it is restored", async () => {
  const cold = { ...properties, storage_class: "DEEP_ARCHIVE", archived: true };
  server.others["GET object/properties"] = cold;
  open([file]);
  expect(await screen.findByText("It cannot be read until it is restored")).toBeTruthy();
  await press("Change …");
  expect(screen.getByText("Until it is restored, only its tags can be changed.")).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Content type" })).toBeNull();
  await press("Back");
  await press("Restore …");
  expect(screen.queryByRole("radio", { name: /Expedited/ })).toBeNull();
  await type("Days that it can be read", "0");
  expect((screen.getByRole("button", { name: "Restore" }) as HTMLButtonElement).disabled).toBe(true);
  await type("Days that it can be read", "3");
  await userEvent.click(screen.getByRole("radio", { name: /Bulk/ }));
  await press("Restore");
  expect(server.begun[0]).toMatchObject({ kind: "restore", keys: ["a/x.txt"], days: 3, tier: "Bulk" });
  server.others["GET object/properties"] = { ...cold, restore: 'ongoing-request="true"' };
  await become("1", { state: "done", done: 1 });
  expect(await screen.findByText("S3 has been asked to restore it.")).toBeTruthy();
  expect(await screen.findByText("S3 is restoring it. Until then it cannot be read")).toBeTruthy();
});

test("what was seen of one object is not taken for what is known of several", async () => {
  const { client } = open([file]);
  await screen.findByText("wardrobe");
  cleanup();
  render(
    <QueryClientProvider client={client}>
      <PropertiesDialog folder={folder} items={[file, box]} onClose={vi.fn()} />
    </QueryClientProvider>,
  );
  await press("Change …");
  expect(((await field("Content type")) as HTMLInputElement).value).toBe("");
  expect(screen.getByText("Each keeps its tags.")).toBeTruthy();
});

test("of many nothing changes but what is typed, and tags are replaced only at a word", async () => {
  open([file, box]);
  expect(await screen.findByText("3 objects, 14 bytes")).toBeTruthy();
  await press("Change …");
  const tags = screen.getByRole("region", { name: "Tags" });
  expect(within(tags).getByText("Each keeps its tags.")).toBeTruthy();
  await press("Replace all tags");
  expect(within(tags).getByText("All tags of each will be taken away.")).toBeTruthy();
  await press("Leave them");
  await type("Caching", "max-age=60");
  await press("Save");
  expect(server.begun[0]).toEqual({
    kind: "change",
    dry_run: false,
    bucket: "box",
    keys: ["a/x.txt"],
    prefixes: ["a/box/"],
    cache_control: "max-age=60",
  });
  await become("1", { state: "done", done: 2, failed: 1, first_failures: [failed("a/box/1")] });
  expect(await screen.findByText("1 object not changed")).toBeTruthy();
  expect(await screen.findByRole("button", { name: "Save again" })).toBeTruthy();
});
