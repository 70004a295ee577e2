// A thumbnail by the object it is of: kept, or made now, a few at a time.
import { isAbort } from "../api/error";
import { showProperties } from "../api/objects";
import type { Identity } from "../api/types";
import type { Source } from "../preview/source";
import { Slots } from "../transfer/slots";
import { make } from "./make";
import type { Small } from "./shrink-worker";
import { keep, recall } from "./store";

export interface Pictured extends Source {
  /** Bytes. */
  size: number;
}

const slots = new Slots(4);
/** Milliseconds that it must be wanted: what flies past is not asked for. */
const STAYS = 120;
/** Those that are made now. */
const running = new Map<string, Promise<Small | null>>();
/** What could not be read, and is not asked for again until the page is loaded anew. */
const failed = new Set<string>();

/** One person's in one role, as neither shows what the other may not read; of one state of an object. */
export function nameFor(
  { connection, person, account, role, arn }: Identity,
  { bucket, key, etag }: Pictured,
): string {
  return JSON.stringify([connection, person, account, role ?? arn, bucket, key, etag]);
}

/** Null where there is none to show, for whatever reason: the icon says what it is. */
export async function thumbnail(of: Pictured, by: Identity, signal: AbortSignal): Promise<Small | null> {
  try {
    const known = of.etag ? of : { ...of, etag: await etagOf(of, signal) };
    const name = nameFor(by, known);
    // As when it was scrolled away and back: what has come of it is kept.
    await running.get(name)?.catch(() => undefined);
    const kept = await recall(name);
    if (kept !== undefined || failed.has(name)) return kept ?? null;
    await stays(signal);
    return await slots.hold(signal, () => {
      const work = made(name, known, signal).finally(() => running.delete(name));
      running.set(name, work);
      return work;
    });
  } catch {
    return null;
  }
}

async function made(name: string, of: Pictured, signal: AbortSignal): Promise<Small | null> {
  try {
    const picture = await make(of, of.size, signal);
    await keep(name, picture);
    return picture;
  } catch (error) {
    if (!isAbort(error) && !signal.aborted) failed.add(name);
    throw error;
  }
}

function stays(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, STAYS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** What was uploaded just now has none in the list. */
async function etagOf({ connection, bucket, key }: Pictured, signal: AbortSignal): Promise<string> {
  const { etag } = await showProperties(connection, bucket, key, signal);
  if (!etag) throw new Error("no ETag");
  return etag;
}
