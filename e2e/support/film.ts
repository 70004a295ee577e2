/** Large files to send. */

import { createHash, randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";

export const MIB = 1024 * 1024;

/** Writes a file of random bytes, 8 MiB at a time, and gives its SHA-256. */
export function film(at: string, mib: number): string {
  const sha = createHash("sha256");
  for (let done = 0; done < mib; done += 8) {
    const bytes = randomBytes(8 * MIB);
    sha.update(bytes);
    appendFileSync(at, bytes);
  }
  return sha.digest("hex");
}
