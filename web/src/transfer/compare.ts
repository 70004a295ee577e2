// Whether what S3 has of an upload is of this very file.
import { t } from "../messages/transfer";
import { formatSize } from "../util/format";
import type { Way } from "./bytes";
import { checksum } from "./checksums";
import type { Cut } from "./item";

/** The file is not the one that the upload was begun with. */
export class OtherFile extends Error {}

/** The bytes of a part; parts count from 1. */
export function slice(file: File, { partSize }: Pick<Cut, "partSize">, number: number): Blob {
  return file.slice((number - 1) * partSize, number * partSize);
}

/** How many parts the file has. */
export function count(file: File, { partSize }: Pick<Cut, "partSize">): number {
  return Math.ceil(file.size / partSize);
}

/** Compares every part that S3 has with the file, once. Fails with OtherFile, having changed nothing. */
export async function compare(file: File, cut: Cut, way: Way): Promise<void> {
  if (!cut.unproven) return;
  let done = 0;
  for (const [number, { crc64nvme }] of cut.parts) {
    way.signal.throwIfAborted();
    way.comparing(done / cut.parts.size);
    if (crc64nvme === null) {
      throw new OtherFile(t.noChecksums);
    }
    if ((await checksum(slice(file, cut, number))) !== crc64nvme) {
      const [from, to] = [(number - 1) * cut.partSize, Math.min(number * cut.partSize, file.size)];
      throw new OtherFile(
        from === 0 ? t.otherBeginning(formatSize(to)) : t.otherBetween(formatSize(from), formatSize(to)),
      );
    }
    done += 1;
  }
  cut.unproven = false;
}
