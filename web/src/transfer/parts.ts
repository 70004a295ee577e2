// A large file as parts: begun, sent several at a time, put together by S3.
import { ApiError, connectionPath, request, requestJson } from "../api/client";
import { showProperties } from "../api/objects";
import { sendBytes, type Way } from "./bytes";
import type { Cut, Upload } from "./item";
import { persist, remedy } from "./patience";

/** Parts of one file at a time. */
const ABREAST = 4;
/** How often the parts are looked over when S3's are not ours. */
const ROUNDS = 3;

interface Begun {
  id: string;
  part_size: number;
}

interface Part {
  number: number;
  size: number;
  etag: string;
}

const begun = ({ target }: Upload) => connectionPath(target.connection, "transfers");
const below = (upload: Upload, cut: Cut, rest = "") => `${begun(upload)}/${cut.id}${rest}`;

/** Sends the parts that S3 does not have yet, then has them put together. */
export async function inParts(upload: Upload, file: File, way: Way): Promise<void> {
  for (let round = 1; ; round++) {
    const cut = (await known(upload, file, way)) ?? (await begin(upload, file, way));
    try {
      await sendMissing(upload, cut, file, way);
      way.finishing(true);
      await finish(upload, cut, way);
      upload.cut = null;
      return;
    } catch (error) {
      const again = round < ROUNDS && (await repairable(upload, cut, file, way, error));
      if (!again) throw error;
    }
  }
}

/** Of an upload that broke off: what S3 really has. Null when the server has forgotten it. */
async function known(upload: Upload, file: File, way: Way): Promise<Cut | null> {
  const { cut } = upload;
  const { signal } = way;
  if (!cut) return null;
  try {
    const show = () => requestJson<{ parts: Part[] }>(below(upload, cut), { signal });
    const { parts } = await persist(way, show);
    const whole = parts.filter((part) => part.size === slice(file, cut, part.number).size);
    cut.parts = new Map(whole.map((part) => [part.number, part.etag]));
    return cut;
  } catch (error) {
    if (!forgotten(error)) throw error;
    upload.cut = null;
    return null;
  }
}

async function begin(upload: Upload, file: File, way: Way): Promise<Cut> {
  const json = {
    bucket: upload.target.bucket,
    key: upload.key,
    size: file.size,
    content_type: file.type || "application/octet-stream",
    overwrite: upload.overwrite,
  };
  // Not to be aborted: an upload whose id nobody knows could not be given up.
  const ask = () => requestJson<Begun>(begun(upload), { method: "POST", json });
  const { id, part_size } = await persist(way, () => way.slots.hold(way.signal, ask));
  upload.cut = { id, partSize: part_size, parts: new Map() };
  return upload.cut;
}

/** The bytes of a part; parts count from 1. */
function slice(file: File, { partSize }: Cut, number: number): Blob {
  return file.slice((number - 1) * partSize, number * partSize);
}

function count(file: File, { partSize }: Cut): number {
  return Math.ceil(file.size / partSize);
}

async function sendMissing(upload: Upload, cut: Cut, file: File, way: Way): Promise<void> {
  const numbers = Array.from({ length: count(file, cut) }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !cut.parts.has(number));
  const moving = new Map<number, number>();
  const tell = () => {
    let sent = 0;
    for (const number of cut.parts.keys()) sent += slice(file, cut, number).size;
    for (const bytes of moving.values()) sent += bytes;
    way.sent(sent);
  };
  tell();
  // The first part that fails for good stops its neighbours.
  const stop = new AbortController();
  const watch: Way = { ...way, signal: AbortSignal.any([way.signal, stop.signal]) };
  const worker = async () => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const mine = number;
      const onSent = (bytes: number) => {
        moving.set(mine, bytes);
        tell();
      };
      const part = await sendPart(upload, cut, slice(file, cut, mine), mine, watch, onSent);
      moving.delete(mine);
      cut.parts.set(mine, part.etag);
      tell();
    }
  };
  const workers = Array.from({ length: ABREAST }, () =>
    worker().catch((error: unknown) => stop.abort(error)),
  );
  await Promise.all(workers);
  stop.signal.throwIfAborted();
}

function sendPart(
  upload: Upload,
  cut: Cut,
  bytes: Blob,
  number: number,
  watch: Way,
  onSent: (bytes: number) => void,
): Promise<Part> {
  const put = () => {
    onSent(0);
    return sendBytes<Part>(below(upload, cut, `/parts/${number}`), bytes, { signal: watch.signal, onSent });
  };
  return persist(watch, () => watch.slots.hold(watch.signal, put));
}

async function finish(upload: Upload, cut: Cut, way: Way): Promise<void> {
  const parts = [...cut.parts].map(([number, etag]) => ({ number, etag }));
  parts.sort((a, b) => a.number - b.number);
  const { signal } = way;
  let lost = false;
  await persist(way, async () => {
    way.finishing(true);
    try {
      await requestJson(below(upload, cut, "/finish"), { method: "POST", json: { parts }, signal });
    } catch (error) {
      // The answer to an earlier try may have been lost, but not what it did.
      if (lost && forgotten(error) && (await stands(upload, cut, signal))) return;
      lost ||= remedy(error) === "again";
      throw error;
    }
  });
}

/** Whether the object is there, whole, and made of as many parts as ours. */
async function stands({ target, key, size }: Upload, cut: Cut, signal: AbortSignal): Promise<boolean> {
  try {
    const object = await showProperties(target.connection, target.bucket, key, signal);
    const parts = /-(\d+)"?$/.exec(object.etag ?? "")?.[1];
    return object.size === size && Number(parts) === cut.parts.size;
  } catch {
    return false;
  }
}

/** Whether another round would help: the server forgot the upload, or S3 lacks parts. */
async function repairable(upload: Upload, cut: Cut, file: File, way: Way, error: unknown): Promise<boolean> {
  if (forgotten(error)) {
    upload.cut = null;
    return true;
  }
  if (!(error instanceof ApiError && error.code === "conflict")) return false;
  const there = await known(upload, file, way);
  return !there || there.parts.size < count(file, cut);
}

function forgotten(error: unknown): boolean {
  return error instanceof ApiError && error.code === "missing";
}

/** Gives up what S3 has of it. True when nothing is left there. */
export async function giveUp(upload: Upload): Promise<boolean> {
  const { cut } = upload;
  if (!cut) return true;
  upload.cut = null;
  for (let tries = 1; ; tries++) {
    try {
      await request(below(upload, cut), { method: "DELETE" });
      return true;
    } catch (error) {
      if (forgotten(error)) return true;
      if (tries >= 3 || remedy(error) !== "again") return false;
      await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
    }
  }
}

/** Gives it up while the page is going: only a request that outlives it gets through. */
export function giveUpAtOnce(upload: Upload): void {
  if (!upload.cut) return;
  const headers = { "X-Wardrobe": "1" };
  void fetch(below(upload, upload.cut), { method: "DELETE", keepalive: true, headers }).catch(
    () => undefined,
  );
  upload.cut = null;
}
