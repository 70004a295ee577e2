// What a folder holds, in columns: a million rows are a few large arrays and their keys, and no
// million objects. A row has a number, by which it is named here; numbers are given in the order of
// arrival, and a row that is put in place of another has a new one.
import { Etags } from "./etags";
import { type Row, rowName } from "./rows";

const FOLDER = 1;
const GONE = 2;
const NONE = -1;

export class Table {
  readonly prefix: string;
  /** What S3 was asked for last, and where to go on; empty at the start. */
  last = "";
  /** It holds all there was when it was listed. */
  whole = false;
  /** Something begins with the prefix, be it the folder's own marker alone. */
  found = false;
  /** Only the ways to what the connection offers further down. */
  ways = false;
  readonly #keys: string[] = [];
  #hashes = new Uint32Array(64);
  #kinds = new Uint8Array(64);
  #sizes = new Float64Array(64);
  /** Milliseconds since 1970; -Infinity where it is not known. */
  #times = new Float64Array(64);
  #classes = new Uint8Array(64);
  readonly #etags = new Etags();
  /** The names of the classes, of which there are about ten. */
  readonly #classNames: string[] = [];
  /** By the hash of its key, where a row is; open addressing, at most half full. */
  #slots = new Int32Array(128).fill(NONE);
  #gone = 0;
  #files = 0;
  #bytes = 0;
  readonly #drawn = new Map<number, Row>();
  /** Of rows that were put in place of another: when that one came. */
  readonly #came = new Map<number, number>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** Numbers go up to here, those of rows that are gone included. */
  get end(): number {
    return this.#keys.length;
  }

  get count(): number {
    return this.#keys.length - this.#gone;
  }

  get files(): number {
    return this.#files;
  }

  /** Of all files together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a row; gives its number, or -1 when there is one of this key. */
  add({ key, folder, size, modified, storageClass, etag }: Row): number {
    const hashed = hash(key);
    const slot = this.#slotOf(key, hashed);
    if (this.#slots[slot] !== NONE) return NONE;
    const id = this.#keys.length;
    if (id === this.#kinds.length) this.#grow();
    this.#keys.push(key);
    this.#hashes[id] = hashed;
    this.#kinds[id] = folder ? FOLDER : 0;
    this.#sizes[id] = size;
    const time = Date.parse(modified);
    this.#times[id] = Number.isNaN(time) ? -Infinity : time;
    this.#classes[id] = this.#classOf(storageClass);
    if (etag) this.#etags.set(id, etag);
    this.#slots[slot] = id;
    if (!folder) this.#files += 1;
    this.#bytes += size;
    if (id * 2 >= this.#slots.length) this.#spread();
    return id;
  }

  /** Adds a row, in place of the one of its key if there is one; gives its number. */
  put(row: Row): number {
    const old = this.remove(row.key);
    const id = this.add(row);
    if (old !== NONE) this.#came.set(id, this.arrival(old));
    return id;
  }

  /** Takes a row out; its number is of no use any more. Gives it, or -1. */
  remove(key: string): number {
    const slot = this.#slotOf(key);
    const id = this.#slots[slot] ?? NONE;
    if (id === NONE) return NONE;
    this.#gone += 1;
    this.#bytes -= this.size(id);
    if (!this.isFolder(id)) this.#files -= 1;
    this.#kinds[id] = GONE | (this.#kinds[id] ?? 0);
    this.#unslot(slot);
    return id;
  }

  /** The number of the row of a key, or -1. */
  find(key: string): number {
    return this.#slots[this.#slotOf(key)] ?? NONE;
  }

  isGone = (id: number): boolean => ((this.#kinds[id] ?? 0) & GONE) !== 0;
  isFolder = (id: number): boolean => ((this.#kinds[id] ?? 0) & FOLDER) !== 0;
  /** Less where a row has come before another. */
  arrival = (id: number): number => (this.#came.size === 0 ? id : (this.#came.get(id) ?? id));
  key = (id: number): string => this.#keys[id] ?? "";
  size = (id: number): number => this.#sizes[id] ?? 0;
  time = (id: number): number => this.#times[id] ?? -Infinity;
  storageClass = (id: number): string => this.#classNames[this.#classes[id] ?? 0] ?? "";

  name = (id: number): string => rowName({ key: this.key(id), folder: this.isFolder(id) }, this.prefix);

  /** The row as an object, the same one while it is on the screen. */
  row(id: number): Row {
    let row = this.#drawn.get(id);
    if (row !== undefined) return row;
    const time = this.time(id);
    const etag = this.#etags.get(id);
    row = {
      key: this.key(id),
      folder: this.isFolder(id),
      size: this.size(id),
      modified: time === -Infinity ? "" : new Date(time).toISOString(),
      storageClass: this.storageClass(id),
      ...(etag && { etag }),
    };
    if (this.#drawn.size > 1_000) this.#drawn.clear();
    this.#drawn.set(id, row);
    return row;
  }

  /** The numbers of what is there. */
  ids(): Uint32Array {
    const ids = new Uint32Array(this.count);
    let to = 0;
    for (let id = 0; id < this.end; id += 1) if (!this.isGone(id)) ids[to++] = id;
    return ids;
  }

  #classOf(name: string): number {
    const known = this.#classNames.indexOf(name);
    if (known >= 0) return known;
    // More of them than a byte holds, S3 does not have.
    return Math.min(this.#classNames.push(name) - 1, 255);
  }

  #grow(): void {
    const size = this.#kinds.length * 2;
    const grown = <T extends { set(from: T): void }>(to: T, from: T) => (to.set(from), to);
    this.#hashes = grown(new Uint32Array(size), this.#hashes);
    this.#kinds = grown(new Uint8Array(size), this.#kinds);
    this.#sizes = grown(new Float64Array(size), this.#sizes);
    this.#times = grown(new Float64Array(size), this.#times);
    this.#classes = grown(new Uint8Array(size), this.#classes);
  }

  /** Where the key is, or would be. */
  #slotOf(key: string, hashed = hash(key)): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashed & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot] ?? NONE;
      if (id === NONE || (this.#hashes[id] === hashed && this.#keys[id] === key)) return slot;
    }
  }

  #spread(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(NONE);
    for (let id = 0; id < this.end; id += 1) if (!this.isGone(id)) this.#enslot(id);
  }

  /** Finds a slot for a row whose key has none. */
  #enslot(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[id] ?? 0) & mask;
    while (this.#slots[slot] !== NONE) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }

  /** Empties a slot, and moves up those behind it that could not have their own. */
  #unslot(slot: number): void {
    const mask = this.#slots.length - 1;
    this.#slots[slot] = NONE;
    for (let at = (slot + 1) & mask; ; at = (at + 1) & mask) {
      const id = this.#slots[at] ?? NONE;
      if (id === NONE) return;
      this.#slots[at] = NONE;
      this.#enslot(id);
    }
  }
}

/** FNV-1a. Keys of one folder begin alike; that costs time and makes no more collisions. */
function hash(key: string): number {
  let hashed = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hashed = Math.imul(hashed ^ key.charCodeAt(at), 0x01000193);
  return (hashed ^ (hashed >>> 15)) >>> 0;
}
