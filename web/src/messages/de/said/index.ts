// What the server says, in German. It speaks English alone: sentence by sentence, what stands in `{}` is its own.
import { check } from "./check";
import { helps } from "./helps";
import { server } from "./server";
import { signIn } from "./sign-in";

export { remedy } from "./remedy";

export const book: Record<string, string> = { ...server, ...signIn, ...check, ...helps };

type Pattern = [pattern: RegExp, german: string];

/** The more of it stands firm, the sooner a sentence is looked at: `AWS knows us as {}.` fits more than one. */
const patterns = (): Pattern[] =>
  Object.entries(book)
    .filter(([english]) => english.includes("{}"))
    .toSorted(([one], [other]) => firm(other) - firm(one))
    .map(([english, german]) => [patternOf(english), german]);

const firm = (english: string) => english.replaceAll("{}", "").length;

const patternOf = (english: string) => {
  const pieces = english.split("{}").map((piece) => piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`^${pieces.join("(.+?)")}$`, "s");
};

let known: Pattern[] | undefined;

/** The same in German; what is not known stays as it is. */
export function said(english: string): string {
  if (Object.hasOwn(book, english)) return book[english] ?? english;
  known ??= patterns();
  for (const [pattern, german] of known) {
    const found = pattern.exec(english);
    if (found) return filled(german, found.slice(1));
  }
  return english;
}

/** `{}` is the next value, and `{2}` the second. */
function filled(german: string, values: string[]): string {
  let next = 0;
  return german.replaceAll(
    /\{(\d*)\}/g,
    (_, number: string) => values[number ? Number(number) - 1 : next++] ?? "",
  );
}
