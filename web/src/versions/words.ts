// Versions in words.
import type { ObjectVersion, Versioning } from "../api/types";
import { formatSize } from "../util/format";

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** To the second, as S3 dates versions. */
export function formatSecond(when: string | null | undefined): string {
  const date = new Date(when ?? "");
  return Number.isNaN(date.getTime()) ? "at an unknown time" : moment.format(date);
}

/** How a version differs in size from the one before it: `+1.2 KB`, `same size`; empty for the first. */
export function sizeChange(version: ObjectVersion, older: readonly ObjectVersion[]): string {
  const before = older.find((other) => !other.delete_marker);
  if (!before || version.delete_marker) return "";
  const by = version.size - before.size;
  if (by === 0) return "same size";
  return `${by > 0 ? "+" : "−"}${formatSize(Math.abs(by))}`;
}

/** What there is to say of a bucket that does not keep versions of everything. */
export function keptWords(versioning: Versioning): string | null {
  switch (versioning) {
    case "enabled":
      return null;
    case "suspended":
      return "This bucket makes no versions any more. Those that it has made are kept.";
    case "off":
      return "This bucket keeps no versions: what is written over or deleted is gone.";
    case "unknown":
      return "Wardrobe could not see whether this bucket keeps versions.";
  }
}

/** What deleting a version for good does. */
export function consequence(version: ObjectVersion, older: readonly ObjectVersion[]): string {
  const [next] = older;
  const after =
    next === undefined
      ? "The file is gone then: it has no other version."
      : next.delete_marker
        ? "The file is deleted then, as it was before."
        : `The file is then as it was on ${formatSecond(next.last_modified)}.`;
  if (!version.latest)
    return version.delete_marker ? "Nothing else changes." : "The file itself stays as it is.";
  return after;
}

/** A moment as `datetime-local` fields have it: the reader's own time, to the second. */
export function localMoment(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
