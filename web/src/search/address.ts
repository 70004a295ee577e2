// A search in the page's address.
import type { Wanted } from "../api/search";

/** As in the query of the address; `search` is there, be it empty, where there is a search. */
export interface SearchQuery {
  search?: string;
  how?: string;
  in?: string;
  min?: string;
  max?: string;
  after?: string;
  before?: string;
}

/** What the address asks for; null where it is no search. What makes no sense in it is left out. */
export function wantedIn(query: URLSearchParams): Wanted | null {
  const words = query.get("search");
  if (words === null) return null;
  const how = query.get("how");
  return {
    words,
    how: how === "glob" || how === "regex" ? how : "text",
    within: query.get("in") === "key" ? "key" : "name",
    min: bytes(query.get("min")),
    max: bytes(query.get("max")),
    after: day(query.get("after")),
    before: day(query.get("before")),
  };
}

/** The query that asks for it. */
export function queryOf({ words, how, within, min, max, after, before }: Wanted): SearchQuery {
  return {
    search: words,
    how: how === "text" ? undefined : how,
    in: within === "name" ? undefined : within,
    min: min?.toString(),
    max: max?.toString(),
    after: after ?? undefined,
    before: before ?? undefined,
  };
}

/** Whether it says anything at all. */
export function isEmpty({ words, min, max, after, before }: Wanted): boolean {
  return words === "" && [min, max, after, before].every((bound) => bound === null);
}

function bytes(text: string | null): number | null {
  const value = Number(text ?? "");
  return text !== null && /^\d{1,15}$/.test(text) && Number.isSafeInteger(value) ? value : null;
}

function day(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

const units = ["", "K", "M", "G", "T", "P"];

/** `1.5 MB`, `20k`, `300` in bytes; null for nothing, NaN for what is no size. */
export function readSize(text: string): number | null {
  if (text.trim() === "") return null;
  const [, number, unit = ""] = /^\s*(\d+(?:[.,]\d+)?)\s*([KMGTP]?)(?:I?B|BYTES?)?\s*$/i.exec(text) ?? [];
  if (number === undefined) return Number.NaN;
  const size = Math.round(Number(number.replace(",", ".")) * 1024 ** units.indexOf(unit.toUpperCase()));
  return Number.isSafeInteger(size) ? size : Number.NaN;
}

/** So many bytes as they are typed: exactly. */
export function writeSize(size: number | null): string {
  if (size === null) return "";
  let unit = 0;
  while (size > 0 && size % 1024 === 0 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return unit === 0 ? String(size) : `${size} ${units[unit]}B`;
}
