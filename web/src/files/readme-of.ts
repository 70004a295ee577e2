// Which file says what a folder is for.
import type { Rows } from "../listing/rows";
import { indexOf } from "../listing/selection";

const names = ["README.md", "Readme.md", "readme.md", "README.txt", "readme.txt"];

/** The key of the README among the rows; null without one. */
export function readmeOf(rows: Rows, prefix: string): string | null {
  return names.map((name) => prefix + name).find((key) => indexOf(rows, key) >= 0) ?? null;
}
