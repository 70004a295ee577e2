// What an editor sends to S3: over exactly what was read, or where nothing is.
import { putObject, rewriteObject, showProperties } from "../api/objects";
import { checksumOf } from "../transfer/checksum";
import type { Stored } from "../api/types";
import type { Place } from "./stored";
import { type Text, bytesOf } from "./text";

/** Writes over the object of this ETag, and keeps all that S3 knows of it: or all but its tags. Gives
 * the ETag it has then. */
export async function saveOver(place: Place, text: Text, etag: string, dropTags = false): Promise<string> {
  const { connection, bucket, key } = place;
  const body = new Blob([bytesOf(text)]);
  const checksum = await checksumOf(body);
  const keep = dropTags ? "all-but-tags" : "all";
  return etagOf(place, await rewriteObject(connection, bucket, key, body, { etag, checksum, keep }));
}

/** Writes a new object; fails with `conflict` when there is one. */
export async function saveNew(place: Place, text: Text, type = typeOf(place.key)): Promise<string> {
  const { connection, bucket, key } = place;
  const body = new Blob([bytesOf(text)], { type });
  return etagOf(place, await putObject(connection, bucket, key, body, { checksum: await checksumOf(body) }));
}

/** Some stores do not tell it with the answer. */
async function etagOf({ connection, bucket, key }: Place, stored: Stored): Promise<string> {
  return stored.etag ?? (await showProperties(connection, bucket, key)).etag ?? "";
}

const types: Record<string, string> = {
  css: "text/css",
  csv: "text/csv",
  htm: "text/html",
  html: "text/html",
  js: "text/javascript",
  json: "application/json",
  md: "text/markdown",
  mjs: "text/javascript",
  svg: "image/svg+xml",
  toml: "application/toml",
  tsv: "text/tab-separated-values",
  xml: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
};

/** What a new file is said to be, by the ending of its name. */
export function typeOf(key: string): string {
  const name = key.slice(key.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  const type = Object.hasOwn(types, ending) ? types[ending]! : "text/plain";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
