import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tellSignedIn } from "../api/signed-in";
import { Transfers } from "./engine";
import { failure, FakeServer, type Answer, type Seen } from "./fake-server";
import type { Row } from "./item";

const target = { connection: "studio", bucket: "b", prefix: "in box/" };
const MiB = 1024 * 1024;
let server: FakeServer;
let transfers: Transfers;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
  server = new FakeServer().install();
  server.on(/identity$/, { json: identity("ada") });
  server.on(/^PUT .*\/object$/, ({ query }) => ({ json: { key: query.get("key") } }));
  transfers = new Transfers();
});

afterEach(() => {
  transfers.cancelAll();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function identity(person: string) {
  return { person, role: "files", account: "1", arn: "a", state: "fresh", expires_at: null };
}

function small(name: string, text = "hello"): { path: string; file: File } {
  return { path: name, file: new File([text], name, { type: "text/plain" }) };
}

function large(name: string, size = 20 * MiB): { path: string; file: File } {
  return { path: name, file: new File([new Uint8Array(size)], name) };
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (done()) return;
    await vi.advanceTimersByTimeAsync(100);
  }
  throw new Error(`never: ${JSON.stringify(transfers.snapshot().rows)}`);
}

function rows(): Row[] {
  return transfers.snapshot().rows;
}

function kinds(): string[] {
  return rows().map((row) => row.state.kind);
}

const settled = () => until(() => rows().length > 0 && !transfers.snapshot().running);

const begun = { id: "t1", part_size: 8 * MiB, parts: 3, direct: false, relay: true };

/** A server that takes uploads by parts of 8 MiB and keeps what it was sent. */
function takesParts(): Map<number, number> {
  const parts = new Map<number, number>();
  server
    .on(/^POST .*\/transfers$/, { status: 201, json: begun })
    .on(/^PUT .*\/parts\//, ({ path, body }) => {
      const number = Number(path.split("/").at(-1));
      parts.set(number, body?.size ?? 0);
      return { json: part(number, body?.size ?? 0) };
    })
    .on(/^GET .*\/transfers\/t1$/, () => ({
      json: { parts: [...parts].map(([number, size]) => part(number, size)) },
    }))
    .on(/^POST .*\/finish$/, { json: { key: "k" } })
    .on(/^DELETE /, { status: 204 });
  return parts;
}

function part(number: number, size: number) {
  return { number, size, etag: `"e${number}"` };
}

