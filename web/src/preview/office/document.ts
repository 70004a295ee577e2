// A text document (.docx): its paragraphs, lists and tables, as they come. Layout, pictures and notes are not.
// <https://learn.microsoft.com/openspecs/office_standards/ms-docx/>
import { t } from "../../messages/preview";
import type { Pull } from "../use-rows";
import { type Format, type Lists, readLists, readStyles, type Style } from "./document-styles";
import type { Parts } from "./parts";
import type { Attributes, Listener } from "./xml";

/** How some words are set: any of these letters. */
export type Mark = "b" | "i" | "u" | "s" | "^" | "_" | "a" | "?";

/** Words that are set alike; `?`: they stand for what is not shown, `a`: they lead somewhere. */
export interface Run {
  text: string;
  marks: Mark[];
}

export interface Paragraph {
  kind: "paragraph";
  /** 1 to 6 for a heading, else 0. */
  level: number;
  /** Where it is an item of a list. */
  item: { depth: number; format: Format; number: number } | null;
  runs: Run[];
}

export interface Cell {
  blocks: Block[];
  columns: number;
}

export type Block = Paragraph | { kind: "table"; rows: Cell[][] };

/** Blocks that are given together, and rows of a table, which may be very long. */
const AT_ONCE = 100;
const ROWS = 200;
/** What one block holds at most, so that no page is drowned: characters and runs of a paragraph, paragraphs and
 * cells of a table, tables within tables. What is beyond is left out. */
const LONG = 200_000;
const RUNS = 5000;
const PIECES = 20_000;
const DEEP = 6;

/** What is in these is not shown: what was deleted, other ways to say the same, commands, and what changed. */
const left = new Set([
  "del",
  "moveFrom",
  "delText",
  "instrText",
  "Fallback",
  "drawing",
  "pict",
  "object",
  "rt",
  "pPrChange",
  "rPrChange",
  "tblPrChange",
  "tcPrChange",
  "trPrChange",
  "sectPr",
  "tblGrid",
]);
const toggles = new Map<string, Mark>([
  ["b", "b"],
  ["i", "i"],
  ["u", "u"],
  ["strike", "s"],
  ["dstrike", "s"],
]);
const signs = new Map([
  ["tab", "\t"],
  ["br", "\n"],
  ["cr", "\n"],
  ["noBreakHyphen", "\u2011"],
  ["softHyphen", "\u00ad"],
  // Of a font that nobody here has.
  ["sym", "\u25a1"],
]);

/** Reads the blocks from the beginning. */
export function blocksOf(parts: Parts): Pull<Block> {
  let reading: Promise<Reading> | null = null;
  return async () => {
    reading ??= begin(parts);
    const { writer, stream } = await reading;
    const more = await stream.until(() => writer.blocks.length >= AT_ONCE);
    const rows = writer.blocks.splice(0, AT_ONCE);
    return { rows, isLast: !more && writer.blocks.length === 0 };
  };
}

type Reading = Awaited<ReturnType<typeof begin>>;

async function begin(parts: Parts) {
  const main = await parts.main();
  const relations = [...(await parts.relations(main)).values()];
  const part = (type: string) => relations.find((relation) => relation.type === type)?.part ?? "";
  const [styles, lists] = await Promise.all([
    readStyles(parts, part("styles")),
    readLists(parts, part("numbering")),
  ]);
  const writer = new Writer(styles, lists);
  const stream = parts.read(main, writer);
  if (!stream) throw new Error(t.officeDamaged);
  return { writer, stream };
}

interface Table {
  rows: Cell[][];
  into: Block[];
}

/** Makes blocks of what it is told. */
class Writer implements Listener {
  /** Those that are whole. */
  readonly blocks: Block[] = [];
  readonly #styles: ReadonlyMap<string, Style>;
  readonly #lists: Lists;
  readonly #tables: Table[] = [];
  #into = this.blocks;
  #paragraph: (Paragraph & { list: string; depth: number; length: number }) | null = null;
  #marks = new Set<Mark>();
  /** Elements that are left out, within each other. */
  #left = 0;
  #inSettings = false;
  #inText = false;
  #links = 0;
  #isHidden = false;
  /** Of a picture that is left out. */
  #words: string | null = null;
  /** Paragraphs and cells since the last block. */
  #pieces = 0;
  #isDocument = false;

  constructor(styles: ReadonlyMap<string, Style>, lists: Lists) {
    this.#styles = styles;
    this.#lists = lists;
  }

