// What an upload is, and what can be said of it.
import type { ApiError } from "../api/error";
import type { Remedy } from "../api/types";

/** The folder that files go to. */
export interface Target {
  /** With the role, where the connection has several: an upload stays with the one it began under. */
  connection: string;
  bucket: string;
  /** Empty, or ends in a slash. */
  prefix: string;
}

/** A file, or an empty folder, and its path below the target, kept exactly. */
export interface Found {
  /** Ends in a slash when it is an empty folder. */
  path: string;
  /** None for a folder, and for a file that the browser could not open. */
  file: File | null;
  /** Why the browser could not open it. */
  unreadable?: string;
  /** Leads to the file again after a reload, where the browser has such things. */
  handle?: FileSystemFileHandle | null;
}

/** Where an upload is on its way. `done` comes only after the server's answer. */
export type State =
  | { kind: "waiting" }
  | { kind: "sending" }
  /** Something broke and is tried again by itself. */
  | { kind: "resting"; reason: string; until: number }
  /** Its connection needs a person, or the network is gone. */
  | { kind: "paused"; reason: string }
  /** A person has paused it. */
  | { kind: "stopped" }
  /** Begun on an earlier visit, or elsewhere. To go on it needs its file: by its handle or chosen. */
  | { kind: "left"; byHandle: boolean; reason?: string }
  /** What S3 has is compared with the file; this share of it is done. */
  | { kind: "comparing"; share: number }
  /** All bytes are with the server; S3 has not answered yet. */
  | { kind: "finishing"; parts: boolean }
  | { kind: "conflict" }
  | { kind: "done" }
  /** With all that was said, where AWS or the connection has refused it. */
  | { kind: "failed"; reason: string; refusal?: ApiError }
  | { kind: "cancelled"; reason?: string }
  | { kind: "skipped" };

/** What to do about an object that is there already. */
export type Choice = "replace" | "keep-both" | "skip" | "newer";

/** An upload as the panel shows it. */
export interface Row {
  id: number;
  batch: number;
  target: Target;
  path: string;
  key: string;
  /** Bytes. */
  size: number;
  /** When the file was last changed, in ms. */
  modified: number | null;
  /** Bytes of it that are with the server. */
  sent: number;
  /** Bytes per second; null while there is nothing to go by. */
  speed: number | null;
  /** Seconds, guessed from the speed. */
  left: number | null;
  state: State;
  /** CRC64NVME in base64 by which S3 has proven that it holds what was sent. */
  checksum: string | null;
  /** What would let its bytes go straight, where the bucket's CORS rules do not. */
  cors: Remedy | null;
}

/** An object that is new in a bucket. */
export interface Arrival extends Target {
  key: string;
  size: number;
  /** Its version, where it was written over another in a bucket that keeps versions, as far as is known. */
  replacedBy: string | null;
}

/** A part that S3 has. */
export interface Sent {
  etag: string;
  /** Base64; null where the store keeps none. */
  crc64nvme: string | null;
}

/** How the file is cut on the server, and which parts S3 has. */
export interface Cut {
  id: string;
  /** Bytes of each part but the last. */
  partSize: number;
  /** By part number. */
  parts: Map<number, Sent>;
  /** Parts go straight to the store. */
  direct: boolean;
  /** They may go through the server. */
  relay: boolean;
  /** What would let them, where the bucket's CORS rules do not. */
  cors: Remedy | null;
  /** How many have gone straight, and how often in a row there was no answer since. */
  straight: number;
  broken: number;
  /** Nobody has looked yet whether what S3 has is of this very file. */
  unproven: boolean;
}

/** Everything one upload needs to go on after a break. */
export interface Upload {
  readonly id: number;
  /** Uploads added by one gesture; an answer "the same for all" is for these. */
  readonly batch: number;
  /** Its connection changes when the same role is opened anew. */
  target: Target;
  readonly path: string;
  /** None for a folder, and while it has to be found again. */
  file: File | null;
  readonly handle: FileSystemFileHandle | null;
  readonly size: number;
  key: string;
  /** How many names have been tried to keep both. */
  copies: number;
  overwrite: boolean;
  /** What S3 has made of it, in a bucket that keeps versions. */
  version: string | null;
  state: State;
  sent: number;
  cut: Cut | null;
  checksum: string | null;
  /** S3 has been asked for the whole: it may hold it, whatever becomes of the answer. */
  asked: boolean;
}

/** S3's limit. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const KEY_MAX = 1024;

/** How many bytes a key has in S3. */
export function keyBytes(key: string): number {
  return new TextEncoder().encode(key).length;
}

/** Whether it goes on by itself, or waits for an answer. */
export function active(state: State): boolean {
  return !over(state) && state.kind !== "left" && state.kind !== "stopped";
}

/** Whether it has ended, one way or another. */
export function over(state: State): boolean {
  return ["done", "failed", "cancelled", "skipped"].includes(state.kind);
}
