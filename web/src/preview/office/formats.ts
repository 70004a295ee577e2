// How the numbers of a workbook are meant: as dates, times, shares, or as they are.
import type { Parts } from "./parts";

type Format = "number" | "share" | "date" | "time" | "moment" | "length";

/** Formats that have a number of their own. */
const known = new Map<number, Format>([
  [9, "share"],
  [10, "share"],
  [22, "moment"],
  [46, "length"],
]);
for (const id of [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]) known.set(id, "date");
for (const id of [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]) known.set(id, "time");

/** Days to the first of January 1970: from the last day of 1899, and from where old Macs count. */
const SINCE_1900 = 25_569;
const SINCE_1904 = 24_107;
/** 9999 is the last year there is. */
const LAST_DAY = 2_958_466;
const DAY = 86_400;

/** What the styles of cells say. */
export class Formats {
  readonly #ofStyle: readonly Format[];
  readonly #isOld: boolean;

  constructor(ofStyle: readonly Format[], isOld: boolean) {
    this.#ofStyle = ofStyle;
    this.#isOld = isOld;
  }

  /** As a person reads it. */
  shown(number: number, style: number): string {
    const format = this.#ofStyle[style] ?? "number";
    if (format === "share") return `${tidy(number * 100)}%`;
    if (format === "number" || number < 0 || number >= LAST_DAY) return tidy(number);
    const seconds = Math.round(number * DAY);
    if (format === "length") return timeOf(seconds);
    const time = timeOf(seconds % DAY);
    if (format === "time") return time;
    const days = Math.floor(seconds / DAY);
    // For Excel 1900 had a 29th of February.
    const since = this.#isOld ? SINCE_1904 : days < 60 ? SINCE_1900 - 1 : SINCE_1900;
    const date = new Date((days - since) * DAY * 1000).toISOString().slice(0, 10);
    return format === "date" ? date : `${date} ${time}`;
  }
}

/** Without what lies behind the digits that a workbook keeps. */
function tidy(number: number): string {
  return String(Number(number.toPrecision(15)));
}

function timeOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(hours)}:${two(minutes)}${rest === 0 ? "" : `:${two(rest)}`}`;
}

/** By the code that a person wrote, such as `dd.mm.yyyy`. */
export function formatOf(code: string): Format {
  // Of the formats for positive, negative and other numbers the first; without words and colours.
  const [first = ""] = code.slice(0, 255).split(";");
  if (/\[(h+|m+|s+)\]/i.test(first)) return "length";
  const bare = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
  const hasTime = /[hs]/i.test(bare);
  const hasDate = /[yd]/i.test(bare) || (/m/i.test(bare) && !hasTime);
  if (hasDate) return hasTime ? "moment" : "date";
  if (hasTime) return "time";
  return bare.includes("%") ? "share" : "number";
}

export async function readFormats(parts: Parts, part: string, isOld: boolean): Promise<Formats> {
  const own = new Map<number, Format>();
  const styles: Format[] = [];
  let isOfCells = false;
  await parts.whole(part, {
    open(name, attributes) {
      const id = Number(attributes.get("numFmtId"));
      if (name === "numFmt") own.set(id, formatOf(attributes.get("formatCode") ?? ""));
      else if (name === "cellXfs") isOfCells = true;
      else if (name === "xf" && isOfCells) styles.push(own.get(id) ?? known.get(id) ?? "number");
    },
    close(name) {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return new Formats(styles, isOld);
}
