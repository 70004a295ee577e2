// What pages of a Parquet file are packed with. No decompressor is in WebAssembly: the content
// security policy lets none run.
import { decompress } from "fzstd";
import { type Compressors, snappyUncompress } from "hyparquet";
import { decompressBrotli } from "hyparquet-compressors/src/brotli.js";
import { gunzip } from "hyparquet-compressors/src/gzip.js";
import { decompressLz4, decompressLz4Raw } from "hyparquet-compressors/src/lz4.js";

/** A page that claims more is not unpacked. */
const PAGE_MAX = 64 * 1024 * 1024;

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

/** Believes no length that would fill the memory. */
function bounded(unpack: Unpack): Unpack {
  return (input, length) => {
    if (!(length >= 0 && length <= PAGE_MAX))
      throw new Error("A page of this file is too large to be unpacked here.");
    return unpack(input, length);
  };
}

export const codecs: Compressors = {
  SNAPPY: bounded((input, length) => {
    const output = new Uint8Array(length);
    snappyUncompress(input, output);
    return output;
  }),
  GZIP: bounded((input, length) => gunzip(input, new Uint8Array(length))),
  BROTLI: bounded(decompressBrotli),
  ZSTD: bounded((input, length) => decompress(input, new Uint8Array(length))),
  LZ4: bounded(decompressLz4),
  LZ4_RAW: bounded(decompressLz4Raw),
};
