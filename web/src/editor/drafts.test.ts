import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Identity } from "../api/types";
import { draftName, keepDraft, recallDraft, tidyDrafts } from "./drafts";
import { Keeper } from "./keeper";
import { fromRaw } from "./text";

const of = (raw: string) => ({ mine: fromRaw(raw, false), base: fromRaw("base", false), etag: '"1"' });
const identity = { connection: "studio", person: "ada", account: "1", role: "writer" } as Identity;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("what is typed is kept when the hand rests, and at the latest after two seconds of typing", async () => {
  const keeper = new Keeper("a", () => undefined);
  const written = async () => {
    for (let turn = 0; turn < 50; turn += 1) await new Promise((done) => setImmediate(done));
  };
  for (let at = 0; at < 9; at += 1) {
    keeper.keep(() => of(`typed ${at}`));
    vi.advanceTimersByTime(200);
  }
  await written();
  expect(await recallDraft("a")).toBeUndefined();
  keeper.keep(() => of("typed last"));
  vi.advanceTimersByTime(200);
  await written();
  expect((await recallDraft("a"))?.mine.text).toBe("typed last");
  keeper.keep(() => of("rest"));
  expect(keeper.standing.isPending).toBe(true);
  vi.advanceTimersByTime(500);
  await written();
  expect((await recallDraft("a"))?.mine.text).toBe("rest");
  expect(keeper.standing).toMatchObject({ isPending: false, isLost: false });
  await keeper.drop();
  expect(await recallDraft("a")).toBeUndefined();
});

test("what is typed while a save drops the draft is kept after it", async () => {
  const keeper = new Keeper("b", () => undefined);
  keeper.keep(() => of("saved"));
  const dropped = keeper.drop();
  keeper.keep(() => of("typed since"));
  await dropped;
  expect(keeper.standing.isPending).toBe(true);
  await keeper.flush();
  expect((await recallDraft("b"))?.mine.text).toBe("typed since");
});

test("a browser that keeps nothing says so", async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const keeper = new Keeper("c", () => undefined);
  keeper.keep(() => of("x"));
  await keeper.flush();
  expect(keeper.standing).toEqual({ at: null, isPending: false, isLost: true });
  put.mockRestore();
});

test("a draft is offered to nobody else, and in no other role or place", () => {
  const mine = draftName(identity, "b", "k");
  const others = [
    draftName({ ...identity, person: "eve" }, "b", "k"),
    draftName({ ...identity, role: "reader" }, "b", "k"),
    draftName({ ...identity, account: "2" }, "b", "k"),
    draftName({ ...identity, connection: "other" }, "b", "k"),
    draftName(identity, "b2", "k"),
    draftName(identity, "b", "k2"),
    draftName(undefined, "b", "k"),
  ];
  expect(others).not.toContain(mine);
  expect(new Set(others).size).toBe(others.length);
  expect(draftName({ ...identity, id: "new", session_name: "later" }, "b", "k")).toBe(mine);
});

test("after a month a draft is gone", async () => {
  const day = 24 * 3600 * 1000;
  await keepDraft("old", { ...of("x"), at: 0 });
  await keepDraft("new", { ...of("x"), at: 20 * day });
  await tidyDrafts(31 * day);
  expect(await recallDraft("old")).toBeUndefined();
  expect(await recallDraft("new")).toBeDefined();
});
