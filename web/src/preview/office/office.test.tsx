import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { broken, type Held, holds, noise, opened } from "../fake-object";
import { blocksOf } from "./document";
import OfficeView, { type OfficeKind } from ".";
import { documentOf, docx, p, relations, xlsx } from "./office-for-tests";
import { Parts } from "./parts";
import { slidesOf } from "./slides";
import { rowsOf } from "./sheet";
import { openWorkbook } from "./workbook";

afterEach(() => vi.unstubAllGlobals());

/** Opens a document as the preview does. */
function open(kind: OfficeKind, bytes: Uint8Array<ArrayBuffer>): Held {
  const held = holds(bytes);
  const source = { connection: "studio", bucket: "b", key: "k", etag: held.etag };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OfficeView source={source} url="" size={bytes.length} encoding={null} kind={kind} />
    </QueryClientProvider>,
  );
  return held;
}

const read = ({ asked }: Held) => asked.reduce((sum, [first, last]) => sum + last - first + 1, 0);

it("shows headings, lists, tables and how words are set", async () => {
  const item = (depth: number, text: string, list = 3) =>
    p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
  const level = (depth: number, format: string) =>
    `<w:lvl w:ilvl="${depth}"><w:numFmt w:val="${format}"/></w:lvl>`;
  const bytes = docx(
    `${p("Bericht", '<w:pStyle w:val="berschrift1"/>')}
     <w:p><w:r><w:t>Plain, </w:t></w:r><w:r><w:rPr><w:b/><w:i w:val="1"/></w:rPr><w:t>loud</w:t></w:r>
       <w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> &lt;and&gt; &#x263A;</w:t></w:r>
       <w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
       <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>
     ${item(0, "one")}${item(1, "deep")}${item(0, "two")}${p("between")}${item(0, "three")}
     ${p("a dot", '<w:pStyle w:val="ListBullet"/>')}
     <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p("wide")}</w:tc></w:tr>
       <w:tr><w:tc>${p("left")}</w:tc><w:tc>${p("right")}</w:tc></w:tr></w:tbl>`,
    {
      "word/_rels/document.xml.rels": relations(["styles", "styles.xml"], ["numbering", "numbering.xml"]),
      "word/styles.xml": `<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="ListBullet"><w:basedOn w:val="Base"/></w:style>
        <w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>`,
      "word/numbering.xml": `<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="0">${level(0, "decimal")}${level(1, "lowerLetter")}</w:abstractNum>
        <w:abstractNum w:abstractNumId="1">${level(0, "bullet")}</w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    },
  );
  open("document", bytes);
  expect(await screen.findByRole("heading", { level: 1, name: "Bericht" })).toBeTruthy();
  expect(screen.getByText("loud").closest("strong, em")).toBeTruthy();
  expect(screen.getByText(/<and> ☺/).closest("strong")).toBeNull();
  const numbers = screen.getAllByRole("listitem").map((li) => [(li as HTMLLIElement).value, li.textContent]);
  expect(numbers).toEqual([
    [1, "onedeep"],
    [1, "deep"],
    [2, "two"],
    [3, "three"],
    [1, "a dot"],
  ]);
  expect(screen.getByText("a dot").closest("ul")).toBeTruthy();
  expect(screen.getByText("deep").closest("ol")?.dataset.format).toBe("lower-alpha");
  const cells = within(screen.getByRole("table")).getAllByRole("cell") as HTMLTableCellElement[];
  expect(cells.map((cell) => [cell.textContent, cell.colSpan])).toEqual([
    ["wide", 2],
    ["left", 1],
    ["right", 1],
  ]);
  expect(document.body.textContent).not.toMatch(/gone|hidden/);
});

it("follows nothing that leads out of a document, and runs nothing of it", async () => {
  const bytes = docx(
    `<w:p><w:hyperlink r:id="rId2"><w:r><w:t>click me</w:t></w:r></w:hyperlink>
      <w:r><w:drawing><wp:docPr descr="a cat"/><a:blip r:link="rId3"/></w:drawing></w:r></w:p>
     ${p("&lt;img src=x onerror=alert(1)&gt;")}`,
    {
      "word/_rels/document.xml.rels": relations(
        ["styles", "https://evil.example/styles.xml", "External"],
        ["hyperlink", "javascript:alert(1)", "External"],
        ["image", "https://evil.example/cat.png", "External"],
        ["numbering", "../../../etc/passwd"],
        ["vbaProject", "vbaProject.bin"],
      ),
      "word/vbaProject.bin": "Sub AutoOpen()",
    },
  );
  open("document", bytes);
  const inner = fetch;
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    asked.push(String(address));
    return inner(address, init);
  });
  expect(await screen.findByText("click me")).toBeTruthy();
  expect(screen.getByText("[a cat]")).toBeTruthy();
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(document.querySelector("a, img, script, iframe, object, embed, style, [href], [src]")).toBeNull();
  expect(asked.filter((address) => !address.startsWith("/api/connections/studio/object?"))).toEqual([]);
});

it("reads of a document only what it shows", async () => {
  const film = { name: "word/media/film.mp4", body: noise(3_000_000) };
  const held = open("document", docx(p("short"), {}, [film]));
  expect(await screen.findByText("short")).toBeTruthy();
  expect(await screen.findByText("This is all of it.")).toBeTruthy();
  expect(read(held)).toBeLessThan(400_000);
});

/** Paragraphs that begin with their numbers: 10 MB, as they are packed. */
function long(): Uint8Array<ArrayBuffer> {
  const words = Buffer.from(noise(2400)).toString("base64");
  return docx(Array.from({ length: 3000 }, (_, at) => p(`${at} ${words}`)).join(""));
}

it("reads a long document as far as one looks", async () => {
  const bytes = long();
  const held = open("document", bytes);
  expect(await screen.findByText(/^99 /)).toBeTruthy();
  expect(screen.queryByText(/^2500 /)).toBeNull();
  expect(read(held)).toBeLessThan(bytes.length / 5);
});

const styles = `<styleSheet xmlns="x"><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm;@"/>
  <numFmt numFmtId="165" formatCode="[Red]&quot;days&quot;0.00"/><numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 164, 10, 165, 166, 20]
    .map((id) => `<xf numFmtId="${id}"/>`)
    .join("")}</cellXfs></styleSheet>`;
const number = (value: number | string, style = 0) => `<c s="${style}"><v>${value}</v></c>`;

/** The first rows of the first sheet. */
async function rowsIn(bytes: Uint8Array<ArrayBuffer>) {
  const book = await openWorkbook(await Parts.open(opened(bytes).ranges));
  let columns = 0;
  const { rows } = await rowsOf(book, book.sheets[0]!.part, (width) => (columns = width))();
  return { rows, columns };
}

it("shows the values of a sheet as people read them", async () => {
  const texts = `<sst xmlns="x"><si><t>first</t></si><si><r><t>rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>said</t></rPh></si></sst>`;
  const row = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>here</t></is></c>
    <c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c><c t="str"><f>A1&amp;"x"</f><v>firstx</v></c><c><f>SUM(A2:A9)</f></c><c t="s"><v>99</v></c></row>
    <row r="2">${number(46355, 1)}${number(46355.354166666664, 2)}${number(0.125, 3)}${number(2.5, 4)}${number(1.5, 5)}${number(0.75, 6)}
      ${number("0.30000000000000004")}${number(1, 1)}${number(-5, 1)}</row>`;
  const { rows } = await rowsIn(
    xlsx({ One: row }, { "xl/sharedStrings.xml": texts, "xl/styles.xml": styles }),
  );
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["first", "rich text", "", "here", "TRUE", "#DIV/0!", "firstx", "=SUM(A2:A9)", "…"],
    ["2026-11-29", "2026-11-29 08:30", "12.5%", "2.5", "36:00", "18:00", "0.3", "1900-01-01", "-5"],
  ]);
  const old = xlsx(
    { One: `<row>${number(44893, 1)}</row>` },
    { "xl/styles.xml": styles },
    '<workbookPr date1904="1"/>',
  );
  expect((await rowsIn(old)).rows[0]?.cells).toEqual(["2026-11-29"]);
});

