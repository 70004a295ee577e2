// Numbers and times as people read them.
import { m } from "../messages";
import { locale } from "../messages/language";

const units = ["KB", "MB", "GB", "TB", "PB"];

/** A size in bytes, in steps of 1,024, with three digits at most: `1 byte`, `1.5 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1023.95) return m.util.bytes(bytes);
  let unit = 0;
  let value = bytes / 1024;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value >= 99.95 ? 0 : 1;
  return m.util.size(value.toLocaleString(locale, { maximumFractionDigits: digits }), units[unit] ?? "");
}

const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

type When = string | number | Date;

/** A date and time in the reader's own zone and language; empty when there is none. */
export function formatMoment(when: When | null | undefined): string {
  return formatted(moment, when);
}

/** A date alone. */
export function formatDay(when: When | null | undefined): string {
  return formatted(day, when);
}

/** A time of day; with its date when that is not today. */
export function formatClock(when: When, now = Date.now()): string {
  const same = new Date(when).toDateString() === new Date(now).toDateString();
  return formatted(same ? clock : moment, when);
}

function formatted(format: Intl.DateTimeFormat, when: When | null | undefined): string {
  if (when === null || when === undefined) return "";
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? "" : format.format(date);
}
