// What an object's being in the archive means, in words.
import { m } from "../messages";
import { formatMoment } from "./format";

interface Archived {
  storage_class?: string | null;
  /** S3's `x-amz-restore`: `ongoing-request="false", expiry-date="Fri, 21 Dec 2026 00:00:00 GMT"`. */
  restore?: string | null;
}

/** Whether it must be restored to be read, now or when what was restored is gone. */
export function isInArchive({ storage_class }: Archived): boolean {
  return storage_class === "GLACIER" || storage_class === "DEEP_ARCHIVE";
}

/** Nothing for what is not in the archive. */
export function archiveWords(object: Archived): string | null {
  const { restore } = object;
  if (restore?.includes('ongoing-request="true"')) return m.util.restoring;
  const until = /expiry-date="([^"]*)"/.exec(restore ?? "")?.[1];
  if (until) return m.util.restoredUntil(formatMoment(until) || until);
  return isInArchive(object) ? m.util.inArchive : null;
}
