// Why a name cannot be one in S3.
import { t } from "../messages/files";
import { KEY_MAX, keyBytes } from "../transfer/item";

/** A sentence, or null when the name is fine. S3 takes nearly anything. */
export function problemOf(prefix: string, name: string, isFolder: boolean): string | null {
  if (name === "") return t.nameNeeded;
  if (isFolder && (name.startsWith("/") || name.endsWith("/") || name.includes("//"))) {
    return t.noNameBetween;
  }
  if (!isFolder && name.endsWith("/")) return t.foldersName;
  const bytes = keyBytes(prefix + name + (isFolder ? "/" : ""));
  if (bytes > KEY_MAX) return t.tooLong(bytes, KEY_MAX);
  return null;
}
