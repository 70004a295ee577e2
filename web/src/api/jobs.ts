// Work that the server does by itself: it goes on when the page is closed.
import type { Selection } from "./changes";
import { connectionPath, request, requestJson } from "./client";
import { events } from "./events";
import type { components } from "./schema";
import type { CopyItem } from "./types";

/** A job as it stands. */
export type Job = components["schemas"]["Job"];

/** What of an object can be changed. What is absent stays as it is; metadata and tags replace all there are. */
export interface Changes {
  storage_class?: string;
  content_type?: string;
  content_encoding?: string;
  content_language?: string;
  content_disposition?: string;
  cache_control?: string;
  metadata?: Record<string, string>;
  tags?: Record<string, string>;
}

/** How soon S3 brings an archived object back. */
export type Tier = "Standard" | "Bulk" | "Expedited";

export interface Copying {
  kind: "copy" | "move";
  source_bucket: string;
  target_bucket: string;
  /** Another open role, as paths have it, that writes what this one reads. */
  target_connection?: string;
  items: CopyItem[];
  except_keys: string[];
  except_prefixes: string[];
  /** Without it, a target that exists fails with `conflict` and its source stays. */
  overwrite: boolean;
}

/** What can be asked for. */
export type Work =
  | ({ kind: "delete" } & Selection)
  | Copying
  | ({ kind: "change" } & Selection & Changes)
  | ({ kind: "restore"; days: number; tier: Tier } & Selection)
  | { kind: "abort-uploads"; bucket: string; prefix: string; older_than_hours: number };

const path = (connection: string, id = "", rest = "") =>
  connectionPath(connection, `jobs${id && `/${encodeURIComponent(id)}`}${rest}`);

/** Starts a job. A dry run tries what may be done, and does nothing. */
export function startJob(connection: string, work: Work, dryRun = false): Promise<Job> {
  return requestJson(path(connection), { method: "POST", json: { ...work, dry_run: dryRun } });
}

/** This person's jobs in this role, the newest first. */
export async function listJobs(connection: string, signal?: AbortSignal): Promise<Job[]> {
  return (await requestJson<{ jobs: Job[] }>(path(connection), { signal })).jobs;
}

/** The job at once, and at each change until it is over. */
export function followJob(connection: string, id: string, signal: AbortSignal) {
  return events<Job>(path(connection, id, "/events"), { signal });
}

export async function pauseJob(connection: string, id: string): Promise<void> {
  await request(path(connection, id, "/pause"), { method: "POST" });
}

/** Has a paused job go on, or what failed of one that is over tried again. */
export async function resumeJob(connection: string, id: string): Promise<void> {
  await request(path(connection, id, "/resume"), { method: "POST" });
}

/** Cancels a job; forgets one that is over. */
export async function removeJob(connection: string, id: string): Promise<void> {
  await request(path(connection, id), { method: "DELETE", keepalive: true });
}

/** Where all that failed is a table: key, code, message. */
export function failuresUrl(connection: string, id: string): string {
  return path(connection, id, "/failures");
}

/** Whether nothing more comes of it by itself. */
export function isOver({ state }: Job): boolean {
  return state === "done" || state === "cancelled" || state === "failed";
}
