// A Jupyter notebook, as far as it is safe to show. <https://nbformat.readthedocs.io>

/** What a cell put out. */
export type Output =
  | { kind: "text"; text: string; isError: boolean }
  /** A data: address of a PNG or JPEG. */
  | { kind: "picture"; url: string }
  /** What would run in the page, or what nobody here knows. */
  | { kind: "left-out"; type: string };

export interface Cell {
  kind: "markdown" | "code" | "raw";
  text: string;
  /** How often a cell had been run. */
  count: number | null;
  outputs: Output[];
}

export interface Book {
  /** In their order. */
  cells: Cell[];
  /** What its code is written in. */
  language: string;
}

/** What is in it; null when it is no notebook. */
export function bookOf(text: string): Book | null {
  let book: unknown;
  try {
    book = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(book)) return null;
  // Before version 4 they lay in worksheets.
  const sheets = Array.isArray(book.worksheets) ? book.worksheets : [book];
  const cells = sheets.flatMap((sheet) => (isRecord(sheet) && Array.isArray(sheet.cells) ? sheet.cells : []));
  const isBook = "nbformat" in book || cells.length > 0;
  return isBook ? { cells: cells.filter(isRecord).map(cellOf), language: languageOf(book) } : null;
}

function languageOf({ metadata }: Known): string {
  const { language_info: info, kernelspec: kernel } = isRecord(metadata) ? metadata : {};
  const said = (isRecord(info) && info.name) || (isRecord(kernel) && kernel.language);
  return typeof said === "string" ? said : "python";
}

function cellOf(cell: Known): Cell {
  const kind = cell.cell_type === "markdown" || cell.cell_type === "code" ? cell.cell_type : "raw";
  const count = cell.execution_count ?? cell.prompt_number;
  return {
    kind,
    text: joined(cell.source ?? cell.input),
    count: typeof count === "number" ? count : null,
    outputs: Array.isArray(cell.outputs) ? cell.outputs.filter(isRecord).map(outputOf) : [],
  };
}

function outputOf(output: Known): Output {
  if (output.output_type === "error" || output.output_type === "pyerr") {
    const text = joined(output.traceback, "\n") || `${joined(output.ename)}: ${joined(output.evalue)}`;
    return { kind: "text", text: withoutColours(text), isError: true };
  }
  if (output.text !== undefined)
    return { kind: "text", text: withoutColours(joined(output.text)), isError: output.name === "stderr" };
  const data = isRecord(output.data) ? output.data : {};
  for (const type of ["image/png", "image/jpeg"]) {
    const body = joined(data[type]).replaceAll(/\s/g, "");
    if (body !== "" && /^[A-Za-z0-9+/]+=*$/.test(body))
      return { kind: "picture", url: `data:${type};base64,${body}` };
  }
  // A table put out as HTML mostly comes as text, too.
  const plain = joined(data["text/plain"]);
  if (plain !== "") return { kind: "text", text: withoutColours(plain), isError: false };
  return { kind: "left-out", type: Object.keys(data)[0] ?? "nothing" };
}

type Known = Record<string, unknown>;

function isRecord(value: unknown): value is Known {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text, which may lie in pieces. */
function joined(value: unknown, between = ""): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((piece) => typeof piece === "string").join(between) : "";
}

/** Without what colours it on a terminal. */
function withoutColours(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, "");
}
