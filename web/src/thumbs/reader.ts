// Numbers in bytes that anybody may have written: outside of them there is nothing.

export class Reader {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #isLittle: boolean;

  constructor(bytes: Uint8Array<ArrayBuffer>, isLittle = false) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittle = isLittle;
  }

  /** NaN where there is none, which is neither more nor less than anything. */
  u8(at: number): number {
    return this.#has(at, 1) ? this.#view.getUint8(at) : NaN;
  }

  u16(at: number): number {
    return this.#has(at, 2) ? this.#view.getUint16(at, this.#isLittle) : NaN;
  }

  u32(at: number): number {
    return this.#has(at, 4) ? this.#view.getUint32(at, this.#isLittle) : NaN;
  }

  /** Whether these characters stand there. */
  says(at: number, text: string): boolean {
    return [...text].every((char, index) => this.u8(at + index) === char.charCodeAt(0));
  }

  #has(at: number, length: number): boolean {
    return at >= 0 && at + length <= this.bytes.length;
  }
}
