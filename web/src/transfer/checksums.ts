// Checksums of pieces of files, computed in a worker.
import { Unreadable } from "./bytes";
import { checksumOf } from "./checksum";
import type { Answered, Asked } from "./checksum-worker";

interface Waiting {
  bytes: Blob;
  tell: (sum: string | null) => void;
}

let worker: Worker | null = null;
let ids = 0;
const waiting = new Map<number, Waiting>();

/** The CRC64NVME of a piece of a file. Fails with Unreadable when the file is not what was chosen. */
export async function checksum(bytes: Blob): Promise<string> {
  const sum = await (typeof Worker === "undefined" ? here(bytes) : beside(bytes));
  if (sum === null) throw new Unreadable();
  return sum;
}

function here(bytes: Blob): Promise<string | null> {
  return checksumOf(bytes).catch(() => null);
}

function beside(bytes: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const id = (ids += 1);
    waiting.set(id, { bytes, tell: resolve });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
    started().postMessage({ id, bytes } satisfies Asked);
  });
}

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./checksum-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, sum } }: MessageEvent<Answered>) => {
    waiting.get(id)?.tell(sum);
    waiting.delete(id);
  });
  // One that cannot start, or has crashed, answers nobody: it is computed here.
  worker.addEventListener("error", () => {
    for (const { bytes, tell } of waiting.values()) void here(bytes).then(tell);
    waiting.clear();
    worker = null;
  });
  return worker;
}