it("believes no number of a row or a column that cannot be", async () => {
  const cell = (address: string) => `<c r="${address}"><v>1</v></c>`;
  const { rows, columns } = await rowsIn(
    xlsx({
      One: `<row r="3">${cell("B3")}${cell("A3")}${cell("ZZZZ3")}</row><row r="2">${cell("A2")}</row>
        <row r="99999999999">${cell("A1")}</row><row r="1048576">${cell("XFD1048576")}${cell("A1")}</row><row r="x"></row>`,
    }),
  );
  expect(rows).toEqual([
    { number: 3, cells: ["", "1", "1", "1"] },
    { number: 4, cells: ["1"] },
    { number: 5, cells: ["1"] },
  ]);
  expect(columns).toBe(16_385);
});

it("shows one sheet of a workbook, and lets one choose another", async () => {
  const many = Array.from({ length: 5000 }, (_, at) => `<row r="${at + 10}">${number(at)}</row>`).join("");
  open(
    "workbook",
    xlsx({ "A &amp; B": many, Two: `<row><c t="inlineStr"><is><t>second</t></is></c></row>` }),
  );
  const table = await screen.findByRole("table");
  expect(await within(table).findByRole("rowheader", { name: "10" })).toBeTruthy();
  expect(within(table).getByRole("columnheader", { name: "A" })).toBeTruthy();
  expect(screen.getByText("200 rows so far")).toBeTruthy();
  const picker = screen.getByRole("combobox", { name: "Sheet" });
  expect(
    within(picker)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["A & B", "Two"]);
  await userEvent.selectOptions(picker, "Two");
  expect(await screen.findByRole("cell", { name: "second" })).toBeTruthy();
});

