// A value of a table as text.

import { t } from "../messages/preview";

/** Characters of a value that are shown. */
const LONG = 300;

/** Whatever it is, in one line; null is told apart from a text. */
export function cellOf(value: unknown): { text: string; kind: "none" | "number" | "text" } {
  if (value === null || value === undefined) return { text: "null", kind: "none" };
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const text = textOf(value);
  return { text: text.length > LONG ? `${text.slice(0, LONG)}…` : text, kind: isNumber ? "number" : "text" };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (value instanceof Uint8Array) return hex(value);
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner === "bigint") return inner.toString();
      return inner instanceof Uint8Array ? hex(inner) : inner;
    });
  } catch {
    return t.notShowable;
  }
}

function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, 24), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return bytes.length > 24 ? t.moreBytes(shown, bytes.length) : shown;
}
