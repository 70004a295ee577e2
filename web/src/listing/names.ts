// Names as they are shown: what cannot be seen is made visible, and nothing is tidied away.

import { m } from "../messages";

/** A piece of a name. A mark stands for what would not be seen. */
export interface Part {
  text: string;
  isMark?: boolean;
}

// Controls, format characters (directions, joiners, byte order marks), line ends, private use and
// unpaired surrogates; letters that are blank by definition; spaces of other widths.
const unseen = new RegExp(
  String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]|[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800]|(?! )\p{Zs}`,
  "u",
);
const picture = String.raw`\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?`;
const pictures = new RegExp(`(${picture}(?:\\u200d${picture})+)`, "u");

/** Names of which nothing has to be made visible: most of them. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/;

/** A name in pieces. Joined, the pieces that are no marks are the name without what is not seen. */
export function partsOf(name: string): Part[] {
  if (plain.test(name)) return [{ text: name }];
  // As in `a//b`.
  if (name === "") return [{ text: m.names.empty, isMark: true }];
  const [, start = "", middle = "", end = ""] = /^( *)(.*?)( *)$/su.exec(name) ?? [];
  const edge = (spaces: string) => (spaces === "" ? [] : [{ text: "␠".repeat(spaces.length), isMark: true }]);
  return [...edge(start), ...inner(middle), ...edge(end)];
}

/** The same as one string: for titles, messages and screen readers. */
export function displayName(name: string): string {
  return partsOf(name)
    .map((part) => part.text)
    .join("");
}

/** What is odd about a name, in a sentence; empty when nothing is. */
export function oddity(name: string): string {
  if (plain.test(name)) return "";
  if (name === "") return m.names.isEmpty;
  const said = [];
  if (name.startsWith(" ")) said.push(m.names.beginsWithSpace);
  if (name.endsWith(" ") && name.trim() !== "") said.push(m.names.endsInSpace);
  if (inner(name).some((part) => part.isMark)) said.push(m.names.unseen);
  return said.join(" ");
}

function inner(text: string): Part[] {
  if (text === "") return [];
  if (!unseen.test(text)) return [{ text }];
  const found: Part[] = [];
  for (const part of text.split(pictures)) {
    // The joiners within one picture are what makes it one.
    if (pictures.test(part)) add(found, part, false);
    else for (const char of part) add(found, char, unseen.test(char));
  }
  return found;
}

function add(found: Part[], text: string, isMark: boolean): void {
  const last = found.at(-1);
  if (isMark) found.push({ text: escape(text), isMark: true });
  else if (last && !last.isMark) last.text += text;
  else found.push({ text });
}

function escape(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
