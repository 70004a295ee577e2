// The checksum of a piece of a file, read bit by bit.
import { Crc64 } from "./crc64";

/** Bytes read at a time. */
const BITE = 1024 * 1024;

/** The CRC64NVME of these bytes in base64. Fails when they cannot be read. */
export async function checksumOf(bytes: Blob): Promise<string> {
  const sum = new Crc64();
  for (let at = 0; at < bytes.size; at += BITE) {
    sum.update(new Uint8Array(await bytes.slice(at, at + BITE).arrayBuffer()));
  }
  return sum.base64();
}
