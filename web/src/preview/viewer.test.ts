import { expect, it } from "vitest";
import { viewerOf } from "./viewer";

it.each([
  ["a/photo.JPG", null, "image"],
  ["logo.svg", "text/plain", "image"],
  ["scan.tiff", "image/tiff", "none"],
  ["README.md", null, "markdown"],
  ["main.rs", "application/octet-stream", "text"],
  ["page.html", "text/html", "text"],
  ["data.json", null, "json"],
  ["table.csv", null, "table"],
  ["song.mp3", null, "audio"],
  ["film.mp4", null, "video"],
  ["paper.pdf", null, "pdf"],
  ["letter.docx", null, "document"],
  ["letter.doc", null, "none"],
  ["2026.XLSX", null, "workbook"],
  ["talk.pptx", null, "slides"],
  ["no-ending", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "workbook"],
  ["rows.parquet", null, "parquet"],
  ["all.zip", null, "zip"],
  ["rows", "application/vnd.apache.parquet", "parquet"],
  ["all.tar.gz", null, "none"],
  ["events.jsonl", null, "lines"],
  ["study.ipynb", null, "notebook"],
  ["no-ending", "text/x-script; charset=utf-8", "text"],
  ["no-ending", "image/png", "image"],
  ["md", "application/octet-stream", "sniff"],
  ["no-ending", null, "sniff"],
  [".gitignore", "binary/octet-stream", "sniff"],
  ["folder/", "text/plain", "none"],
] as const)("%s stored as %s → %s", (key, type, viewer) => {
  expect(viewerOf(key, type)).toBe(viewer);
});
