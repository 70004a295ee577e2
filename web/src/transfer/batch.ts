// Small files that go together: a request for each would cost more than its bytes do.
import { ApiError, connectionPath, told, url } from "../api/client";
import type { BatchOutcome, Stored } from "../api/types";
import { noAnswer } from "../api/error";
import { m } from "../messages";
import { readable, sendBytes, Unreadable, type Way } from "./bytes";
import type { Upload } from "./item";

/** Files up to here go together. */
export const SMALL_MAX = 1024 * 1024;
/** Files of a batch at most. The server takes 100, and 9 MiB with the line that says what is in it. */
const FILES = 64;
/** Bytes of a batch at most. */
const BYTES = 8 * SMALL_MAX;
/** Milliseconds in which files gather. */
const GATHER = 15;

/** Whether it goes together with others. */
export function isSmall({ file, cut }: Upload): boolean {
  return file !== null && file.size <= SMALL_MAX && cut === null;
}

/** A file whose turn it is. */
interface Member {
  upload: Upload;
  file: File;
  /** Its CRC64NVME in base64. */
  sum: string;
  way: Way;
  resolve: (stored: Stored) => void;
  reject: (error: unknown) => void;
}

/** Gathers small files and sends those for one bucket by one request. */
export class Batches {
  readonly #lines = new Map<string, Member[]>();

  /** Resolves when S3 holds the file. Fails with what became of this one, or of the whole request. */
  put(upload: Upload, file: File, sum: string, way: Way): Promise<Stored> {
    const { connection, bucket } = upload.target;
    return new Promise((resolve, reject) => {
      way.signal.throwIfAborted();
      way.signal.addEventListener("abort", () => reject(way.signal.reason as Error), { once: true });
      this.#join(`${connection} ${bucket}`, { upload, file, sum, way, resolve, reject });
    });
  }

  #join(line: string, member: Member): void {
    const waiting = this.#lines.get(line) ?? [];
    if (bytesOf(waiting) + member.file.size > BYTES) this.#leave(line, waiting);
    const joined = this.#lines.get(line);
    if (!joined) {
      const fresh = [member];
      this.#lines.set(line, fresh);
      setTimeout(() => this.#leave(line, fresh), GATHER);
    } else if (joined.push(member) === FILES) this.#leave(line, joined);
  }

  /** Sends those who have gathered, unless they are on their way already. */
  #leave(line: string, members: Member[]): void {
    if (this.#lines.get(line) !== members) return;
    this.#lines.delete(line);
    void together(members);
  }
}

function bytesOf(members: readonly Member[]): number {
  return members.reduce((sum, { file }) => sum + file.size, 0);
}

async function together(gathered: readonly Member[]): Promise<void> {
  // Nobody is left behind by one who goes: the request ends when all have gone.
  const stop = new AbortController();
  let left = gathered.length;
  const gone = () => {
    left -= 1;
    if (left === 0) stop.abort();
  };
  for (const { way } of gathered) way.signal.addEventListener("abort", gone, { once: true });
  const [first] = gathered;
  if (!first) return;
  try {
    await first.way.slots().hold(stop.signal, async () => {
      const members = gathered.filter(({ way }) => !way.signal.aborted);
      const [one, ...more] = members;
      if (!one) return;
      await (more.length === 0 ? alone(one, stop.signal) : send(members, stop.signal));
    });
  } catch (error) {
    for (const { reject } of gathered) reject(error);
  }
  for (const { way } of gathered) way.signal.removeEventListener("abort", gone);
}

async function alone({ upload, file, sum, way, resolve }: Member, signal: AbortSignal): Promise<void> {
  resolve(await putFile(upload, file, sum, { ...way, signal }));
}

/** Sends one file by itself, and gives what the server says of the object. */
export async function putFile(upload: Upload, file: File, sum: string, way: Way): Promise<Stored> {
  const { key, overwrite, target } = upload;
  const headers: Record<string, string> = {
    "Content-Type": typeOf(file),
    "x-amz-checksum-crc64nvme": sum,
  };
  if (!overwrite) headers["If-None-Match"] = "*";
  way.sent(0);
  const path = url(connectionPath(target.connection, "object"), { bucket: target.bucket, key });
  return sendBytes<Stored>(path, file, {
    headers,
    signal: way.signal,
    onSent: (bytes) => way.sent(bytes),
    onAllSent: () => way.finishing(false),
  });
}

function typeOf(file: File): string {
  return file.type || "application/octet-stream";
}

async function send(members: readonly Member[], signal: AbortSignal): Promise<void> {
  const [{ upload }] = members as [Member];
  const { connection, bucket } = upload.target;
  const objects = members.map(({ upload: { key, overwrite }, file, sum }) => ({
    key: key.toWellFormed(),
    size: file.size,
    content_type: typeOf(file),
    checksum: sum,
    overwrite,
  }));
  const line = new Blob([JSON.stringify({ bucket, objects }), "\n"]);
  for (const { way } of members) way.sent(0);
  const bytes = new Blob([line, ...members.map(({ file }) => file)]);
  try {
    const path = connectionPath(connection, "objects");
    const outcome = await sendBytes<BatchOutcome>(path, bytes, {
      method: "POST",
      signal,
      onSent: (sent) => share(members, sent - line.size),
      onAllSent: () => {
        for (const { way } of members) way.finishing(false);
      },
    });
    members.forEach(({ resolve, reject }, at) => {
      const one = outcome.objects[at];
      if (one?.type === "stored") resolve(one.stored);
      else reject(one ? told(ApiError.of(one.error)) : noAnswer(m.api.cutOff));
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "no-answer") throw error;
    // One that cannot be read any more must not keep the others from going.
    await Promise.all(
      members.map(async ({ file, reject }) => reject((await readable(file)) ? error : new Unreadable())),
    );
  }
}

/** Tells each file how much of it has left. */
function share(members: readonly Member[], sent: number): void {
  let before = 0;
  for (const { file, way } of members) {
    if (sent > before) way.sent(Math.min(file.size, sent - before));
    before += file.size;
  }
}
