// Versions in words.
import type { ObjectVersion, Versioning } from "../api/types";
import { locale } from "../messages/language";
import { t } from "../messages/versions";
import { formatSize } from "../util/format";

const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });

/** To the second, as S3 dates versions. */
export function formatSecond(when: string | null | undefined): string {
  const date = new Date(when ?? "");
  return Number.isNaN(date.getTime()) ? t.unknownTime : moment.format(date);
}

/** How a version differs in size from the one before it: `+1.2 KB`, `same size`; empty for the first. */
export function sizeChange(version: ObjectVersion, older: readonly ObjectVersion[]): string {
  const before = older.find((other) => !other.delete_marker);
  if (!before || version.delete_marker) return "";
  const by = version.size - before.size;
  if (by === 0) return t.sameSize;
  return `${by > 0 ? "+" : "−"}${formatSize(Math.abs(by))}`;
}

/** What there is to say of a bucket that does not keep versions of everything. */
export function keptWords(versioning: Versioning): string | null {
  switch (versioning) {
    case "enabled":
      return null;
    case "suspended":
      return t.suspended;
    case "off":
      return t.off;
    case "unknown":
      return t.unknown;
  }
}

/** What deleting a version for good does. */
export function consequence(version: ObjectVersion, older: readonly ObjectVersion[]): string {
  const [next] = older;
  const after =
    next === undefined
      ? t.goneThen
      : next.delete_marker
        ? t.deletedThen
        : t.asItWasThen(formatSecond(next.last_modified));
  if (!version.latest) return version.delete_marker ? t.nothingElse : t.fileStays;
  return after;
}

/** A moment as `datetime-local` fields have it: the reader's own time, to the second. */
export function localMoment(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
