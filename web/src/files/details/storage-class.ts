// S3's storage classes, and what they cost in ways that surprise.
// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>

import { t } from "../../messages/files";

export interface StorageClass {
  value: string;
  label: string;
  /** Days that are paid for whether or not the object stays. */
  days: number;
  /** It cannot be read before it is restored. */
  isArchive: boolean;
}

const of = (value: string, label: string, days = 0, isArchive = false) => ({ value, label, days, isArchive });

export const storageClasses: StorageClass[] = [
  of("STANDARD", "Standard"),
  of("INTELLIGENT_TIERING", "Intelligent-Tiering"),
  of("STANDARD_IA", t.standardIa, 30),
  of("ONEZONE_IA", t.oneZoneIa, 30),
  of("GLACIER_IR", t.glacierIr, 90),
  of("GLACIER", t.glacier, 90, true),
  of("DEEP_ARCHIVE", t.deepArchive, 180, true),
];

/** What to know before something goes to a class. */
export function warningOf(value: string): string | null {
  const found = storageClasses.find((one) => one.value === value);
  if (!found || found.days === 0) return null;
  const paid = t.paidDays(found.days);
  const small = ["STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"].includes(value) ? t.paidSmall : "";
  if (found.isArchive) {
    return t.archiveWait(value !== "GLACIER", paid);
  }
  return t.eachRead(paid + small);
}

/** What to know before something leaves a class. */
export function leavingOf(value: string): string | null {
  const days = storageClasses.find((one) => one.value === value)?.days ?? 0;
  return days > 0 ? t.whatLeaves(value, days) : null;
}
