// Makes small pictures, in a worker: decoding takes long, and the page stays quick meanwhile.
import type { Answered, Asked, Shrinking, Small } from "./shrink-worker";

interface Waiting {
  tell: (small: Small | null) => void;
  fail: (why: Error) => void;
}

let worker: Worker | null = null;
let ids = 0;
const waiting = new Map<number, Waiting>();

/** Null when it cannot be decoded. Fails where this browser cannot do so beside the page. */
export function shrink(what: Shrinking): Promise<Small | null> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined")
    return Promise.reject(new Error("This browser draws nothing beside the page"));
  return new Promise((tell, fail) => {
    const id = (ids += 1);
    waiting.set(id, { tell, fail });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    started().postMessage({ id, ...what } satisfies Asked);
  });
}

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./shrink-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, small } }: MessageEvent<Answered>) => {
    waiting.get(id)?.tell(small);
    waiting.delete(id);
  });
  // One that cannot start, or has crashed over a picture, answers nobody.
  worker.addEventListener("error", () => {
    for (const { fail } of waiting.values()) fail(new Error("The worker has ended"));
    waiting.clear();
    worker?.terminate();
    worker = null;
  });
  return worker;
}
