// Text and the bytes it is stored as, which an editor must not change unasked.
import { t } from "../messages/editor";

const MiB = 1024 * 1024;
/** Larger ones are edited elsewhere: all of it is in memory, several times over. */
export const EDIT_MAX = 5 * MiB;

/** How lines end. Of `mixed` ones the text holds each end as it is. */
export type Ending = "LF" | "CRLF" | "CR" | "mixed";

/** What of the bytes is not the text. */
export interface Form {
  ending: Ending;
  /** It begins with a byte order mark. */
  mark: boolean;
}

/** Text whose lines end in `\n`, unless they end in different ways. */
export interface Text {
  text: string;
  form: Form;
}

/** Why bytes are no text that can be edited. */
export type Unfit = "binary" | "utf-16" | "not-utf-8";

const ends = { LF: "\n", CRLF: "\r\n", CR: "\r" } as const;
const MARK = "\uFEFF";

/** What a new file is. */
export const plainForm: Form = { ending: "LF", mark: false };

/** Reads bytes as text from which `bytesOf` makes the same bytes again, or says why not. */
export function textOf(bytes: Uint8Array): Text | Unfit {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "utf-16";
  if (bytes.includes(0)) return "binary";
  let raw: string;
  try {
    raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return "not-utf-8";
  }
  const mark = raw.startsWith(MARK);
  return fromRaw(mark ? raw.slice(MARK.length) : raw, mark);
}

/** Text as it was typed or stored, by the way its lines end. */
export function fromRaw(raw: string, mark: boolean): Text {
  const ending = endingOf(raw);
  const text = ending === "CRLF" || ending === "CR" ? raw.replaceAll(ends[ending], "\n") : raw;
  return { text, form: { ending, mark } };
}

/** The same with each line's own end. */
export function toRaw({ text, form: { ending } }: Text): string {
  return ending === "CRLF" || ending === "CR" ? text.replaceAll("\n", ends[ending]) : text;
}

/** The bytes to store. */
export function bytesOf(text: Text): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode((text.form.mark ? MARK : "") + toRaw(text));
}

function endingOf(raw: string): Ending {
  const found = new Set<string>();
  for (const [end] of raw.matchAll(/\r\n|\r|\n/g)) {
    found.add(end);
    if (found.size > 1) return "mixed";
  }
  if (found.has("\r\n")) return "CRLF";
  return found.has("\r") ? "CR" : "LF";
}

/** In a few words, for people who have to know. */
export function formWords({ ending, mark }: Form): string {
  return `UTF-8${mark ? t.byteOrderMark : ""} · ${t.endings[ending]}`;
}
