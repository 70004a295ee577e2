// For tests: documents as Office writes them, as far as they are read here.
import { type Packed, zipOf } from "../zip-for-tests";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const LONG = 1_000_000;

/** The parts of a document by name. What they are to each other is said by `relations`. */
export function documentOf(parts: Record<string, string>, more: Packed[] = []): Uint8Array<ArrayBuffer> {
  // Node unpacks all of it ahead, which browsers do not: what is long is stored here.
  const members = Object.entries(parts).map(([name, text]) => ({
    name,
    body: Buffer.from(text),
    deflated: text.length < LONG || text.includes(" ".repeat(LONG)),
  }));
  return zipOf([...members, ...more]);
}

/** `rId1` and so on: the last word of a type, and where it leads to. */
export function relations(...all: [type: string, target: string, mode?: "External"][]): string {
  const rows = all.map(
    ([type, target, mode], at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
  );
  return `<Relationships>${rows.join("")}</Relationships>`;
}

/** A text document with this in its body. */
export function docx(body: string, parts: Record<string, string> = {}, more: Packed[] = []) {
  return documentOf(
    {
      "_rels/.rels": relations(["officeDocument", "word/document.xml"]),
      "word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="w"><w:body>${body}<w:sectPr/></w:body></w:document>`,
      ...parts,
    },
    more,
  );
}

/** A paragraph of plain words. */
export function p(text: string, settings = ""): string {
  return `<w:p>${settings && `<w:pPr>${settings}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A workbook of sheets, each the inside of its `sheetData`. */
export function xlsx(sheets: Record<string, string>, parts: Record<string, string> = {}, settings = "") {
  const names = Object.keys(sheets);
  const all = names
    .map((name, at) => `<sheet name="${name}" sheetId="${at + 7}" r:id="rId${at + 1}"/>`)
    .join("");
  const shared: [string, string][] = [
    ["sharedStrings", "sharedStrings.xml"],
    ["styles", "/xl/styles.xml"],
  ];
  return documentOf({
    "_rels/.rels": relations(["officeDocument", "/xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook xmlns="x" xmlns:r="r">${settings}<sheets>${all}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(
      ...names.map((_, at): [string, string] => ["worksheet", `worksheets/sheet${at + 1}.xml`]),
      ...shared,
    ),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="x"><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  });
}
