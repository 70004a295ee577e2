// What is in a ZIP, from the list at its end, and single members of it.
// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
import { t } from "../messages/preview";
import type { Ranges } from "./ranges";
import { crc32 } from "./crc32";

/** One file or folder in it. */
export interface Member {
  name: string;
  isFolder: boolean;
  /** Bytes, as the list says. */
  size: number;
  packed: number;
  /** 0: stored, 8: deflated; others no browser unpacks. */
  method: number;
  isLocked: boolean;
  crc: number;
  /** Where its own header is. */
  at: number;
  /** As it was on the clock of whoever packed it. */
  modified: string;
}

/** Where the list is. */
export interface Directory {
  start: number;
  end: number;
  count: number;
  /** What lies before the ZIP itself, as in a program that unpacks itself. */
  shift: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** What is read of the list at once; more than one entry can take. */
const WINDOW = 256 * 1024;
const PIECE = 1024 * 1024;
const FULL = 0xffffffff;

/** Finds the list of what is in it. */
export async function openZip(ranges: Ranges): Promise<Directory> {
  const from = Math.max(ranges.size - END_SIZE - 0xffff - 20, 0);
  const tail = viewOf(await ranges.read(from, ranges.size));
  const at = endIn(tail);
  if (at === null)
    throw new Error("This is no ZIP, or its end is missing: there is no list of its contents.");
  const size = tail.getUint32(at + 12, true);
  const found = {
    count: tail.getUint16(at + 10, true),
    size,
    start: tail.getUint32(at + 16, true),
    end: from + at,
  };
  const isWide = at >= 20 && tail.getUint32(at - 20, true) === LOCATOR_64;
  if (isWide) Object.assign(found, await wideEnd(ranges, number64(tail, at - 12), from + at - 20));
  else if (tail.getUint16(at + 4, true) !== 0)
    throw new Error("This ZIP is split over several files; this is one of them.");
  const start = found.end - found.size;
  const shift = start - found.start;
  if (start < 0 || shift < 0) throw damaged(t.listMissing);
  return { start, end: found.end, count: found.count, shift };
}

/** The last end record whose comment fits. */
function endIn(tail: DataView): number | null {
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + END_SIZE + tail.getUint16(at + 20, true) <= tail.byteLength) return at;
  }
  return null;
}

async function wideEnd(ranges: Ranges, said: number, before: number) {
  // Something may lie before the ZIP, so that what it says is too low: it ends where the locator begins.
  for (const at of [said, before - 56]) {
    if (at < 0 || at + 56 > ranges.size) continue;
    const view = viewOf(await ranges.read(at, at + 56));
    if (view.getUint32(0, true) !== END_64) continue;
    return { count: number64(view, 32), size: number64(view, 40), start: number64(view, 48), end: at };
  }
  throw damaged(t.secondList);
}

/** Reads the list from its beginning, window by window. */
export function membersOf(ranges: Ranges, { start, end, count, shift }: Directory) {
  let at = start;
  let known = 0;
  return async (): Promise<{ rows: Member[]; isLast: boolean }> => {
    const bytes = await ranges.read(at, Math.min(at + WINDOW, end));
    const { members, length } = entriesIn(bytes, shift);
    const isLast = at + length >= end || known + members.length >= count;
    if (length === 0 && !isLast) throw damaged(t.listBreaks);
    at += length;
    known += members.length;
    return { rows: members, isLast };
  };
}

/** The entries that are whole, and how many bytes they take. */
export function entriesIn(bytes: Uint8Array, shift = 0): { members: Member[]; length: number } {
  const view = viewOf(bytes);
  const members: Member[] = [];
  let at = 0;
  while (at + ENTRY_SIZE <= bytes.length) {
    if (view.getUint32(at, true) !== ENTRY) throw damaged(t.listBroken);
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const next = at + ENTRY_SIZE + name + extra + comment;
    if (next > bytes.length) break;
    const nameAt = at + ENTRY_SIZE;
    members.push(
      member(
        view,
        at,
        bytes.subarray(nameAt, nameAt + name),
        bytes.subarray(nameAt + name, nameAt + name + extra),
        shift,
      ),
    );
    at = next;
  }
  return { members, length: at };
}

