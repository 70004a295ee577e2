// A large file as parts: begun, sent several at a time, put together by S3, proven to be what was sent.
import { ApiError } from "../api/client";
import { showProperties } from "../api/objects";
import { abandonTransfer, beginTransfer, finishTransfer, showParts } from "../api/transfers";
import type { Stored } from "../api/types";
import { t } from "../messages/transfer";
import type { Way } from "./bytes";
import { checksum } from "./checksums";
import { compare, count, slice } from "./compare";
import { combine } from "./crc64";
import type { Cut, Sent, Upload } from "./item";
import { ended } from "./ending";
import { forget, note } from "./journal";
import { alone, taken } from "./lock";
import { sendPart } from "./part";
import { persist, remedy } from "./patience";
import { stands } from "./stands";

/** Parts of one file at a time. */
const ABREAST = 6;
/** How often the parts are looked over when S3's are not ours. */
const ROUNDS = 3;

/** Sends the parts that S3 does not have yet, then has them put together. Gives the checksum by which S3
 * has proven the whole, where it keeps one. */
export async function inParts(upload: Upload, file: File, way: Way): Promise<string | null> {
  for (let round = 1; ; round++) {
    const begun = upload.cut !== null;
    let cut = await known(upload, file, way);
    const sum = begun && !cut ? await endedBefore(upload, file, way) : null;
    if (sum) return sum;
    cut ??= await begin(upload, file, way);
    try {
      const stored = await alone(cut.id, async () => {
        await sendMissing(upload, cut, file, way);
        return finish(upload, cut, file, way);
      });
      if (!stored) throw new Error(t.otherTab);
      upload.cut = null;
      upload.version = stored.version_id ?? null;
      void forget(cut.id);
      return stored.checksum ?? null;
    } catch (error) {
      const again = round < ROUNDS && (await repairable(upload, cut, file, way, error));
      if (!again) throw error;
    }
  }
}

/** Of an upload that broke off: what S3 really has. Null when the server has forgotten it. */
async function known(upload: Upload, file: File, way: Way): Promise<Cut | null> {
  const { cut, target } = upload;
  if (!cut) return null;
  try {
    const parts = await persist(way, () => showParts(target.connection, cut.id, way.signal));
    const whole = parts.filter((part) => part.size === slice(file, cut, part.number).size);
    const sent = ({ etag, crc64nvme = null }: (typeof whole)[number]): Sent => ({ etag, crc64nvme });
    cut.parts = new Map(whole.map((part) => [part.number, sent(part)]));
  } catch (error) {
    if (error instanceof ApiError && error.code === "denied") {
      // Nobody may look. What this page has sent it knows; of what was left it knows nothing.
      if (cut.unproven) cut.parts = new Map();
      cut.unproven = false;
      return cut;
    }
    if (!forgotten(error)) throw error;
    upload.cut = null;
    void forget(cut.id);
    return null;
  }
  await compare(file, cut, way);
  return cut;
}

