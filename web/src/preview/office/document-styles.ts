// Which paragraphs of a text document are headings, and which are items of lists.
import type { Parts } from "./parts";

/** How the items of a list are marked; `none`: they are not. */
export type Format =
  "none" | "bullet" | "decimal" | "lower-alpha" | "upper-alpha" | "lower-roman" | "upper-roman";

/** What a style says of its paragraphs. */
export interface Style {
  /** 1 to 6 for a heading, else 0. */
  level: number;
  /** Of the list that its paragraphs belong to; empty without one. */
  list: string;
  depth: number;
}

/** Styles that rest on each other. */
const CHAIN = 12;

interface Written {
  base: string;
  level: number | null;
  list: string | null;
  depth: number | null;
}

/** The styles by their ids, which are not the same in every language; their names are. */
export async function readStyles(parts: Parts, part: string): Promise<Map<string, Style>> {
  const written = new Map<string, Written>();
  let style: Written | null = null;
  await parts.whole(part, {
    open(name, attributes) {
      const value = attributes.get("val") ?? "";
      if (name === "style") {
        style = { base: "", level: null, list: null, depth: null };
        written.set(attributes.get("styleId") ?? "", style);
      } else if (!style) return;
      else if (name === "name") style.level ??= levelOf(value);
      else if (name === "outlineLvl") style.level ??= Number(value) < 6 ? Number(value) + 1 : 0;
      else if (name === "basedOn") style.base = value;
      else if (name === "numId") style.list = value;
      else if (name === "ilvl") style.depth = Number(value) || 0;
    },
    close(name) {
      if (name === "style") style = null;
    },
  });
  const first = <K extends "level" | "list" | "depth">(id: string, what: K): Written[K] | null => {
    let at = written.get(id);
    for (let step = 0; at && step < CHAIN; step++) {
      if (at[what] !== null) return at[what];
      at = written.get(at.base);
    }
    return null;
  };
  return new Map(
    [...written.keys()].map((id) => [
      id,
      { level: first(id, "level") ?? 0, list: first(id, "list") ?? "", depth: first(id, "depth") ?? 0 },
    ]),
  );
}

function levelOf(name: string): number | null {
  if (/^title$/i.test(name)) return 1;
  const [, level] = /^heading ([1-6])$/i.exec(name) ?? [];
  return level === undefined ? null : Number(level);
}

const formats = new Map<string, Format>([
  ["bullet", "bullet"],
  ["none", "none"],
  ["lowerLetter", "lower-alpha"],
  ["upperLetter", "upper-alpha"],
  ["lowerRoman", "lower-roman"],
  ["upperRoman", "upper-roman"],
]);

/** Counts the items of the lists. */
export class Lists {
  /** How each depth of a list is marked. */
  readonly #formats: ReadonlyMap<string, ReadonlyMap<number, Format>>;
  readonly #counts = new Map<string, number[]>();

  constructor(written: ReadonlyMap<string, ReadonlyMap<number, Format>>) {
    this.#formats = written;
  }

  /** The next item of a list; null where it is none. */
  next(list: string, depth: number): { depth: number; format: Format; number: number } | null {
    const format = this.#formats.get(list)?.get(depth);
    if (format === undefined || format === "none") return null;
    const counts = this.#counts.get(list) ?? [];
    const number = (counts[depth] ?? 0) + 1;
    counts[depth] = number;
    counts.length = depth + 1;
    this.#counts.set(list, counts);
    return { depth, format, number };
  }
}

/** How the lists are numbered. */
export async function readLists(parts: Parts, part: string): Promise<Lists> {
  const abstract = new Map<string, Map<number, Format>>();
  const lists = new Map<string, string>();
  let levels: Map<number, Format> | null = null;
  let depth = 0;
  let list = "";
  await parts.whole(part, {
    open(name, attributes) {
      const value = attributes.get("val") ?? "";
      if (name === "abstractNum") {
        levels = new Map();
        abstract.set(attributes.get("abstractNumId") ?? "", levels);
      } else if (name === "lvl") depth = Number(attributes.get("ilvl")) || 0;
      else if (name === "numFmt") levels?.set(depth, formats.get(value) ?? "decimal");
      else if (name === "num") list = attributes.get("numId") ?? "";
      else if (name === "abstractNumId") lists.set(list, value);
    },
    close(name) {
      if (name === "abstractNum") levels = null;
    },
  });
  return new Lists(new Map([...lists].map(([id, of]) => [id, abstract.get(of) ?? new Map()])));
}
