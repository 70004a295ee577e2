/** Documents of Office, as small as they can be. */

import { crc32 } from "node:zlib";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Members that are stored as they are. */
function zipOf(members: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(members)) {
    const body = Buffer.from(content);
    // What a local header has from its sixth byte on, and an entry of the list from its eighth.
    const shared = Buffer.alloc(22);
    shared.writeUInt32LE(crc32(body), 10);
    shared.writeUInt32LE(body.length, 14);
    shared.writeUInt32LE(body.length, 18);
    const names = Buffer.alloc(4);
    names.writeUInt16LE(name.length);
    const begin = (mark: number, length: number) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUInt32LE(mark);
      return bytes;
    };
    parts.push(begin(0x04034b50, 4), shared, names, Buffer.from(name), body);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    list.push(begin(0x02014b50, 6), shared, names.subarray(0, 2), Buffer.alloc(2), rest, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(list.length / 6, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

function relations(...all: [type: string, target: string, mode?: "External"][]): string {
  const rows = all.map(
    ([type, target, mode = "Internal"], at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}" TargetMode="${mode}"/>`,
  );
  return `<Relationships>${rows.join("")}</Relationships>`;
}

/** A text document with a picture from elsewhere, and a film that nobody looks at. */
export function docx(body: string): Buffer {
  return zipOf({
    "_rels/.rels": relations(["officeDocument", "word/document.xml"]),
    "word/media/film.mp4": Buffer.alloc(8 * 1024 * 1024, "film"),
    "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": relations(
      ["styles", "styles.xml"],
      ["image", "https://evil.example/cat.png", "External"],
    ),
    "word/styles.xml": `<w:styles><w:style w:styleId="h"><w:name w:val="heading 1"/></w:style></w:styles>`,
  });
}

/** A workbook of sheets; the style 1 is a date. */
export function xlsx(sheets: Record<string, string>): Buffer {
  const names = Object.keys(sheets);
  const all = names.map((name, at) => `<sheet name="${name}" r:id="rId${at + 1}"/>`).join("");
  const parts = names.map((_, at): [string, string] => ["worksheet", `worksheets/sheet${at + 1}.xml`]);
  return zipOf({
    "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook><sheets>${all}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(...parts, ["styles", "styles.xml"]),
    "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
}
