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

/** Tries out `places`; without any, those that the connection offers. `write` writes an object of its
 * own there, and deletes it. */
export function check(connection: string, places: CheckPlace[], write: boolean, signal?: AbortSignal) {
  const json = { places, write };
  return stream<CheckLine>(connectionPath(connection, "check"), { method: "POST", json, signal });
}