it("asks before it reads a long list of texts", async () => {
  const texts = `<sst>${Array.from({ length: 9000 }, (_, at) => `<si><t>${Buffer.from(noise(700, at + 1)).toString("base64")}</t></si>`).join("")}</sst>`;
  const bytes = xlsx({ One: `<row><c t="s"><v>0</v></c></row>` }, { "xl/sharedStrings.xml": texts });
  const held = open("workbook", bytes);
  expect(await screen.findByText(/The texts of this workbook are/)).toBeTruthy();
  expect(read(held)).toBeLessThan(1_000_000);
  await userEvent.click(screen.getByRole("button", { name: "Read it" }));
  expect(await screen.findByRole("table")).toBeTruthy();
  // The first text is at the beginning of them.
  expect(read(held)).toBeLessThan(bytes.length / 2);
});

it("goes on after a failure where it was", async () => {
  const held = open("document", long());
  expect(await screen.findByText(/^99 /)).toBeTruthy();
  held.etag = '"other"';
  while (!screen.queryByRole("alert")) {
    await userEvent.click(screen.getByRole("button", { name: "Read more" }));
    await vi.waitFor(
      () =>
        expect(
          screen.queryByRole("alert") ?? screen.queryByRole("button", { name: "Read more" }),
        ).toBeTruthy(),
      20_000,
    );
  }
  held.etag = '"1"';
  const before = screen.getAllByText(/^\d+ /).length;
  expect(before).toBeLessThan(3000);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(new RegExp(`^${before} `))).toBeTruthy();
  const shown = screen.getAllByText(/^\d+ /).map((one) => Number.parseInt(one.textContent ?? "", 10));
  expect(shown).toEqual(Array.from({ length: shown.length }, (_, at) => at));
});

