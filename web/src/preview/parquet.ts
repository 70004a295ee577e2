// A Parquet file: what is in its footer, and rows of it by the pages that hold them.
import {
  type AsyncBuffer,
  type ColumnChunk,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  readOffsetIndex,
  type SchemaTree,
} from "hyparquet";
import { ApiError, isAbort } from "../api/client";
import { t } from "../messages/preview";
import { codecs } from "./parquet-codecs";
import { BLOCK, type Ranges } from "./ranges";

/** Bytes of a footer that is read without asking, and of one that is read at all. */
export const FOOTER_ASK = 2 * 1024 * 1024;
export const FOOTER_MAX = 32 * 1024 * 1024;

/** Rows from one to before another. */
export interface Span {
  from: number;
  to: number;
}

/** A column at the top of the schema, with all below it. */
export interface Column {
  name: string;
  /** Such as `INT64`, or `LIST` of what is below. */
  type: string;
  isOptional: boolean;
  below: Column[];
}

/** An open file. */
export interface Parquet {
  ranges: Ranges;
  metadata: FileMetaData;
  rows: number;
  columns: Column[];
}

/** How many bytes its footer has: that is all that is read. */
export async function footerOf(ranges: Ranges): Promise<number> {
  if (ranges.size < 12) throw new Error("This is no Parquet file: it is too short.");
  const end = await ranges.read(ranges.size - 8, ranges.size);
  const mark = new TextDecoder().decode(end.subarray(4));
  if (mark === "PARE") throw new Error("The footer of this Parquet file is encrypted.");
  if (mark !== "PAR1") throw new Error("This is no Parquet file, or its end is missing.");
  const length = new DataView(end.buffer).getUint32(0, true);
  if (length + 12 > ranges.size) throw damaged(t.footerLarger);
  return length;
}

export async function openParquet(ranges: Ranges, footer: number): Promise<Parquet> {
  const bytes = await ranges.read(ranges.size - 8 - footer, ranges.size);
  const metadata = await understood(() => parquetMetadata(bytes, { geoparquet: false }));
  const rows = Number(metadata.num_rows);
  if (!Number.isSafeInteger(rows) || rows < 0) throw damaged(t.noRowCount);
  return {
    ranges,
    metadata,
    rows,
    columns: await understood(() => parquetSchema(metadata).children.map(columnOf)),
  };
}

function columnOf({ element, children }: SchemaTree): Column {
  const type = element.logical_type?.type ?? element.converted_type ?? element.type ?? "group";
  const plain = type === "UTF8" ? "STRING" : type;
  return {
    name: element.name,
    type: element.repetition_type === "REPEATED" ? `${plain}, repeated` : plain,
    isOptional: element.repetition_type === "OPTIONAL",
    below: children.map(columnOf),
  };
}

/** What is read to show some rows of a column, as far as the file says beforehand. */
export function costOf(parquet: Parquet, column: string, rows: Span): Promise<number> {
  return understood(() => counted(parquet, column, rows));
}

async function counted({ ranges, metadata }: Parquet, column: string, rows: Span): Promise<number> {
  const blocks = new Set<number>();
  const add = (from: number, to: number) => {
    for (let at = Math.floor(from / BLOCK); at * BLOCK < to; at++) blocks.add(at);
  };
  let first = 0;
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows);
    const within = { from: rows.from - first, to: rows.to - first };
    first += count;
    if (within.to <= 0 || within.from >= count) continue;
    for (const chunk of group.columns) {
      if (chunk.meta_data?.path_in_schema[0] !== column) continue;
      const narrow = within.from > 0 || within.to < count;
      for (const [from, to] of await piecesOf(ranges, chunk, within, narrow)) {
        if (!(from >= 0 && from <= to && to <= ranges.size)) throw damaged(t.pointsBeyond);
        add(from, to);
      }
    }
  }
  return blocks.size * BLOCK;
}

/** The bytes of a column's chunk that hold these rows. */
async function piecesOf(
  ranges: Ranges,
  chunk: ColumnChunk,
  rows: Span,
  narrow: boolean,
): Promise<[number, number][]> {
  const { meta_data: meta, offset_index_offset: at, offset_index_length: length } = chunk;
  if (!meta) return [];
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const whole: [number, number] = [start, start + Number(meta.total_compressed_size)];
  if (!at || !length || !narrow) return [whole];
  const bytes = await ranges.read(Number(at), Number(at) + length);
  const { page_locations: pages } = readOffsetIndex({ view: new DataView(bytes.buffer), offset: 0 });
  const [page] = pages;
  if (!page) return [whole];
  const needed = pages.filter((one, index) => {
    const next = pages[index + 1];
    return Number(one.first_row_index) < rows.to && (!next || Number(next.first_row_index) > rows.from);
  });
  return [
    // The dictionary is needed for whichever page.
    [start, Number(page.offset)],
    ...needed.map(({ offset, compressed_page_size: size }): [number, number] => [
      Number(offset),
      Number(offset) + size,
    ]),
  ];
}

/** Rows of some columns, in their order. */
export async function rowsOf(
  { ranges, metadata }: Parquet,
  columns: string[],
  rows: Span,
): Promise<unknown[][]> {
  let found: unknown[][] = [];
  const file: AsyncBuffer = {
    byteLength: ranges.size,
    slice: async (start, end) => (await ranges.read(start, end ?? ranges.size)).buffer,
  };
  const read = () =>
    parquetRead({
      file,
      metadata,
      columns,
      rowStart: rows.from,
      rowEnd: rows.to,
      compressors: codecs,
      useOffsetIndex: true,
      geoparquet: false,
      onComplete: (all) => {
        found = all;
      },
    });
  await understood(read);
  return found;
}

/** What the reader of the format trips over means that the file is not as it should be. */
async function understood<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError || isAbort(error)) throw error;
    const { message } = ApiError.from(error);
    if (message.startsWith(t.thisParquet)) throw error;
    throw new Error(t.parquetUnknown(message), {
      cause: error,
    });
  }
}

function damaged(how: string): Error {
  return new Error(t.parquetDamaged(how));
}
