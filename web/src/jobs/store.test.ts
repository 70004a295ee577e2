import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Work } from "../api/jobs";
import { FakeJobs, failed, jobOf } from "./fake-jobs";
import { type Entry, Jobs } from "./store";

const work: Work = { kind: "delete", bucket: "b", keys: ["x"], prefixes: [] };
let server: FakeJobs;
let jobs: Jobs;
let ends: Entry["job"][];

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeJobs().install();
  jobs = new Jobs();
  ends = [];
  jobs.onEnd(({ job }) => ends.push(job));
});

afterEach(() => {
  jobs.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets what is on its way arrive, and so much time pass. */
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const states = () => jobs.snapshot().map(({ job }) => job.state);

test("a job that runs already is found, followed to its end, and dismissed", async () => {
  server.jobs.set("1", jobOf({ done: 3, total: 9 }));
  await jobs.look("studio");
  await pass();
  expect(jobs.snapshot()).toMatchObject([{ connection: "studio", job: { done: 3, total: 9 } }]);
  server.become("1", { done: 7 });
  await pass();
  expect(jobs.snapshot()).toMatchObject([{ job: { done: 7 } }]);
  server.become("1", { state: "done", done: 9 });
  await pass();
  expect(states()).toEqual(["done"]);
  expect(ends).toHaveLength(1);
  expect(server.open).toBe(0);
  await jobs.dismiss("1");
  expect(states()).toEqual([]);
  expect(server.jobs.size).toBe(0);
});

test("one that had ended before is shown, and is no news", async () => {
  server.jobs.set("1", jobOf({ state: "done", failed: 1 }));
  await jobs.look("studio");
  await pass();
  expect(states()).toEqual(["done"]);
  expect(ends).toEqual([]);
});

test("a way that is cut is tried again, and until then it is said that there is no word", async () => {
  server.jobs.set("1", jobOf());
  await jobs.look("studio");
  await pass();
  server.isDown = true;
  server.cut();
  await pass();
  expect(jobs.snapshot()).toMatchObject([{ isLost: true }]);
  await pass(3_000);
  expect(jobs.snapshot()).toMatchObject([{ isLost: true }]);
  server.isDown = false;
  server.jobs.set("1", jobOf({ state: "done", done: 5 }));
  await pass(20_000);
  expect(jobs.snapshot()).toMatchObject([{ isLost: false, job: { state: "done", done: 5 } }]);
  expect(ends).toHaveLength(1);
});

test("of many jobs two are followed; how the others go the list tells", async () => {
  for (const id of ["1", "2", "3", "4"]) server.jobs.set(id, jobOf({ id }));
  await jobs.look("studio");
  await pass();
  expect(server.open).toBe(2);
  const others = ["1", "2", "3", "4"].filter((id) => !server.asked.includes(`GET jobs/${id}/events`));
  expect(others).toHaveLength(2);
  for (const id of others) server.become(id, { done: 5 });
  await pass(2_500);
  const seen = jobs.snapshot().filter(({ job }) => others.includes(job.id));
  expect(seen.map(({ job }) => job.done)).toEqual([5, 5]);
});

test("what waits keeps no way open, and is heard of again when it goes on", async () => {
  server.jobs.set("1", jobOf());
  await jobs.look("studio");
  await pass();
  await jobs.pause("1");
  await pass();
  expect(states()).toEqual(["paused"]);
  expect(server.open).toBe(0);
  await jobs.resume("1");
  await pass();
  expect(states()).toEqual(["running"]);
  server.become("1", { state: "needs-sign-in" });
  await pass();
  expect(server.open).toBe(0);
  // Somebody signs in in another window; the server goes on by itself.
  server.jobs.set("1", jobOf({ state: "done" }));
  await pass(6_000);
  expect(states()).toEqual(["done"]);
  expect(ends).toHaveLength(1);
});

test("a dialog's job is shown by the dialog, then by the panel", async () => {
  const { id } = await jobs.start("studio", work, { isHeld: true });
  expect(server.begun).toEqual([{ ...work, dry_run: false }]);
  await pass();
  expect(states()).toEqual([]);
  jobs.letGo(id);
  expect(jobs.snapshot()).toMatchObject([{ work }]);
});

test("what has ended in its dialog is forgotten with it", async () => {
  const { id } = await jobs.start("studio", work, { isHeld: true });
  await pass();
  server.become(id, { state: "done", done: 1 });
  await pass();
  expect(ends).toHaveLength(1);
  jobs.letGo(id);
  await pass();
  expect(states()).toEqual([]);
  expect(server.jobs.size).toBe(0);
});

test("one that is over before its answer is there has ended, too", async () => {
  server.next = { state: "done", failed: 1, first_failures: [failed("x")] };
  await jobs.start("studio", work);
  expect(ends).toMatchObject([{ state: "done" }]);
});

test("one that was forgotten elsewhere is gone, and so is all of a role that was closed", async () => {
  server.jobs.set("1", jobOf());
  server.jobs.set("2", jobOf({ id: "2", state: "done" }));
  await jobs.look("studio");
  server.jobs.delete("2");
  await pass(1);
  await jobs.look("studio");
  expect(states()).toEqual(["running"]);
  vi.stubGlobal("fetch", async () => {
    const error = { code: "not-opened", message: "Closed.", request_id: "W" };
    return new Response(JSON.stringify({ error }), { status: 401 });
  });
  await jobs.look("studio");
  expect(states()).toEqual([]);
});

test("cancelled, it is over at once for whoever looks", async () => {
  await jobs.start("studio", work);
  await pass();
  await jobs.cancel("1");
  await pass();
  expect(states()).toEqual(["cancelled"]);
});
