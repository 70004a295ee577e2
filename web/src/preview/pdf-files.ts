// The fonts and character maps that pdf.js asks for by name, from our own origin.

const cmaps = import.meta.glob<string>("/node_modules/pdfjs-dist/cmaps/*.bcmap", {
  query: "?url",
  import: "default",
  eager: true,
});
const fonts = import.meta.glob<string>("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
  query: "?url",
  import: "default",
  eager: true,
});

/** For pdf.js's `BinaryDataFactory`: it knows names, the build knows addresses. */
export class PdfFiles {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = kind === "cMapUrl" ? "cmaps" : "standard_fonts";
    const address = { ...cmaps, ...fonts }[`/node_modules/pdfjs-dist/${folder}/${filename}`];
    if (!address) throw new Error(`There is no ${filename}.`);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

const decoders = import.meta.glob<string>("/node_modules/pdfjs-dist/wasm/*_nowasm_fallback.js", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Where the decoders of JPEG 2000 and JBIG2 lie. pdf.js adds their names itself, so the build keeps these. */
export const decodersUrl = new URL(".", new URL(Object.values(decoders)[0] ?? "/", location.href)).href;