/** Answers with each in turn, and then always with the last. */
function inTurn(...answers: Answer[]): () => Answer {
  return () => (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
}

describe("a small file", () => {
  it("goes in one request that never writes over another object", async () => {
    const arrived: string[] = [];
    transfers.onDone(({ key }) => arrived.push(key));
    transfers.add(target, [small("a+b #1.txt")]);
    await settled();
    const [put] = server.seen.filter(({ method }) => method === "PUT") as [Seen];
    expect(put.query.get("key")).toBe("in box/a+b #1.txt");
    expect(put.headers.get("if-none-match")).toBe("*");
    expect(put.headers.get("x-wardrobe")).toBe("1");
    expect(put.headers.get("content-type")).toBe("text/plain");
    expect(kinds()).toEqual(["done"]);
    expect(arrived).toEqual(["in box/a+b #1.txt"]);
  });

  it("is not done before the server's answer", async () => {
    let answer: (told: Answer) => void = () => {};
    server.on(/^PUT .*\/object$/, () => new Promise<Answer>((resolve) => (answer = resolve)));
    transfers.add(target, [small("a")]);
    await until(() => kinds()[0] === "sending");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(kinds()).toEqual(["sending"]);
    answer({ json: {} });
    await settled();
    expect(kinds()).toEqual(["done"]);
  });

  it("is sent again after broken connections and busy servers", async () => {
    server.on(
      /^PUT .*\/object$/,
      inTurn("break", { status: 503, json: failure("throttled") }, { status: 502, json: {} }, {}),
    );
    transfers.add(target, [small("a")]);
    await settled();
    expect(kinds()).toEqual(["done"]);
    expect(server.list(/^PUT/)).toHaveLength(4);
  });

  it("fails with the server's reason when it may not be stored, and not twice", async () => {
    server.on(/^PUT .*\/object$/, { status: 403, json: failure("denied", "No policy allows it.") });
    transfers.add(target, [small("a")]);
    await settled();
    expect(rows()[0]?.state).toEqual({ kind: "failed", reason: "No policy allows it." });
    expect(server.list(/^PUT/)).toHaveLength(1);
  });

  it("is not even tried when S3 could not hold its name", async () => {
    transfers.add(target, [small("é".repeat(509))]);
    await settled();
    expect(kinds()).toEqual(["failed"]);
    expect(server.list(/^PUT/)).toHaveLength(0);
  });
});

it("an empty folder becomes a marker, and one that is there already is fine", async () => {
  server.on(/^POST .*\/folders$/, { status: 409, json: failure("conflict") });
  transfers.add(target, [{ path: "a/b/", file: null }]);
  await settled();
  expect(server.seen.find(({ method }) => method === "POST")?.json).toEqual({
    bucket: "b",
    prefix: "in box/a/b/",
  });
  expect(kinds()).toEqual(["done"]);
});

it("sends no more than five bodies at a time, parts of large files among them", async () => {
  let [now, most] = [0, 0];
  const busy = async (answer: Answer): Promise<Answer> => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    now -= 1;
    return answer;
  };
  takesParts();
  server.on(/^PUT .*\/object$/, () => busy({}));
  server.on(/^PUT .*\/parts\//, ({ path }) => busy({ json: part(Number(path.at(-1)), 1) }));
  transfers.add(target, [
    large("one"),
    large("two"),
    ...Array.from({ length: 20 }, (_, n) => large(`${n}`, 2 * MiB)),
  ]);
  await settled();
  expect(most).toBe(5);
  expect(transfers.snapshot().counts.done).toBe(22);
});

describe("an object in the way", () => {
  function holds(...taken: string[]) {
    server.on(/^PUT .*\/object$/, ({ query, headers }) => {
      const there = taken.includes(query.get("key") ?? "") && headers.get("if-none-match") === "*";
      return there ? { status: 409, json: failure("conflict") } : {};
    });
  }

  it("is asked about once for all of a batch", async () => {
    holds("in box/a", "in box/b", "in box/c");
    transfers.add(target, [small("a"), small("b"), small("new"), small("c")]);
    await until(() => transfers.snapshot().counts.conflict === 3);
    expect(transfers.snapshot().counts.done).toBe(1);
    transfers.choose(transfers.snapshot().conflict?.id ?? 0, "skip", true);
    await settled();
    expect(kinds()).toEqual(["skipped", "skipped", "done", "skipped"]);
  });

  it("is written over only when that was chosen", async () => {
    holds("in box/a", "in box/b");
    transfers.add(target, [small("a"), small("b")]);
    await until(() => transfers.snapshot().counts.conflict === 2);
    transfers.choose(rows()[0]?.id ?? 0, "replace", false);
    await until(() => transfers.snapshot().counts.done === 1);
    expect(kinds()).toEqual(["done", "conflict"]);
    expect(server.seen.at(-1)?.headers.has("if-none-match")).toBe(false);
  });

  it("stays beside the new one under the next free name", async () => {
    holds("in box/a.txt", "in box/a (2).txt");
    transfers.add(target, [small("a.txt")]);
    await until(() => kinds()[0] === "conflict");
    transfers.choose(rows()[0]?.id ?? 0, "keep-both", true);
    await settled();
    expect(rows()[0]?.key).toBe("in box/a (3).txt");
    expect(kinds()).toEqual(["done"]);
  });
});

describe("a large file", () => {
  it("goes by parts and is done when S3 has put them together", async () => {
    const parts = takesParts();
    let answer: (told: Answer) => void = () => {};
    server.on(/^POST .*\/finish$/, () => new Promise<Answer>((resolve) => (answer = resolve)));
    transfers.add(target, [large("big.bin")]);
    await until(() => kinds()[0] === "finishing");
    expect([...parts].toSorted()).toEqual([
      [1, 8 * MiB],
      [2, 8 * MiB],
      [3, 4 * MiB],
    ]);
    expect(rows()[0]?.sent).toBe(20 * MiB);
    answer({ json: {} });
    await settled();
    expect(kinds()).toEqual(["done"]);
    const finish = server.seen.find(({ path }) => path.endsWith("/finish"));
    expect(finish?.json).toEqual({
      parts: [1, 2, 3].map((n) => ({ number: n, etag: `"e${n}"` })),
      crc64nvme: null,
    });
  });

  it("sends only the parts that are missing when it is tried again", async () => {
    takesParts();
    server.on(
      /^PUT .*\/parts\/3$/,
      inTurn({ status: 403, json: failure("denied") }, { json: part(3, 4 * MiB) }),
    );
    transfers.add(target, [large("big.bin")]);
    await settled();
    expect(kinds()).toEqual(["failed"]);
    transfers.retry(rows()[0]?.id ?? 0);
    await until(() => kinds()[0] === "done");
    expect(server.list(/parts\/1$/)).toHaveLength(1);
    expect(server.list(/parts\/2$/)).toHaveLength(1);
    expect(server.list(/parts\/3$/)).toHaveLength(2);
    expect(server.list(/^POST .*\/transfers$/)).toHaveLength(1);
  });

  it("begins anew when the server has forgotten it", async () => {
    takesParts();
    const second = inTurn({ status: 404, json: failure("missing") }, { json: part(2, 8 * MiB) });
    server.on(/^PUT .*\/parts\/2$/, second);
    transfers.add(target, [large("big.bin")]);
    await settled();
    expect(kinds()).toEqual(["done"]);
    expect(server.list(/^POST .*\/transfers$/)).toHaveLength(2);
  });

  it("leaves nothing in S3 when it is cancelled", async () => {
    takesParts();
    server.on(/^PUT .*\/parts\//, () => new Promise<Answer>(() => {}));
    transfers.add(target, [large("big.bin")]);
    await until(() => server.list(/parts/).length === 3 && rows().length === 1);
    transfers.cancel(rows()[0]?.id ?? 0);
    await settled();
    expect(server.list(/^DELETE .*\/transfers\/t1$/)).toHaveLength(1);
    expect(kinds()).toEqual(["cancelled"]);
    expect(server.list(/finish$/)).toHaveLength(0);
  });

  it("leaves nothing in S3 when it is cancelled before its beginning is known", async () => {
    takesParts();
    let answer: (told: Answer) => void = () => {};
    server.on(/^POST .*\/transfers$/, () => new Promise<Answer>((resolve) => (answer = resolve)));
    transfers.add(target, [large("big.bin")]);
    await until(() => server.list(/^POST .*\/transfers$/).length === 1 && rows().length === 1);
    transfers.cancel(rows()[0]?.id ?? 0);
    answer({ status: 201, json: begun });
    await until(() => server.list(/^DELETE .*\/transfers\/t1$/).length === 1);
    expect(server.list(/^PUT/)).toHaveLength(0);
  });

  it("is done when only the answer to its end was lost", async () => {
    takesParts();
    server.on(/^POST .*\/finish$/, inTurn("break", { status: 404, json: failure("missing") }));
    server.on(/properties$/, { json: { size: 20 * MiB, etag: '"abc-3"' } });
    transfers.add(target, [large("big.bin")]);
    await settled();
    expect(kinds()).toEqual(["done"]);
    expect(server.list(/^POST .*\/transfers$/)).toHaveLength(1);
  });

  it("asks when an object came in its way meanwhile, and gives its parts up", async () => {
    takesParts();
    server.on(/^POST .*\/finish$/, { status: 409, json: failure("conflict") });
    transfers.add(target, [large("big.bin")]);
    await until(() => kinds()[0] === "conflict");
    transfers.choose(rows()[0]?.id ?? 0, "skip", false);
    await settled();
    expect(server.list(/^DELETE /)).toHaveLength(1);
    expect(kinds()).toEqual(["skipped"]);
  });

  it("sends again what S3 lost", async () => {
    const parts = takesParts();
    server.on(/^POST .*\/finish$/, () => {
      const first = server.list(/finish$/).length === 1;
      if (first) parts.delete(2);
      return first ? { status: 412, json: failure("precondition-failed") } : {};
    });
    transfers.add(target, [large("big.bin")]);
    await settled();
    expect(kinds()).toEqual(["done"]);
    expect(server.list(/parts\/2$/)).toHaveLength(2);
    expect(server.list(/parts\/1$/)).toHaveLength(1);
  });
});

describe("credentials that end", () => {
  it("pause the queue, which goes on by itself after a sign-in", async () => {
    let ended = true;
    server.on(/identity$/, () => ({ json: { ...identity("ada"), state: ended ? "ended" : "fresh" } }));
    server.on(/^PUT .*\/object$/, () => (ended ? { status: 401, json: failure("expired") } : {}));
    transfers.add(
      target,
      Array.from({ length: 200 }, (_, n) => small(`${n}`)),
    );
    await until(() => transfers.snapshot().counts.paused === 192);
    expect(transfers.snapshot().counts.waiting).toBe(8);
    expect(transfers.snapshot().pauses[0]?.reason).toContain("credentials have ended");
    const asked = server.list(/^PUT/).length;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.list(/^PUT/)).toHaveLength(asked);
    ended = false;
    await settled();
    expect(transfers.snapshot().counts.done).toBe(200);
    expect(transfers.snapshot().pauses).toEqual([]);
  });

  it("do not let somebody else's upload go on as theirs", async () => {
    let ended = false;
    server.on(/identity$/, () => ({ json: { ...identity(ended ? "eve" : "ada") } }));
    server.on(/^PUT .*\/object$/, async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ended = true;
      return { status: 401, json: failure("not-signed-in") };
    });
    transfers.add(target, [small("a")]);
    await settled();
    expect(rows()[0]?.state).toMatchObject({ kind: "failed" });
    expect(server.list(/^PUT/)).toHaveLength(1);
  });
});

