// For tests: ZIPs as others write them.
import { deflateRawSync } from "node:zlib";
import { crc32 } from "./crc32";

/** A member, with what it is to lie about. */
export interface Packed {
  name: string;
  body?: Uint8Array;
  deflated?: boolean;
  /** What the list says of its size. */
  size?: number;
  flags?: number;
  method?: number;
}

export function zipOf(
  members: Packed[],
  { wide = false, before = 0, comment = "" } = {},
): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [Buffer.alloc(before, 0x2e)];
  const list: Buffer[] = [];
  let at = 0;
  for (const {
    name,
    body = Buffer.alloc(0),
    deflated = false,
    size = body.length,
    flags = 0x800,
    method,
  } of members) {
    const packed = deflated ? deflateRawSync(body) : Buffer.from(body);
    const bytes = Buffer.from(name);
    const how = method ?? (deflated ? 8 : 0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    parts.push(local, bytes, packed);
    const extra = wide ? Buffer.alloc(28) : Buffer.alloc(0);
    if (wide) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(packed.length), 12);
      extra.writeBigUInt64LE(BigInt(at), 20);
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(how, 10);
    entry.writeUInt16LE((46 << 9) | (11 << 5) | 29, 14);
    entry.writeUInt32LE(crc32(body), 16);
    entry.writeUInt32LE(wide ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(wide ? 0xffffffff : size, 24);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(wide ? 0xffffffff : at, 42);
    list.push(entry, bytes, extra);
    at += 30 + bytes.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : members.length, 10);
  end.writeUInt32LE(wide ? 0xffffffff : directory.length, 12);
  end.writeUInt32LE(wide ? 0xffffffff : at, 16);
  end.writeUInt16LE(comment.length, 20);
  const tail = [directory];
  if (wide) {
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x06064b50, 0);
    record.writeBigUInt64LE(BigInt(members.length), 32);
    record.writeBigUInt64LE(BigInt(directory.length), 40);
    record.writeBigUInt64LE(BigInt(at), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(at + directory.length), 8);
    tail.push(record, locator);
  }
  return new Uint8Array(Buffer.concat([...parts, ...tail, end, Buffer.from(comment)]));
}
