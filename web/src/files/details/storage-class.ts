// S3's storage classes, and what they cost in ways that surprise.
// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html>

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
  of("STANDARD_IA", "Standard-IA, seldom read", 30),
  of("ONEZONE_IA", "One Zone-IA, seldom read, in one zone", 30),
  of("GLACIER_IR", "Glacier Instant Retrieval, archive that can be read at once", 90),
  of("GLACIER", "Glacier Flexible Retrieval, archive", 90, true),
  of("DEEP_ARCHIVE", "Glacier Deep Archive, archive", 180, true),
];

/** What to know before something goes to a class. */
export function warningOf(value: string): string | null {
  const found = storageClasses.find((one) => one.value === value);
  if (!found || found.days === 0) return null;
  const paid = `${found.days} days of it are paid for at least, also of what is deleted or moved before`;
  const small = ["STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"].includes(value)
    ? ", and 128 KB of each object"
    : "";
  if (found.isArchive) {
    return `It cannot be opened or downloaded until it is restored, which takes ${value === "GLACIER" ? "minutes to hours" : "half a day to two days"}. ${paid}.`;
  }
  return `${paid}${small}. Each read is paid for, too.`;
}

/** What to know before something leaves a class. */
export function leavingOf(value: string): string | null {
  const days = storageClasses.find((one) => one.value === value)?.days ?? 0;
  return days > 0 ? `What leaves ${value} before ${days} days is paid for to their end.` : null;
}
