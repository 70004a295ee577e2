// Makes a thumbnail of an object, and reads as little of it as it can.
import { BLOCK, Ranges } from "../preview/ranges";
import type { Source } from "../preview/source";
import { embeddedIn } from "./exif";
import { type Size, isJpeg, isModest, sizeOf } from "./format";
import { shrink } from "./shrink";
import type { Small } from "./shrink-worker";

/** A picture is read whole up to so many bytes. */
export const WHOLE = 4 * 1024 * 1024;

/** Null where none can be made, now and ever. Fails where it cannot be read. */
export async function make(source: Source, size: number, signal: AbortSignal): Promise<Small | null> {
  const ranges = new Ranges(source, size, () => undefined);
  const stop = () => ranges.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    const head = await ranges.read(0, Math.min(size, BLOCK));
    const inside = isJpeg(head) && (await ofCamera(head));
    if (inside) return inside;
    // Other pictures say at once how large they are.
    if (size > WHOLE || !(isJpeg(head) || isDecodable(sizeOf(head)))) return null;
    const whole = size > head.length ? await ranges.read(0, size) : head;
    const its = sizeOf(whole);
    return isDecodable(its) ? await shrink({ picture: new Blob([whole]), size: its }) : null;
  } finally {
    signal.removeEventListener("abort", stop);
    ranges.close();
  }
}

function isDecodable(size: Size | null): size is Size {
  return size !== null && isModest(size);
}

/** Cameras fill up with black what is not in the ratio of a thumbnail, up to so much. */
const BARS = 1.4;

async function ofCamera(head: Uint8Array<ArrayBuffer>): Promise<Small | null> {
  const inside = embeddedIn(head);
  const size = inside && sizeOf(inside.bytes);
  if (!inside || !isDecodable(size)) return null;
  const photo = sizeOf(head);
  const ratio = photo && photo.width / photo.height;
  const bars = ratio ? (ratio * size.height) / size.width : 1;
  const isBarred = bars < BARS && bars > 1 / BARS;
  return shrink({
    picture: new Blob([inside.bytes]),
    size,
    turn: inside.turn,
    ratio: ratio && isBarred ? ratio : undefined,
  });
}
