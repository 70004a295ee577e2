// CRC64NVME, by which S3 proves what it stores. JavaScript has no fast integers of 64 bits, so
// every number is two of 32, high and low.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html

/** The polynomial 0xad93d23594c93659 with its bits turned round. */
const HIGH = 0x9a6c9329;
const LOW = 0xac4bc9b5;

/** Bytes taken in at a time. */
const STEP = 8;

/** For each place in a step and each byte there, high and low halves. */
const highs = new Uint32Array(STEP * 256);
const lows = new Uint32Array(STEP * 256);

for (let byte = 0; byte < 256; byte++) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd) {
      high ^= HIGH;
      low ^= LOW;
    }
  }
  highs[byte] = high;
  lows[byte] = low;
}
for (let at = 256; at < STEP * 256; at++) {
  const [high, low] = [highs[at - 256] as number, lows[at - 256] as number];
  const byte = low & 0xff;
  lows[at] = ((low >>> 8) | (high << 24)) ^ (lows[byte] as number);
  highs[at] = (high >>> 8) ^ (highs[byte] as number);
}

/** The checksum of bytes that come one after another. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(bytes: Uint8Array): void {
    let [high, low] = [this.#high, this.#low];
    const whole = bytes.length - (bytes.length % STEP);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [h, l] = [highs, lows];
    for (let at = 0; at < whole; at += STEP) {
      low ^= view.getUint32(at, true);
      high ^= view.getUint32(at + 4, true);
      const [a, b, c, d] = [
        1792 + (low & 0xff),
        1536 + ((low >>> 8) & 0xff),
        1280 + ((low >>> 16) & 0xff),
        1024 + (low >>> 24),
      ];
      const [e, f, g, i] = [
        768 + (high & 0xff),
        512 + ((high >>> 8) & 0xff),
        256 + ((high >>> 16) & 0xff),
        high >>> 24,
      ];
      low = l[a]! ^ l[b]! ^ l[c]! ^ l[d]! ^ l[e]! ^ l[f]! ^ l[g]! ^ l[i]!;
      high = h[a]! ^ h[b]! ^ h[c]! ^ h[d]! ^ h[e]! ^ h[f]! ^ h[g]! ^ h[i]!;
    }
    for (let at = whole; at < bytes.length; at++) {
      const byte = (low ^ bytes[at]!) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ l[byte]!;
      high = (high >>> 8) ^ h[byte]!;
    }
    this.#high = high;
    this.#low = low;
  }

  /** As S3 writes it. */
  base64(): string {
    return write((BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0));
  }
}

function write(sum: bigint): string {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, sum);
  return btoa(String.fromCharCode(...bytes));
}

function read(text: string): bigint {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new DataView(bytes.buffer).getBigUint64(0);
}

/** What the next `2^n` zero bits make of a sum, as a matrix: one row for each of its bits. */
type Matrix = bigint[];

const BITS = 64;

function times(matrix: Matrix, sum: bigint): bigint {
  let product = 0n;
  for (let bit = 0; sum !== 0n; bit++, sum >>= 1n) if (sum & 1n) product ^= matrix[bit] as bigint;
  return product;
}

function squared(matrix: Matrix): Matrix {
  return matrix.map((row) => times(matrix, row));
}

/** Of one zero bit. */
const oneBit: Matrix = Array.from({ length: BITS }, (_, bit) =>
  bit === 0 ? (BigInt(HIGH) << 32n) | BigInt(LOW) : 1n << BigInt(bit - 1),
);
/** Of 2^n zero bytes. */
const bytesOf: Matrix[] = [squared(squared(squared(oneBit)))];

/** What `length` zero bytes make of a sum. */
function past(sum: bigint, length: number): bigint {
  for (let n = 0; length > 0; n++, length = Math.floor(length / 2)) {
    const matrix = (bytesOf[n] ??= squared(bytesOf[n - 1] as Matrix));
    if (length % 2 === 1) sum = times(matrix, sum);
  }
  return sum;
}

/** The checksum of a whole, of those of its pieces in order. */
export function combine(pieces: Iterable<{ crc64nvme: string; size: number }>): string {
  let whole = 0n;
  for (const { crc64nvme, size } of pieces) whole = past(whole, size) ^ read(crc64nvme);
  return write(whole);
}
