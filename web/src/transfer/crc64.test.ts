import { describe, expect, it } from "vitest";
import { combine, Crc64 } from "./crc64";

function of(bytes: Uint8Array): string {
  const sum = new Crc64();
  sum.update(bytes);
  return sum.base64();
}

const text = (words: string) => new TextEncoder().encode(words);

describe("CRC64NVME", () => {
  it("is what the catalogue of CRCs says", () => {
    const [high, low] = [0xae8b1486, 0x0a799888];
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(0, high);
    new DataView(bytes.buffer).setUint32(4, low);
    expect(of(text("123456789"))).toBe(btoa(String.fromCharCode(...bytes)));
    expect(of(text(""))).toBe("AAAAAAAAAAA=");
  });

  it("does not depend on how the bytes come", () => {
    const bytes = Uint8Array.from({ length: 10_007 }, (_, at) => (at * 31 + (at >> 7)) % 256);
    for (const step of [1, 3, 8, 13, 4096]) {
      const sum = new Crc64();
      for (let at = 0; at < bytes.length; at += step) sum.update(bytes.subarray(at, at + step));
      expect(sum.base64(), `${step} at a time`).toBe(of(bytes));
    }
  });

  it("of a whole follows from those of its pieces", () => {
    const bytes = Uint8Array.from({ length: 100_003 }, (_, at) => (at * 7 + (at >> 5)) % 256);
    for (const cuts of [[0], [0, 1], [0, 50_000], [0, 8, 8, 65_536, 100_002]]) {
      const pieces = cuts.map((from, at) => bytes.subarray(from, cuts[at + 1] ?? bytes.length));
      const told = pieces.map((piece) => ({ crc64nvme: of(piece), size: piece.length }));
      expect(combine(told), cuts.join()).toBe(of(bytes));
    }
  });

  it("of different bytes differs", () => {
    const bytes = new Uint8Array(1000);
    const before = of(bytes);
    bytes[999] = 1;
    expect(of(bytes)).not.toBe(before);
  });
});