function member(view: DataView, at: number, name: Uint8Array, extra: Uint8Array, shift: number): Member {
  const flags = view.getUint16(at + 8, true);
  const wide = wideValues(extra);
  // What does not fit is in the extra field, in this order.
  const [size, packed, place] = [24, 20, 42].map((where) => {
    const value = view.getUint32(at + where, true);
    return value === FULL ? (wide.shift() ?? value) : value;
  }) as [number, number, number];
  const text = nameOf(name, (flags & 0x800) !== 0);
  return {
    name: text,
    isFolder: text.endsWith("/"),
    size,
    packed,
    method: view.getUint16(at + 10, true),
    isLocked: (flags & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    at: place + shift,
    modified: momentOf(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
  };
}

function wideValues(extra: Uint8Array): number[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      const count = Math.floor(Math.min(length, extra.length - at - 4) / 8);
      return Array.from({ length: count }, (_, index) => number64(view, at + 4 + index * 8));
    }
    at += 4 + length;
  }
  return [];
}

function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isUtf8 ? "utf-8" : "windows-1252").decode(bytes);
  }
}

/** `2026-11-29 00:30`; empty when it makes no sense. */
function momentOf(date: number, time: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const [month, day] = [(date >> 5) & 15, date & 31];
  if (month < 1 || month > 12 || day < 1) return "";
  return `${1980 + (date >> 9)}-${two(month)}-${two(day)} ${two(time >> 11)}:${two((time >> 5) & 63)}`;
}

/** Why a member cannot be unpacked here; null when it can. */
export function whyNot({ isFolder, isLocked, method, size, packed }: Member, most: number): string | null {
  if (isFolder) return t.isFolder;
  if (isLocked) return t.isLocked;
  if (method !== 0 && method !== 8) return t.packedOddly;
  return Math.max(size, packed) > most ? t.tooLargeHere : null;
}

/** The bytes of one member, as they come, of pieces that are read ahead. They fail at the end unless they are what
 * the list promises. */
export async function unpack(
  ranges: Ranges,
  { at, method, size, packed, crc }: Member,
  piece = PIECE,
): Promise<ReadableStream<Bytes>> {
  const head = viewOf(await ranges.read(at, at + LOCAL_SIZE));
  if (head.getUint32(0, true) !== LOCAL) throw damaged(t.memberMissing);
  const start = at + LOCAL_SIZE + head.getUint16(26, true) + head.getUint16(28, true);
  const end = start + packed;
  if (end > ranges.size) throw damaged(t.memberBeyond);
  let place = start;
  const stored = new ReadableStream<Bytes>({
    async pull(controller) {
      const next = Math.min(place + piece, end);
      if (next > place) controller.enqueue(await ranges.read(place, next));
      place = next;
      if (place === end) controller.close();
    },
  });
  const plain = method === 8 ? stored.pipeThrough(new DecompressionStream("deflate-raw")) : stored;
  return plain.pipeThrough(proof(size, crc));
}

type Bytes = Uint8Array<ArrayBuffer>;

function proof(size: number, crc: number): TransformStream<Bytes, Bytes> {
  let length = 0;
  let sum = 0;
  return new TransformStream({
    transform(chunk, out) {
      length += chunk.length;
      if (length > size) throw damaged(t.memberLarger);
      sum = crc32(chunk, sum);
      out.enqueue(chunk);
    },
    flush() {
      if (length !== size || sum !== crc) throw damaged(t.memberOther);
    },
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function number64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw damaged(t.noSuchPlaces);
  return value;
}

function damaged(how: string): Error {
  return new Error(t.zipDamaged(how));
}
