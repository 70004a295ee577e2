// What kind of thing a key names, by its ending: only for pictures and for choosing a viewer.

export type Kind =
  "folder" | "archive" | "audio" | "code" | "data" | "file" | "image" | "pdf" | "table" | "text" | "video";

const endings: Record<Exclude<Kind, "folder" | "file">, string> = {
  archive: "zip gz tgz tar bz2 xz zst 7z rar jar deb rpm iso dmg",
  audio: "mp3 wav flac ogg oga opus m4a aac weba aiff",
  code: "js mjs cjs ts tsx jsx rs go py rb java kt c h cpp hpp cs php swift sh bash sql html htm css scss json jsonl ndjson yaml yml toml xml tf ipynb",
  data: "parquet avro orc arrow feather db sqlite sqlite3 npy h5 pmtiles",
  image: "png jpg jpeg gif webp avif svg bmp ico tif tiff heic",
  pdf: "pdf",
  table: "csv tsv xls xlsx ods",
  text: "txt md markdown rst log ini conf cfg env tex doc docx odt rtf",
  video: "mp4 m4v webm mov mkv avi ogv mpg mpeg",
};

const kinds = new Map<string, Kind>(
  Object.entries(endings).flatMap(([kind, names]) =>
    names.split(" ").map((name) => [name, kind as Kind] as const),
  ),
);

/** The kind of a key. A key that ends in `/` is a folder. */
export function kindOf(key: string): Kind {
  if (key.endsWith("/")) return "folder";
  const name = key.slice(key.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return (dot > 0 && kinds.get(name.slice(dot + 1).toLowerCase())) || "file";
}