/** The checksum of the object, where the upload is gone because S3 put it together on an earlier visit. */
async function endedBefore(upload: Upload, file: File, way: Way): Promise<string | null> {
  const { target, key } = upload;
  try {
    const { size, checksum: kept } = await showProperties(target.connection, target.bucket, key, way.signal);
    if (size !== file.size || kept?.algorithm !== "CRC64NVME") return null;
    way.comparing(0);
    return (await checksum(file)) === kept.value ? kept.value : null;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

async function begin(upload: Upload, file: File, way: Way): Promise<Cut> {
  const wanted = {
    bucket: upload.target.bucket,
    key: upload.key,
    size: file.size,
    content_type: file.type || "application/octet-stream",
    overwrite: upload.overwrite,
  };
  // Not to be aborted: an upload whose id nobody knows could not be given up.
  const ask = () => beginTransfer(upload.target.connection, wanted);
  const {
    id,
    part_size,
    direct,
    relay,
    cors = null,
  } = await persist(way, () => way.slots().hold(way.signal, ask));
  const parts = new Map<number, Sent>();
  const fresh = { parts, straight: 0, broken: 0, unproven: false };
  upload.cut = { id, partSize: part_size, direct, relay, cors, ...fresh };
  const { path, handle } = upload;
  void note(id, { path, size: file.size, modified: file.lastModified, handle, direct, at: Date.now() });
  return upload.cut;
}

async function sendMissing(upload: Upload, cut: Cut, file: File, way: Way): Promise<void> {
  const numbers = Array.from({ length: count(file, cut) }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !cut.parts.has(number));
  const moving = new Map<number, number>();
  let there = 0;
  for (const number of cut.parts.keys()) there += slice(file, cut, number).size;
  const tell = () => {
    let sent = there;
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
      const bytes = slice(file, cut, mine);
      cut.parts.set(mine, await sendPart(upload, cut, bytes, mine, watch, onSent));
      moving.delete(mine);
      there += bytes.size;
      tell();
    }
  };
  const workers = Array.from({ length: ABREAST }, () =>
    worker().catch((error: unknown) => stop.abort(error)),
  );
  await Promise.all(workers);
  stop.signal.throwIfAborted();
}

async function finish(upload: Upload, cut: Cut, file: File, way: Way): Promise<Stored> {
  const inOrder = [...cut.parts].toSorted(([a], [b]) => a - b);
  const parts = inOrder.map(([number, { etag }]) => ({ number, etag }));
  const crc64nvme = wholeOf(inOrder, cut, file);
  const { signal } = way;
  let lost = false;
  return persist(way, async () => {
    way.finishing(true);
    try {
      return await finishTransfer(upload.target.connection, cut.id, { parts, crc64nvme }, signal);
    } catch (error) {
      // The answer to an earlier try may have been lost, but not what it did.
      const there = lost && forgotten(error) && (await stands(upload, crc64nvme, signal, parts.length));
      if (there) return there;
      lost ||= remedy(error) === "again";
      throw error;
    }
  });
}

/** The checksum of the file, of those of its parts; null where the store does not keep them all. */
function wholeOf(inOrder: [number, Sent][], cut: Cut, file: File): string | null {
  const pieces = inOrder.flatMap(([number, { crc64nvme }]) =>
    crc64nvme ? [{ crc64nvme, size: slice(file, cut, number).size }] : [],
  );
  return pieces.length === inOrder.length ? combine(pieces) : null;
}

/** Whether another round would help: the server forgot the upload, or S3 lacks parts. */
async function repairable(upload: Upload, cut: Cut, file: File, way: Way, error: unknown): Promise<boolean> {
  if (forgotten(error)) {
    upload.cut = null;
    void forget(cut.id);
    return true;
  }
  if (!(error instanceof ApiError && error.code === "precondition-failed")) return false;
  // What S3 has now and is not what was sent from here is sent again.
  const before = cut.parts;
  for (const [number, part] of (await known(upload, file, way))?.parts ?? []) {
    const was = before.get(number);
    const same = was?.crc64nvme ? was.crc64nvme === part.crc64nvme : was?.etag === part.etag;
    if (!same) cut.parts.delete(number);
  }
  return true;
}

function forgotten(error: unknown): boolean {
  return error instanceof ApiError && error.code === "missing";
}

/** Gives up what S3 has of it. True when nothing is left there. */
export async function giveUp(upload: Upload): Promise<boolean> {
  const { cut } = upload;
  if (!cut) return true;
  upload.cut = null;
  // Another tab is at it.
  if (await taken(cut.id)) {
    ended(cut.id);
    return true;
  }
  for (let tries = 1; ; tries++) {
    try {
      await abandonTransfer(upload.target.connection, cut.id);
      break;
    } catch (error) {
      if (forgotten(error)) break;
      if (tries >= 3 || remedy(error) !== "again") return false;
      await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
    }
  }
  ended(cut.id);
  void forget(cut.id);
  return true;
}
