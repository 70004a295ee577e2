/** Large files of kinds that have a table of contents, made piece by piece. */

import { crc32 } from "node:zlib";

import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

import { MIB } from "./film.ts";

/** Pieces of a file, in their order; the same each time. */
export type Pieces = () => Iterable<Uint8Array>;

/** A ZIP64 with a README, many small files, and as many large ones as make it so large. */
export function zip(bytes: number, small: number): Pieces {
  const large = Buffer.alloc(16 * MIB);
  const many = <T>(count: number, of: (at: number) => T) => Array.from({ length: count }, (_, at) => of(at));
  return zipOf([
    ["README.txt", Buffer.from("What is in here is large.")],
    ...many(small, (at): Member => [`logs/2026/day-${at}.txt`, Buffer.alloc(0)]),
    ...many(Math.ceil(bytes / large.length), (at): Member => [`films/film-${at}.mov`, large]),
  ]);
}

type Member = [name: string, body: Buffer];

/** A ZIP64 of stored members. */
export function zipOf(bodies: Member[]): Pieces {
  const sums = new Map([...new Set(bodies.map(([, body]) => body))].map((body) => [body, crc32(body)]));
  return function* () {
    const list: Buffer[] = [];
    let at = 0;
    for (const [name, body] of bodies) {
      const title = Buffer.from(name);
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(title.length, 26);
      const entry = Buffer.alloc(46 + title.length + 28);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt32LE(sums.get(body)!, 16);
      entry.fill(0xff, 20, 28);
      entry.writeUInt16LE(title.length, 28);
      entry.writeUInt16LE(28, 30);
      entry.fill(0xff, 42, 46);
      title.copy(entry, 46);
      // What does not fit into 32 bits.
      const wide = 46 + title.length;
      entry.writeUInt16LE(1, wide);
      entry.writeUInt16LE(24, wide + 2);
      for (const [index, value] of [body.length, body.length, at].entries())
        entry.writeBigUInt64LE(BigInt(value), wide + 4 + index * 8);
      list.push(entry);
      at += local.length + title.length + body.length;
      yield local;
      yield title;
      yield body;
    }
    const directory = Buffer.concat(list);
    yield directory;
    const end = Buffer.alloc(56 + 20 + 22, 0xff);
    end.fill(0, 0, 80);
    end.writeUInt32LE(0x06064b50, 0);
    for (const [index, value] of [bodies.length, directory.length, at].entries())
      end.writeBigUInt64LE(BigInt(value), 32 + index * 8);
    end.writeUInt32LE(0x07064b50, 56);
    end.writeBigUInt64LE(BigInt(at + directory.length), 64);
    end.writeUInt32LE(0x06054b50, 76);
    end.fill(0, 80, 84);
    end.writeUInt16LE(0, 96);
    yield end;
  };
}

/** Rows of a row group, and bytes of a picture in each. */
const GROUP = 64;
const PICTURE = 256 * 1024;

/** A table with a black picture in each row, which is nearly all of it. */
export function parquet(bytes: number): Pieces {
  const pictures = Array.from({ length: GROUP }, () => new Uint8Array(PICTURE));
  const groups = Math.ceil(bytes / (GROUP * PICTURE));
  const columnsOf = (group: number) => {
    const rows = Array.from({ length: GROUP }, (_, at) => group * GROUP + at);
    return [
      { name: "id", data: rows, type: "INT32" as const },
      { name: "place", data: rows.map((row) => `place ${row % 7}`), type: "STRING" as const },
      { name: "picture", data: pictures, type: "BYTE_ARRAY" as const, encoding: "PLAIN" as const },
      { name: "width", data: rows.map((row) => row / 8), type: "DOUBLE" as const },
    ];
  };
  return function* () {
    const writer = new ByteWriter();
    const taken = () => {
      const written = writer.getBytes().slice();
      writer.index = 0;
      return written;
    };
    const schema = schemaFromColumnData({ columnData: columnsOf(0) });
    const file = new ParquetWriter({ writer, schema, codec: "UNCOMPRESSED", statistics: false });
    for (let group = 0; group < groups; group++) {
      void file.write({ columnData: columnsOf(group), rowGroupSize: GROUP, pageSize: 64 * 1024 });
      yield taken();
    }
    void file.finish();
    yield taken();
  };
}

/** A film with so many bytes of nothing in it, and its index before or after them. */
export function longFilm(film: Buffer, bytes: number, index: "front" | "back"): Pieces {
  const boxes: [type: string, box: Buffer][] = [];
  for (let at = 0; at < film.length; at += film.readUInt32BE(at))
    boxes.push([film.toString("latin1", at + 4, at + 8), film.subarray(at, at + film.readUInt32BE(at))]);
  const moov = boxes.find(([type]) => type === "moov")![1];
  // The index knows where the pictures are: nothing before them may move.
  const nothing = Buffer.from(moov);
  nothing.write("free", 4, "latin1");
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write("free", 4, "latin1");
  head.writeBigUInt64BE(BigInt(16 + bytes), 8);
  const gap = Buffer.alloc(8 * MIB);
  return function* () {
    for (const [type, box] of boxes) yield type === "moov" && index === "back" ? nothing : box;
    yield head;
    for (let left = bytes; left > 0; left -= gap.length) yield gap.subarray(0, Math.min(left, gap.length));
    if (index === "back") yield moov;
  };
}

/** Lines with their numbers. */
export function log(bytes: number): Pieces {
  const lines = 16 * 1024;
  return function* () {
    for (let done = 0; done * 64 < bytes; done += lines)
      yield Buffer.from(
        Array.from(
          { length: lines },
          (_, at) => `${`line ${done + at} all is well `.padEnd(63, ".")}\n`,
        ).join(""),
      );
    yield Buffer.from("the last line\n");
  };
}
