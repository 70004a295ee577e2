// Which viewer shows an object.
import { kindOf } from "../util/kind";

/** `sniff`: a look at the first bytes decides between text and nothing. */
export type Viewer =
  | "image"
  | "text"
  | "markdown"
  | "json"
  | "lines"
  | "table"
  | "parquet"
  | "zip"
  | "notebook"
  | "document"
  | "workbook"
  | "slides"
  | "audio"
  | "video"
  | "pdf"
  | "sniff"
  | "none";

const MiB = 1024 * 1024;

/** Bytes that are read of a text. */
export const TEXT_MAX = MiB;
/** Above so many bytes a notebook is shown as text alone. */
export const NOTEBOOK_MAX = 16 * MiB;
/** Above so many bytes JSON is shown as text alone. */
export const JSON_MAX = 8 * MiB;
/** Above so many bytes a viewer that reads all of it asks first. */
export const ASK_ABOVE: Partial<Record<Viewer, number>> = { image: 25 * MiB };

const endings: Record<string, Viewer> = {
  md: "markdown",
  markdown: "markdown",
  json: "json",
  jsonl: "lines",
  ndjson: "lines",
  ipynb: "notebook",
  parquet: "parquet",
  zip: "zip",
  jar: "zip",
  csv: "table",
  tsv: "table",
  docx: "document",
  docm: "document",
  dotx: "document",
  xlsx: "workbook",
  xlsm: "workbook",
  xltx: "workbook",
  pptx: "slides",
  pptm: "slides",
  ppsx: "slides",
};

/** Browsers show no other pictures and need no help with these. */
const pictures = new Set(["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"]);
/** Text in name only. */
const offices = new Set(["doc", "odt", "rtf", "xls", "ods"]);

/** By the key's ending; where that says nothing, by the stored type. */
export function viewerOf(key: string, contentType?: string | null): Viewer {
  if (key.endsWith("/")) return "none";
  const name = key.slice(key.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf(".") + 1);
  const known = endings[ending];
  if (known && name.includes(".")) return known;
  const kind = kindOf(key);
  switch (kind) {
    case "image":
      return pictures.has(ending) ? "image" : "none";
    case "audio":
    case "video":
    case "pdf":
      return kind;
    case "code":
      return "text";
    case "text":
      return offices.has(ending) ? "none" : "text";
    case "table":
    case "archive":
    case "data":
    case "folder":
      return "none";
    case "file":
      return byType(contentType ?? "");
  }
}

function byType(contentType: string): Viewer {
  const type = contentType.toLowerCase().split(";")[0]?.trim() ?? "";
  if (type === "application/pdf") return "pdf";
  if (type === "application/json") return "json";
  if (type === "application/zip") return "zip";
  if (type === "application/x-ndjson") return "lines";
  if (type === "application/vnd.apache.parquet") return "parquet";
  if (type === "text/csv") return "table";
  if (type === "text/markdown") return "markdown";
  const [, office] = /^application\/vnd\.openxmlformats-officedocument\.(\w+)ml\./.exec(type) ?? [];
  if (office === "wordprocessing") return "document";
  if (office === "spreadsheet") return "workbook";
  if (office === "presentation") return "slides";
  const [family] = type.split("/");
  if (family === "audio" || family === "video" || family === "text") return family;
  if (family === "image" && !/tiff|heic|heif/.test(type)) return "image";
  return "sniff";
}