it("shows the words of slides in the order of the talk", async () => {
  const shape = (words: string, kind = "") =>
    `<p:sp><p:nvPr>${kind && `<p:ph type="${kind}"/>`}</p:nvPr><p:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`;
  const bytes = documentOf({
    "_rels/.rels": relations(["officeDocument", "ppt/presentation.xml"]),
    "ppt/presentation.xml": `<p:presentation><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relations(
      ["slide", "slides/slide1.xml"],
      ["slide", "slides/slide2.xml"],
    ),
    "ppt/slides/slide1.xml": `<p:sld>${shape("The end", "title")}<a:tc><a:p><a:r><a:t>of a table</a:t></a:r></a:p></a:tc></p:sld>`,
    "ppt/slides/slide2.xml": `<p:sld>${shape("Welcome", "ctrTitle")}${shape("to all")}${shape("7", "sldNum")}</p:sld>`,
  });
  open("slides", bytes);
  expect(await screen.findByText("2 slides, and no more.")).toBeTruthy();
  expect(screen.getAllByRole("heading").map((one) => one.textContent)).toEqual(["Welcome", "The end"]);
  expect(screen.getByText("to all")).toBeTruthy();
  expect(screen.getByText("of a table")).toBeTruthy();
  expect(screen.queryByText("7")).toBeNull();
});

it.each([
  [
    "an entity that grows",
    `<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>`,
  ],
  ["an entity from elsewhere", `<!DOCTYPE w SYSTEM "https://evil.example/x.dtd"><w:document xmlns:w="w"/>`],
  ["elements too deep in each other", `<w:document xmlns:w="w">${"<w:x>".repeat(100_000)}`],
  ["a tag without an end", `<w:document xmlns:w="w"><w:p a="${"x".repeat(200_000)}`],
  ["what breaks off", `<w:document xmlns:w="w"><w:p>`],
  ["ends that do not match", `<w:document xmlns:w="w"><w:p></w:r></w:document>`],
  ["another document", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`],
  ["no XML", "hello"],
])("refuses %s", async (_, document) => {
  open("document", docx("", { "word/document.xml": document }));
  expect(await screen.findByText(/This document is damaged/)).toBeTruthy();
});

it("stops where a little that is packed becomes very much", async () => {
  const bomb = `<w:document xmlns:w="w"><w:p><w:r><w:t>${" ".repeat(70 * 1024 * 1024)}`;
  open("document", docx("", { "word/document.xml": bomb }));
  expect(await screen.findByText("It is too large to be unpacked here.")).toBeTruthy();
});

it("holds of tables in tables and of endless paragraphs only so much", async () => {
  const nested = `${"<w:tbl><w:tr><w:tc>".repeat(60)}${p("innermost")}${"</w:tc></w:tr></w:tbl>".repeat(60)}`;
  const cells = `<w:tbl><w:tr>${`<w:tc>${p("x")}</w:tc>`.repeat(60_000)}</w:tr></w:tbl>`;
  const runs = `<w:p>${"<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(20_000)}</w:p>`;
  const pull = blocksOf(await Parts.open(opened(docx(`${nested}${cells}${runs}${p("after")}`)).ranges));
  const { rows } = await pull();
  expect(JSON.stringify(rows[0])).not.toContain("innermost");
  expect(JSON.stringify(rows.at(-3)).match(/"x"/g)?.length).toBeLessThanOrEqual(10_000);
  expect(rows.at(-2)).toHaveProperty("runs.length", 5000);
  expect(rows.at(-1)).toHaveProperty("runs.0.text", "after");
});

it("says why it shows nothing of what is locked, old, or no document", async () => {
  open("document", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...noise(600)]));
  expect(await screen.findByText(/locked with a password/)).toBeTruthy();
  open("workbook", docx(p("a text")));
  expect(await screen.findByText(/is not what its name says/)).toBeTruthy();
});

it("comes to an end with whatever is broken", async () => {
  const all = [
    docx(`${p("one")}<w:tbl><w:tr><w:tc>${p("two")}</w:tc></w:tr></w:tbl>`),
    xlsx({ One: `<row>${number(1)}</row>` }),
  ];
  let whole = 0;
  for (const bytes of all.flatMap((one) => [...broken(one, 60)])) {
    const { ranges } = opened(bytes);
    for (const look of [
      blocksOf,
      slidesOf,
      async (parts: Parts) => rowsOf(await openWorkbook(parts), "xl/worksheets/sheet1.xml", () => undefined),
    ]) {
      try {
        const pull = await look(await Parts.open(ranges));
        for (let isLast = false; !isLast;) ({ isLast } = await pull());
        whole += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }
  expect(whole).toBeLessThan(all.length * 120);
});
