// ETags of many rows, by their numbers. Nearly all are MD5s, with the number of parts behind some: of those the
// bytes are kept, a third of what the texts would take.

const USUAL = /^"([0-9a-f]{32})(?:-([1-9]\d{0,4}))?"$/;
/** Of an MD5, in numbers of 32 bits. */
const WORDS = 4;

export class Etags {
  /** For each row the MD5. */
  #sums = new Uint32Array(0);
  /** And how many parts, 1 more than that: 0 where there is no such ETag, 1 without parts. */
  #parts = new Uint32Array(0);
  readonly #others = new Map<number, string>();

  set(id: number, etag: string): void {
    const [, sum, parts = "0"] = USUAL.exec(etag) ?? [];
    if (sum === undefined) return void this.#others.set(id, etag);
    if (id >= this.#parts.length) this.#grow(Math.max(64, (id + 1) * 2));
    for (let at = 0; at < WORDS; at += 1)
      this.#sums[id * WORDS + at] = Number.parseInt(sum.slice(at * 8, at * 8 + 8), 16);
    this.#parts[id] = Number(parts) + 1;
  }

  get(id: number): string | undefined {
    const parts = this.#parts[id] ?? 0;
    if (parts === 0) return this.#others.get(id);
    const words = [...this.#sums.subarray(id * WORDS, (id + 1) * WORDS)];
    const sum = words.map((word) => word.toString(16).padStart(8, "0")).join("");
    return parts === 1 ? `"${sum}"` : `"${sum}-${parts - 1}"`;
  }

  #grow(size: number): void {
    const [sums, parts] = [this.#sums, this.#parts];
    this.#sums = new Uint32Array(size * WORDS);
    this.#sums.set(sums);
    this.#parts = new Uint32Array(size);
    this.#parts.set(parts);
  }
}
