// XML as it comes, piece by piece, without holding it. What documents of Office need of it, and nothing that could
// hurt: no document type, so no entities of its own, and nothing is ever fetched. <https://www.w3.org/TR/xml/>
import { t } from "../../messages/preview";

/** Attributes by their names without prefix; those that have one also as `:name`. */
export type Attributes = ReadonlyMap<string, string>;

/** Who listens is told names without their prefix. Text may come in several pieces. */
export interface Listener {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Characters of a tag or a comment; nobody writes longer ones. */
const LONG = 64 * 1024;
/** Elements within each other. */
const DEEP = 500;
/** Characters that a reference such as `&#x1F600;` takes at most. */
const REFERENCE = 12;

const references = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));
const none: Attributes = new Map();

/** Reads one document that comes in pieces. */
export class Xml {
  readonly #listener: Listener;
  readonly #within: string[] = [];
  #left = "";
  #began = false;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Reads on. What is not whole yet waits for the next piece. */
  read(piece: string): void {
    const text = this.#left + piece;
    let at = 0;
    for (;;) {
      const next = text.indexOf("<", at);
      const words = next < 0 ? wholeTo(text, at) : next;
      if (words > at) this.#text(plain(text.slice(at, words)));
      at = words;
      if (next < 0) break;
      const end = this.#markup(text, at);
      if (end === null) break;
      at = end;
    }
    this.#left = text.slice(at);
    if (this.#left.length > LONG) throw damaged();
  }

  /** There is no more. */
  end(): void {
    if (!this.#began || this.#within.length > 0 || this.#left.trim() !== "") throw damaged();
  }

  #text(text: string): void {
    if (this.#within.length > 0) this.#listener.text?.(text);
  }

  /** Where the markup that begins here ends; null when that has not come yet. */
  #markup(text: string, at: number): number | null {
    if (text.startsWith("<!", at) || text.startsWith("<?", at)) return this.#special(text, at);
    const end = endOfTag(text, at);
    if (end === null) return null;
    if (text[at + 1] === "/") {
      const name = text.slice(at + 2, end - 1).trim();
      if (this.#within.pop() !== name) throw damaged();
      this.#listener.close?.(withoutPrefix(name));
      return end;
    }
    const isEmpty = text[end - 2] === "/";
    const inside = text.slice(at + 1, isEmpty ? end - 2 : end - 1);
    const [name] = /^[^\s/]+/.exec(inside) ?? [];
    if (name === undefined) throw damaged();
    this.#began = true;
    this.#within.push(name);
    if (this.#within.length > DEEP) throw damaged();
    this.#listener.open?.(withoutPrefix(name), attributesOf(inside, name.length));
    if (isEmpty) {
      this.#within.pop();
      this.#listener.close?.(withoutPrefix(name));
    }
    return end;
  }

  #special(text: string, at: number): number | null {
    if (text.startsWith("<?", at)) return after(text, "?>", at);
    if (text.startsWith("<!--", at)) return after(text, "-->", at + 4);
    if (text.startsWith("<![CDATA[", at)) {
      const end = after(text, "]]>", at);
      if (end !== null) this.#text(text.slice(at + 9, end - 3));
      return end;
    }
    // It may be one of these, cut off. Office writes no document type, and what one declares can be a trap.
    if (["<!--", "<![CDATA["].some((mark) => mark.startsWith(text.slice(at)))) return null;
    throw damaged();
  }
}

/** Behind the mark that ends something. */
function after(text: string, mark: string, from: number): number | null {
  const at = text.indexOf(mark, from);
  return at < 0 ? null : at + mark.length;
}

/** Behind the `>` that is not within quotes. */
function endOfTag(text: string, from: number): number | null {
  let quote = "";
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at + 1;
  }
  return null;
}

/** To where text is whole: a reference at the end may be cut off. */
function wholeTo(text: string, from: number): number {
  const mark = text.lastIndexOf("&");
  const isCut = mark >= from && text.length - mark < REFERENCE && !text.includes(";", mark);
  return isCut ? mark : text.length;
}

function attributesOf(inside: string, from: number): Attributes {
  let found: Map<string, string> | null = null;
  for (const [, name = "", double, single] of inside
    .slice(from)
    .matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = plain(double ?? single ?? "");
    found ??= new Map();
    const bare = withoutPrefix(name);
    if (bare !== name) found.set(`:${bare}`, value);
    if (bare === name || !found.has(bare)) found.set(bare, value);
  }
  return found ?? none;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** With what its references stand for. */
function plain(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(#x?)?(\w{1,10});/gi, (whole, kind: string | undefined, name: string) => {
    if (!kind) return references.get(name) ?? whole;
    const code = Number.parseInt(name, kind.length > 1 ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

function damaged(): Error {
  return new Error(t.officeDamaged);
}
