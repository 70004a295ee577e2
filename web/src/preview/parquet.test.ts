import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { cellOf } from "./cell";
import { broken, opened } from "./fake-object";
import { footerOf, openParquet, rowsOf } from "./parquet";
import { costsOf, fitting, ROWS_ASK, sumOf } from "./parquet-plan";

// In jsdom the arrays of the encoder are not those of the page.
class Encoder {
  encode(text: string) {
    return new Uint8Array(Buffer.from(text));
  }
}

beforeAll(() => {
  globalThis.TextEncoder = Encoder as unknown as typeof TextEncoder;
});

afterEach(() => vi.unstubAllGlobals());

type Bytes = Uint8Array<ArrayBuffer>;

const ROWS = 20_000;
const numbers = Array.from({ length: ROWS }, (_, at) => at);

const columns: ColumnSource[] = [
  { name: "id", data: numbers, type: "INT32" },
  { name: "name", data: numbers.map((at) => `name ${(at * 7919) % ROWS} of some length`), type: "STRING" },
  { name: "big", data: numbers.map((at) => BigInt(at) * 10_000_000_000n), type: "INT64" },
  {
    name: "maybe",
    data: numbers.map((at) => (at % 3 === 0 ? null : at / 4)),
    type: "DOUBLE",
    nullable: true,
  },
];

async function open(bytes: Bytes) {
  const { held, ranges } = opened(bytes);
  return { held, parquet: await openParquet(ranges, await footerOf(ranges)) };
}

const written = (more: Partial<Parameters<typeof parquetWriteBuffer>[0]> = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize: 8000, pageSize: 8192, ...more }));

const expected = (at: number) => [
  at,
  `name ${(at * 7919) % ROWS} of some length`,
  BigInt(at) * 10_000_000_000n,
  at % 3 === 0 ? null : at / 4,
];

it.each(["UNCOMPRESSED", "SNAPPY", "GZIP", "BROTLI"] as const)(
  "shows the rows of a file packed with %s",
  async (codec) => {
    const compressors = {
      GZIP: (bytes: Uint8Array) => gzipSync(bytes),
      BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
    };
    const { parquet } = await open(written({ codec, compressors }));
    expect(parquet.rows).toBe(ROWS);
    expect(parquet.columns.map(({ name, type }) => [name, type])).toEqual([
      ["id", "INT32"],
      ["name", "STRING"],
      ["big", "INT64"],
      ["maybe", "DOUBLE"],
    ]);
    // Across the border of two row groups.
    const rows = await rowsOf(parquet, ["id", "name", "big", "maybe"], { from: 7990, to: 8010 });
    expect(rows).toEqual(Array.from({ length: 20 }, (_, at) => expected(7990 + at)));
  },
);

it("reads the pages of the rows shown, and says beforehand how much that is", async () => {
  const wide = Array.from({ length: 12 }, (_, at) => ({
    name: `column ${at}`,
    data: numbers.map((row) => `${row} ${(row * 7919 + at) % 99991} and some words that fill the pages`),
    type: "STRING" as const,
    encoding: "PLAIN" as const,
  }));
  const bytes = written({ columnData: wide, codec: "UNCOMPRESSED", rowGroupSize: ROWS });
  expect(bytes.length).toBeGreaterThan(10_000_000);
  const { held, parquet } = await open(bytes);
  const span = { from: 12_000, to: 12_050 };
  const costs = await costsOf(parquet, span);
  const chosen = [...fitting(costs)];
  const read = () => held.asked.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  const before = read();
  const rows = await rowsOf(parquet, chosen, span);
  expect(rows[0]?.[1]).toBe(wide[1]?.data[12_000]);
  expect(read() - before).toBeLessThanOrEqual(sumOf(costs, chosen));
  expect(read()).toBeLessThan(ROWS_ASK + 1_000_000);
});

it("chooses few columns, and one at least, where they cost much", () => {
  const costs = new Map([
    ["huge", 900_000_000],
    ["small", 1000],
    ["other", ROWS_ASK],
  ]);
  expect([...fitting(costs)]).toEqual(["small"]);
  expect([
    ...fitting(
      new Map([
        ["huge", 900_000_000],
        ["less", 800_000_000],
      ]),
    ),
  ]).toEqual(["less"]);
});

it("takes names for names", async () => {
  const names = ["__proto__", "<img src=x onerror=alert(1)>", "constructor"];
  const columnData = names.map((name) => ({ name, data: [name], type: "STRING" as const }));
  const { parquet } = await open(written({ columnData }));
  expect(await rowsOf(parquet, names, { from: 0, to: 1 })).toEqual([names]);
});

it("gives rows or a reason, whatever the bytes are", async () => {
  const small = columns.map((column) => ({ ...column, data: column.data.slice(0, 60) }));
  for (const bytes of broken(written({ columnData: small }), 80)) {
    try {
      const { parquet } = await open(bytes);
      const span = { from: 0, to: Math.min(parquet.rows, 50) };
      const chosen = [...fitting(await costsOf(parquet, span))];
      for (const row of await rowsOf(parquet, chosen, span)) row.map(cellOf);
    } catch (error) {
      expect(String(error)).toMatch(/^Error: This (is no )?Parquet file|^Error: This is no Parquet/);
    }
  }
});

it("shows whatever a value is in one line", () => {
  const deep: unknown[] = [];
  deep.push(deep);
  for (const value of [
    null,
    undefined,
    1n,
    new Date(Number.NaN),
    new Uint8Array(99),
    { a: 1n },
    deep,
    Symbol("x"),
    "x".repeat(9999),
  ])
    expect(cellOf(value).text.length).toBeLessThan(400);
});
