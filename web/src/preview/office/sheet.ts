// A table of a workbook (.xlsx): its rows, as they come. What it says of its own size is not believed.
// <https://learn.microsoft.com/openspecs/office_standards/ms-xlsx/>
import { t } from "../../messages/preview";
import type { Pull } from "../use-rows";
import type { Formats } from "./formats";
import type { Workbook } from "./workbook";
import type { Attributes, Listener } from "./xml";

/** A row: its number as people see it, and its cells from the first column on. */
export interface SheetRow {
  number: number;
  cells: string[];
}

/** Rows that are given together. */
const AT_ONCE = 200;
/** Cells of a row, from its first; nobody looks at more. */
export const COLUMNS = 100;
/** Rows and columns of the largest table there can be. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Characters of a value that are kept. */
const LONG = 1000;

/** A cell as it is written. */
interface Raw {
  column: number;
  type: string;
  style: number;
  value: string;
  formula: string;
}

/** Reads the rows of a sheet from the first. `onWidth` hears of the columns it has. */
export function rowsOf(book: Workbook, part: string, onWidth: (columns: number) => void): Pull<SheetRow> {
  const writer = new Writer();
  const stream = book.parts.read(part, writer);
  if (!stream) throw new Error(t.officeDamaged);
  return async () => {
    const more = await stream.until(() => writer.rows.length >= AT_ONCE);
    const rows = writer.rows.splice(0, AT_ONCE);
    onWidth(writer.width);
    const texts = rows.flatMap(({ cells }) => cells.filter(({ type }) => type === "s"));
    if (texts.length > 0)
      await book.texts.upTo(texts.reduce((most, { value }) => Math.max(most, Number(value) || 0), 0));
    return { rows: rows.map((row) => rowOf(row, book)), isLast: !more && writer.rows.length === 0 };
  };
}

class Writer implements Listener {
  /** Those that are whole. */
  readonly rows: { number: number; cells: Raw[] }[] = [];
  width = 0;
  #row: { number: number; cells: Raw[] } | null = null;
  #number = 0;
  #column = 0;
  #cell: Raw | null = null;
  #into: "value" | "formula" | null = null;
  /** How words are pronounced is not shown. */
  #isSpoken = false;

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "row": {
        const said = Number(attributes.get("r"));
        // Rows come in their order; a number that is none, or no later one, is not believed.
        this.#number =
          Number.isInteger(said) && said > this.#number && said <= LAST_ROW ? said : this.#number + 1;
        this.#row = { number: this.#number, cells: [] };
        this.#column = 0;
        return;
      }
      case "c": {
        const said = columnOf(attributes.get("r") ?? "");
        const column = said > this.#column && said <= LAST_COLUMN ? said : this.#column + 1;
        this.#column = column;
        const type = attributes.get("t") ?? "n";
        this.#cell = { column, type, style: Number(attributes.get("s")) || 0, value: "", formula: "" };
        return;
      }
      case "v":
        this.#into = "value";
        return;
      case "t":
        this.#into = this.#isSpoken ? null : "value";
        return;
      case "f":
        this.#into = "formula";
        return;
      case "rPh":
        this.#isSpoken = true;
    }
  }

  close(name: string): void {
    if (name === "v" || name === "t" || name === "f") this.#into = null;
    else if (name === "rPh") this.#isSpoken = false;
    else if (name === "c") {
      const cell = this.#cell;
      this.#cell = null;
      if (!cell || (cell.value === "" && cell.formula === "")) return;
      this.width = Math.max(this.width, cell.column);
      if (cell.column <= COLUMNS) this.#row?.cells.push(cell);
    } else if (name === "row") {
      if (this.#row && this.#row.cells.length > 0) this.rows.push(this.#row);
      this.#row = null;
    }
  }

  text(text: string): void {
    const cell = this.#cell;
    if (cell && this.#into && cell[this.#into].length < LONG) cell[this.#into] += text;
  }
}

function rowOf({ number, cells }: { number: number; cells: Raw[] }, book: Workbook): SheetRow {
  const shown: string[] = [];
  for (const cell of cells) {
    while (shown.length < cell.column - 1) shown.push("");
    shown[cell.column - 1] = shownOf(cell, book);
  }
  return { number, cells: shown };
}

/** What a person reads in a cell. */
function shownOf({ type, style, value, formula }: Raw, { texts, formats }: Workbook): string {
  // Nobody has calculated it yet.
  if (value === "") return `=${formula}`;
  if (type === "s") return texts.at(Number(value));
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "n") return numberOf(value, style, formats);
  return value.slice(0, LONG);
}

function numberOf(value: string, style: number, formats: Formats): string {
  const number = Number(value);
  return Number.isFinite(number) ? formats.shown(number, style) : value.slice(0, LONG);
}

/** 1 for `A7`, 28 for `AB7`; 0 for what is no address. */
export function columnOf(address: string): number {
  const [, letters = ""] = /^([A-Z]{1,3})\d{0,7}$/.exec(address) ?? [];
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** `A` for 1, `AB` for 28. */
export function nameOf(column: number): string {
  let name = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}
