// Why a name cannot be one in S3.
import { KEY_MAX, keyBytes } from "../transfer/item";

/** A sentence, or null when the name is fine. S3 takes nearly anything. */
export function problemOf(prefix: string, name: string, isFolder: boolean): string | null {
  if (name === "") return "A name is needed.";
  if (isFolder && (name.startsWith("/") || name.endsWith("/") || name.includes("//"))) {
    return "A folder between two slashes would have no name.";
  }
  if (!isFolder && name.endsWith("/")) return "A name that ends in a slash would be a folder's.";
  const bytes = keyBytes(prefix + name + (isFolder ? "/" : ""));
  if (bytes > KEY_MAX) return `With its folders this is ${bytes} bytes long; S3 takes ${KEY_MAX}.`;
  return null;
}
