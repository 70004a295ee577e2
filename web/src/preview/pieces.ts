// A text of any size, piece by piece, each of whole lines.
import { type Label, labelOf } from "./decode";
import type { Ranges } from "./ranges";

/** Lines of text that lie together. */
export interface Piece {
  /** Where its first byte is, and where the next piece begins. */
  start: number;
  end: number;
  lines: string[];
}

/** Bytes of a piece; a line that is longer is cut. */
export const PIECE = 128 * 1024;
/** How much tells how a text is stored. */
const LOOKED_AT = 4096;

/** The lines of one text. */
export class Pieces {
  readonly ranges: Ranges;
  readonly label: Label;
  readonly #unit: 1 | 2;

  private constructor(ranges: Ranges, label: Label) {
    this.ranges = ranges;
    this.label = label;
    this.#unit = label.startsWith("utf-16") ? 2 : 1;
  }

  /** Looks how it is stored; null when it is no text. */
  static async open(ranges: Ranges): Promise<Pieces | null> {
    const label = labelOf(await ranges.read(0, Math.min(LOOKED_AT, ranges.size)));
    return label && new Pieces(ranges, label);
  }

  get size(): number {
    return this.ranges.size;
  }

  /** The piece that begins at a place where a line begins; null at the end. */
  async after(start: number): Promise<Piece | null> {
    if (start >= this.size) return null;
    const to = Math.min(start + PIECE, this.size);
    const bytes = await this.ranges.read(start, to);
    const end = to === this.size ? bytes.length : this.#lastBreak(bytes) || this.#whole(bytes);
    return this.#piece(start, bytes.subarray(0, end));
  }

  /** The piece before a place where a line begins; null at the beginning. */
  async before(end: number): Promise<Piece | null> {
    if (end <= 0) return null;
    const from = this.#even(Math.max(end - PIECE, 0));
    const bytes = await this.ranges.read(from, end);
    const cut = from === 0 ? 0 : this.#firstBreak(bytes, bytes.length - this.#unit) || this.#begin(bytes);
    return this.#piece(from + cut, bytes.subarray(cut));
  }

  /** Where the line begins that holds a byte; of a very long line, a place near it. */
  async lineAt(place: number): Promise<number> {
    const at = this.#even(Math.min(Math.max(place, 0), this.size));
    const from = this.#even(Math.max(at - PIECE / 2, 0));
    if (from === 0 && at === 0) return 0;
    const bytes = await this.ranges.read(from, at);
    const last = this.#lastBreak(bytes);
    if (last > 0 || from === 0) return from + last;
    const some = await this.ranges.read(at, Math.min(at + 4, this.size));
    return at + this.#begin(some);
  }

  #piece(start: number, bytes: Uint8Array): Piece {
    const text = new TextDecoder(this.label).decode(bytes);
    const lines = text.split(/\r\n|\n|\r/);
    // A line that is ended is not followed by another.
    if (lines.length > 1 && lines.at(-1) === "") lines.pop();
    return { start, end: start + bytes.length, lines };
  }

  #even(place: number): number {
    return place - (place % this.#unit);
  }

  #isBreak(bytes: Uint8Array, at: number): boolean {
    if (this.#unit === 1) return bytes[at] === 10;
    const [low, high] = this.label === "utf-16le" ? [0, 1] : [1, 0];
    return bytes[at + low] === 10 && bytes[at + high] === 0;
  }

  /** After the last line break; 0 without one. */
  #lastBreak(bytes: Uint8Array): number {
    for (let at = this.#even(bytes.length) - this.#unit; at >= 0; at -= this.#unit)
      if (this.#isBreak(bytes, at)) return at + this.#unit;
    return 0;
  }

  /** After the first line break before `to`; 0 without one. */
  #firstBreak(bytes: Uint8Array, to: number): number {
    for (let at = 0; at < to; at += this.#unit) if (this.#isBreak(bytes, at)) return at + this.#unit;
    return 0;
  }

  /** As many bytes as are whole characters. */
  #whole(bytes: Uint8Array): number {
    if (this.#unit === 2) return this.#even(bytes.length);
    let end = bytes.length;
    if (this.label !== "utf-8") return end;
    while (end > 0 && bytes.length - end < 4 && isContinued(bytes[end - 1])) end -= 1;
    const lead = bytes[end - 1] ?? 0;
    return lead >= 0xc0 ? Math.max(end - 1, 1) : bytes.length;
  }

  /** Where the first whole character begins. */
  #begin(bytes: Uint8Array): number {
    if (this.label !== "utf-8") return 0;
    let at = 0;
    while (at < 3 && isContinued(bytes[at])) at += 1;
    return at;
  }
}

function isContinued(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
