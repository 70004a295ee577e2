// Computes checksums beside the page, which stays quick meanwhile.
import { checksumOf } from "./checksum";

/** Bytes to compute of. */
export interface Asked {
  id: number;
  bytes: Blob;
}

/** Their checksum, or nothing when they could not be read. */
export interface Answered {
  id: number;
  sum: string | null;
}

addEventListener("message", ({ data: { id, bytes } }: MessageEvent<Asked>) => {
  checksumOf(bytes).then(
    (sum) => postMessage({ id, sum } satisfies Answered),
    () => postMessage({ id, sum: null } satisfies Answered),
  );
});
