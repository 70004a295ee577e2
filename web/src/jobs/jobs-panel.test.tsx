import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Copying } from "../api/jobs";
import { identityOf, research, show, studio } from "../test-server";
import { FakeJobs, failed, jobOf } from "./fake-jobs";
import { JobsPanel } from "./jobs-panel";
import { jobs } from "./store";

let server: FakeJobs;

beforeEach(() => {
  server = new FakeJobs().install();
  vi.stubGlobal("fetch", withSession(globalThis.fetch));
});

afterEach(() => {
  cleanup();
  jobs.clear();
  vi.unstubAllGlobals();
});

/** What a page asks for besides. */
function withSession(others: typeof fetch): typeof fetch {
  const session = { person: null, open: [identityOf(studio)] };
  return async (path, init) => {
    if (path === "/api/session") return new Response(JSON.stringify(session));
    if (path === "/api/connections") return new Response(JSON.stringify({ connections: [studio, research] }));
    return await others(path, init);
  };
}

const panel = () => screen.findByRole("region", { name: "Jobs" });
const become = (more: Parameters<FakeJobs["become"]>[1]) => act(async () => server.become("1", more));

test("is not there while there is nothing to say", async () => {
  show(<JobsPanel />);
  await vi.waitFor(() => expect(server.asked).toContain("GET jobs"));
  expect(screen.queryByRole("region", { name: "Jobs" })).toBeNull();
});

test("says what a job does and how far it has come, and its end to those who cannot see it", async () => {
  server.jobs.set("1", jobOf({ done: 50, failed: 2, total: 5_000, bytes: 2_048 }));
  show(<JobsPanel />);
  expect(within(await panel()).getByText("Moving 5,000 objects to s3://b/to/")).toBeTruthy();
  expect(screen.getByText("52 of 5,000 · 2 KB · 2 failed")).toBeTruthy();
  const bar = screen.getByRole("progressbar", { name: "Moving 5,000 objects to s3://b/to/" });
  expect(bar.getAttribute("aria-valuenow")).toBe("1.04");
  expect(screen.getByRole("status").textContent).toBe("Moving 5,000 objects to s3://b/to/.");
  await become({ state: "done", done: 4_998, failed: 2, first_failures: [failed("a/x"), failed("a/y")] });
  expect(screen.getByRole("status").textContent).toBe("4,998 objects moved to s3://b/to/; 2 failed.");
});

test("pauses, goes on, and cancels", async () => {
  server.jobs.set("1", jobOf({ done: 5, total: 10 }));
  show(<JobsPanel />);
  await userEvent.click(await screen.findByRole("button", { name: /^Pause: Moving 10 objects/ }));
  expect(await screen.findByText("Paused · 5 of 10 moved")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "1 job paused" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^Go on: Moving/ }));
  await userEvent.click(await screen.findByRole("button", { name: /^Cancel: Moving/ }));
  expect(await screen.findByText("Stopped after 5 objects moved")).toBeTruthy();
});

test("tells what failed with its reason, gives all of it as a table, and tries it again", async () => {
  const first_failures = [failed("a/x", "denied", "No policy allows it."), failed("a/y")];
  server.jobs.set("1", jobOf({ state: "done", done: 3, failed: 30, first_failures }));
  show(<JobsPanel />);
  await userEvent.click(await screen.findByText("What failed, and why"));
  expect(screen.getByText("No policy allows it.")).toBeTruthy();
  expect(screen.getByText("and 22 others")).toBeTruthy();
  const table = screen.getByRole("link", { name: "All 30 as a table (CSV)" });
  expect(table.getAttribute("href")).toBe("/api/connections/studio/jobs/1/failures");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await vi.waitFor(() => expect(server.asked).toContain("POST jobs/1/resume"));
  expect(await screen.findByRole("button", { name: /^Pause/ })).toBeTruthy();
});

test("what was in the way is replaced, and nothing else, however much it is", async () => {
  const work: Copying = {
    kind: "move",
    source_bucket: "b",
    target_bucket: "b",
    items: [{ kind: "prefix", from: "a/", to: "to/" }],
    except_keys: [],
    except_prefixes: [],
    overwrite: false,
  };
  const first_failures = [failed("a/1", "conflict")];
  server.next = { state: "done", done: 7, failed: 3, first_failures };
  server.csv = 'key,code,message\n"a/1",conflict,x\n"a/q""2",conflict,x\na/3,denied,x\n';
  show(<JobsPanel />);
  await act(() => jobs.start("studio", work));
  await userEvent.click(await screen.findByRole("button", { name: "Replace what is there" }));
  await vi.waitFor(() => expect(server.begun).toHaveLength(2));
  expect(server.begun[1]).toEqual({
    ...work,
    dry_run: false,
    overwrite: true,
    items: [
      { kind: "object", from: "a/1", to: "to/1" },
      { kind: "object", from: 'a/q"2', to: 'to/q"2' },
    ],
  });
  await vi.waitFor(() => expect(server.jobs.has("1")).toBe(false));
});

test("one that waits for a sign-in leads to it", async () => {
  server.jobs.set("1", jobOf({ state: "needs-sign-in" }));
  show(<JobsPanel />);
  expect(await screen.findByRole("heading", { name: "Waiting for your sign-in" })).toBeTruthy();
  const link = await screen.findByRole("link", { name: "Open Studio files" });
  expect(link.getAttribute("href")).toBe("/c/studio");
  expect(screen.getByRole("status").textContent).toContain("waits until you sign in again");
});

test("one that is over is dismissed, here and at the server", async () => {
  server.jobs.set("1", jobOf({ state: "done", done: 3 }));
  show(<JobsPanel />);
  await userEvent.click(
    await screen.findByRole("button", { name: "Dismiss: 3 objects moved to s3://b/to/" }),
  );
  await vi.waitFor(() => expect(server.jobs.size).toBe(0));
  expect(screen.queryByRole("region", { name: "Jobs" })).toBeNull();
});

test("what cannot be asked for is said where it was asked", async () => {
  server.jobs.set("1", jobOf());
  show(<JobsPanel />);
  const pause = await screen.findByRole("button", { name: /^Pause/ });
  server.jobs.delete("1");
  await userEvent.click(pause);
  expect((await screen.findByRole("alert")).textContent).toBe("There is no such job.");
});