  open(name: string, attributes: Attributes): void {
    this.#isDocument ||= name === "document";
    if (!this.#isDocument) throw new Error(t.officeDamaged);
    if (this.#left > 0) {
      this.#left += 1;
      if (name === "docPr") this.#words ??= attributes.get("descr") || null;
      return;
    }
    if (left.has(name) || (this.#inSettings && name === "rPr")) {
      this.#left = 1;
      return;
    }
    switch (name) {
      case "p":
        this.#paragraph = {
          kind: "paragraph",
          level: 0,
          item: null,
          runs: [],
          list: "",
          depth: 0,
          length: 0,
        };
        return;
      case "r":
        this.#marks.clear();
        this.#isHidden = false;
        return;
      case "t":
        this.#inText = true;
        return;
      case "hyperlink":
        this.#links += 1;
        return;
      case "tbl":
        return this.#openTable();
      case "tr":
        this.#tables.at(-1)?.rows.push([]);
        return;
      case "tc":
        return this.#openCell();
      case "gridSpan": {
        const cell = this.#tables.at(-1)?.rows.at(-1)?.at(-1);
        if (cell) cell.columns = Math.min(Math.max(Number(attributes.get("val")) || 1, 1), 100);
        return;
      }
      case "pPr":
        this.#inSettings = true;
        return;
    }
    if (this.#inSettings) this.#set(name, attributes);
    else this.#run(name, attributes);
  }

  close(name: string): void {
    if (this.#left > 0) {
      this.#left -= 1;
      if (this.#left === 0 && ["drawing", "pict", "object"].includes(name)) {
        this.#add(`[${this.#words ?? t.picture}]`, ["?"]);
        this.#words = null;
      }
      return;
    }
    switch (name) {
      case "p":
        return this.#closeParagraph();
      case "t":
        this.#inText = false;
        return;
      case "pPr":
        this.#inSettings = false;
        return;
      case "hyperlink":
        this.#links -= 1;
        return;
      case "tr":
        return this.#closeRow();
      case "tc":
        this.#into = this.#tables.at(-1)?.into ?? this.blocks;
        return;
      case "tbl":
        return this.#closeTable();
    }
  }

  text(text: string): void {
    if (this.#inText && this.#left === 0) this.#add(text, this.#markList());
  }

  /** What is set for a paragraph. */
  #set(name: string, attributes: Attributes): void {
    const paragraph = this.#paragraph;
    const value = attributes.get("val") ?? "";
    if (!paragraph) return;
    if (name === "pStyle") {
      const style = this.#styles.get(value);
      if (!style) return;
      paragraph.level = style.level;
      paragraph.list = style.list;
      paragraph.depth = style.depth;
    } else if (name === "outlineLvl") paragraph.level = Number(value) < 6 ? Number(value) + 1 : 0;
    else if (name === "numId") paragraph.list = value;
    else if (name === "ilvl") paragraph.depth = Math.min(Math.max(Number(value) || 0, 0), 8);
  }

  #run(name: string, attributes: Attributes): void {
    const value = attributes.get("val");
    const isOn = value === undefined || !["0", "false", "none", "off"].includes(value);
    const mark = toggles.get(name);
    if (mark) {
      if (isOn) this.#marks.add(mark);
    } else if (name === "vertAlign") {
      if (value === "superscript") this.#marks.add("^");
      if (value === "subscript") this.#marks.add("_");
    } else if (name === "vanish") this.#isHidden = isOn;
    else if (signs.has(name)) this.#add(signs.get(name) ?? "", this.#markList());
  }

  #markList(): Mark[] {
    return this.#links > 0 ? [...this.#marks, "a"] : [...this.#marks];
  }

  #add(text: string, marks: Mark[]): void {
    const paragraph = this.#paragraph;
    if (!paragraph || this.#isHidden || paragraph.length > LONG) return;
    paragraph.length += text.length;
    if (paragraph.length > LONG) return void paragraph.runs.push({ text: "…", marks: ["?"] });
    const last = paragraph.runs.at(-1);
    if (last && last.marks.join("") === marks.join("")) last.text += text;
    else if (paragraph.runs.length < RUNS) paragraph.runs.push({ text, marks });
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = null;
    if (!paragraph || paragraph.runs.every(({ text }) => text.trim() === "")) return;
    const { level, runs, list, depth } = paragraph;
    const item = level > 0 ? null : this.#lists.next(list, depth);
    if (this.#mayHold()) this.#push(this.#into, { kind: "paragraph", level, item, runs });
  }

  #openTable(): void {
    this.#tables.push({ rows: [], into: this.#into });
  }

  #openCell(): void {
    const cell: Cell = { blocks: [], columns: 1 };
    const table = this.#tables.at(-1);
    if (!table) return;
    if (table.rows.length === 0) table.rows.push([]);
    if (this.#mayHold()) table.rows.at(-1)?.push(cell);
    this.#into = cell.blocks;
  }

  #closeRow(): void {
    const [table, inner] = this.#tables;
    if (!table || inner || table.rows.length < ROWS) return;
    this.#push(this.blocks, { kind: "table", rows: table.rows.splice(0) });
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    this.#into = table.into;
    if (table.rows.length > 0 && this.#tables.length < DEEP)
      this.#push(table.into, { kind: "table", rows: table.rows });
  }

  #push(into: Block[], block: Block): void {
    into.push(block);
    if (into === this.blocks) this.#pieces = 0;
  }

  /** Whether the block can hold another piece. */
  #mayHold(): boolean {
    this.#pieces += 1;
    return this.#pieces <= PIECES;
  }
}
