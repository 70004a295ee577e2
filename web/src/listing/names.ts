// Names as they are shown: what cannot be seen is made visible, and nothing is tidied away.

/** A piece of a name. A mark stands for what would not be seen. */
export interface Part {
  text: string;
  /** `edge`: a space at an end of the name. `code`: a character without a shape, by its number. */
  mark?: "edge" | "code";
}

// Controls, format characters (directions, joiners, byte order marks), line ends, private use and
// unpaired surrogates; letters that are blank by definition; spaces of other widths.
const unseen =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/u;
const pictures =
  /(\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)+)/u;

/** What stands where a name has no character at all, as in `a//b`. */
export const emptyName = "(empty name)";

/** A name in pieces. Joined, the pieces without marks are the name itself. */
export function partsOf(name: string): Part[] {
  if (name === "") return [{ text: emptyName, mark: "code" }];
  const start = /^ */.exec(name)?.[0].length ?? 0;
  const end = start === name.length ? start : name.trimEnd().length;
  const tail = name.slice(end);
  // Only plain spaces are edges; other blanks are told by their number.
  const rear = /^ *$/.test(tail) ? end : name.length;
  const parts: Part[] = [];
  if (start > 0) parts.push({ text: "␠".repeat(start), mark: "edge" });
  if (rear > start) parts.push(...middle(name.slice(start, rear)));
  if (rear < name.length) parts.push({ text: "␠".repeat(name.length - rear), mark: "edge" });
  return parts;
}

/** The same as one string: for titles, messages and screen readers. */
export function displayName(name: string): string {
  return partsOf(name)
    .map((part) => part.text)
    .join("");
}

/** What is odd about a name, in a sentence; empty when nothing is. */
export function oddity(name: string): string {
  if (name === "") return "The name is empty.";
  const parts = partsOf(name);
  const said = [];
  if (parts[0]?.mark === "edge") said.push("The name begins with a space.");
  if (parts.length > 1 && parts.at(-1)?.mark === "edge") said.push("The name ends in a space.");
  if (parts.some((part) => part.mark === "code")) said.push("The name has characters that cannot be seen.");
  return said.join(" ");
}

/** Cuts a name before its ending, for a label that shortens in the middle. */
export function cutAtEnding(name: string): [stem: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 && name.length - dot <= 8 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

function middle(text: string): Part[] {
  if (!unseen.test(text)) return [{ text }];
  const parts: Part[] = [];
  for (const piece of text.split(pictures)) {
    // The joiners within one picture are what makes it one.
    if (pictures.test(piece)) add(parts, piece);
    else for (const char of piece) add(parts, char, unseen.test(char));
  }
  return parts;
}

function add(parts: Part[], text: string, hidden = false): void {
  const last = parts.at(-1);
  if (hidden) parts.push({ text: escape(text), mark: "code" });
  else if (last && !last.mark) last.text += text;
  else parts.push({ text });
}

function escape(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
