// What may be done with an opened connection, tried out step by step.
import { connectionPath } from "./client";
import { stream } from "./ndjson";
import type { Step } from "./types";

/** A bucket, or a prefix in it. */
export interface CheckPlace {
  bucket: string;
  prefix: string;
}

export type CheckLine = ({ type: "step" } & Step) | { type: "end" };

/** What to try besides listing and reading. */
export interface CheckMore {
  /** To write an object of its own, and delete it. */
  write: boolean;
  /** What this page could do with the bucket itself. */
  straight: boolean;
}

/** Tries out `places`; without any, those that the connection offers. */
export function check(connection: string, places: CheckPlace[], more: CheckMore, signal?: AbortSignal) {
  const json = { places, ...more };
  return stream<CheckLine>(connectionPath(connection, "check"), { method: "POST", json, signal });
}
