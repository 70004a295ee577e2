// A file's bytes to the server, and how an upload tells of itself meanwhile.
import { ApiError } from "../api/client";
import type { Watch } from "./patience";
import { putBytes, type Sending } from "./request";
import type { Slots } from "./slots";

/** How an upload tells of itself while it is under way. */
export interface Way extends Watch {
  slots: Slots;
  /** So many bytes of the file are with the server. */
  sent(bytes: number): void;
  /** All of them are; now it is S3's turn. */
  finishing(parts: boolean): void;
}

/** The file on disk is not the one that was chosen, or is gone. */
export class Unreadable extends Error {}

/** Sends bytes of a file; tells a broken connection from a file that changed. */
export async function sendBytes<T>(path: string, bytes: Blob, sending: Sending): Promise<T> {
  try {
    return await putBytes<T>(path, bytes, sending);
  } catch (error) {
    const broken = error instanceof ApiError && error.code === "no-answer";
    if (broken && !(await readable(bytes))) {
      throw new Unreadable("The file was changed or moved after it was chosen.");
    }
    throw error;
  }
}

async function readable(bytes: Blob): Promise<boolean> {
  try {
    await bytes.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