describe("a role of several", () => {
  const role = { ...target, connection: "studio~1" };
  const writer = { ...identity("ada"), id: "1", connection: "studio", role_arn: "arn:writer" };

  beforeEach(() => {
    server.on(/studio~1\/identity$/, { json: writer });
  });

  it("keeps its uploads, whichever role the page works under meanwhile", async () => {
    transfers.add(role, [small("a")]);
    await settled();
    expect(server.list(/^PUT/)).toEqual(["PUT /api/connections/studio~1/object"]);
  });

  it("waits for a person when its sign-in has ended, and is named", async () => {
    let ended = false;
    const refused = { status: 401, json: failure("sign-in-again") };
    server.on(/studio~1\/identity$/, () => (ended ? refused : { json: writer }));
    server.on(/^PUT .*\/object$/, async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      ended = server.list(/^PUT/).length === 1;
      return ended ? refused : {};
    });
    transfers.add(role, [small("a")]);
    await until(() => kinds()[0] === "paused");
    expect(transfers.snapshot().pauses[0]?.reason).toContain("The credentials of files have ended.");
    ended = false;
    tellSignedIn("studio");
    await settled();
    expect(kinds()).toEqual(["done"]);
  });

  it("goes on under its new id when it was closed and opened anew", async () => {
    let closed = false;
    const gone = { status: 401, json: failure("not-opened") };
    server.on(/studio~1\//, () => (closed ? gone : { json: writer }));
    server.on(/^PUT .*studio~1\/object$/, async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      closed = true;
      return gone;
    });
    server.on(/^PUT .*studio~2\/object$/, {});
    transfers.add(role, [small("a")]);
    await until(() => kinds()[0] === "paused");
    expect(transfers.snapshot().pauses[0]?.reason).toContain("The role files is closed.");
    server.on(/session$/, { json: { open: [{ ...writer, id: "2" }] } });
    await settled();
    expect(kinds()).toEqual(["done"]);
    expect(server.list(/^PUT/).at(-1)).toBe("PUT /api/connections/studio~2/object");
  });
});

it("leaving the page is warned of only while something is under way", async () => {
  let answer: (told: Answer) => void = () => {};
  server.on(/^PUT .*\/object$/, () => new Promise<Answer>((resolve) => (answer = resolve)));
  const leaving = () => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(leaving()).toBe(false);
  transfers.add(target, [small("a")]);
  await until(() => kinds()[0] === "sending");
  expect(leaving()).toBe(true);
  answer({});
  await settled();
  expect(leaving()).toBe(false);
});
