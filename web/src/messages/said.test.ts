import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { book, said } from "./de/said";

const crates = join(import.meta.dirname, "../../../crates");

/** Code of the server, without its tests. */
function sources(crate: string): string[] {
  const root = join(crates, crate, "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".rs") && !/tests/.test(name))
    .map((name) => readFileSync(join(root, name), "utf8").split("#[cfg(test)]")[0] ?? "");
}

/** The texts in it, with `{}` for what is put in. */
function texts(crate: string): string[] {
  return sources(crate).flatMap((code) =>
    [...code.replaceAll(/^\s*\/\/.*$/gm, "").matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text = ""]) =>
      text
        .replaceAll(/\\(["\\])/g, "$1")
        .replaceAll("{{", "{")
        .replaceAll("}}", "}")
        .replaceAll(/\{[a-zA-Z_]*(?::\?)?\}/g, "{}"),
    ),
  );
}

/** Put together of words that are sentences of their own in German. */
const pieced = /^The rules of the bucket \{\} let pages of|^The clock of this server is \{\} seconds/;

test("every sentence of the server has one in German", () => {
  const sentences = ["server", "storage"]
    .flatMap(texts)
    .filter((text) => /^(?:[A-Z]|\{\} )[^]* [^]*[.?]$/.test(text));
  expect(sentences.length).toBeGreaterThan(100);
  expect([...new Set(sentences)].filter((one) => said(one) === one && !pieced.test(one))).toEqual([]);
});

test("nothing is translated that the server does not say", () => {
  const all = new Set(["server", "storage", "roles"].flatMap(texts));
  const parts = [...all].join("\n");
  const known = (english: string) =>
    all.has(english) ||
    parts.includes(english.split(/\{\}|s3:\/\//).find((piece) => piece !== "") ?? english);
  expect(Object.keys(book).filter((english) => !known(english))).toEqual([]);
});

test.each([
  [
    "AWS knows us as {} in the role {}.",
    "AWS knows us as ada in the role files.",
    "AWS kennt uns als ada in der Rolle files.",
  ],
  ["a whole sentence", "It was deleted.", "Es wurde gelöscht."],
  [
    "signs that mean something elsewhere",
    "A { in this pattern has no }.",
    "Einem { in diesem Muster fehlt das }.",
  ],
  [
    "values in another order",
    "files does not trust wardrobe with the external id x-1. An administrator of account 1 has to add this statement to its trust policy. If it is there, a condition of that policy is not met, such as another external id or a code of an MFA device; and AWS may have left out that wardrobe itself is not allowed to, for which the second statement is.",
    "files vertraut wardrobe mit der External-ID x-1 nicht. Ein Administrator des Kontos der Rolle muss ihre Vertrauensrichtlinie um diese Anweisung ergänzen. Steht sie schon da, so ist eine Bedingung dieser Richtlinie nicht erfüllt, etwa eine andere External-ID oder ein Code eines MFA-Geräts; und vielleicht sagt AWS nicht, dass wardrobe es selbst nicht darf, wofür die zweite Anweisung ist.",
  ],
  [
    "a line break in a value",
    "There is nothing in the folder a\nb/ any more.",
    "Im Ordner a\nb/ ist nichts mehr.",
  ],
  ["what looks like a place for a value in one", "You have not opened {2}.", "Sie haben {2} nicht geöffnet."],
  ["what every object has", "constructor", "constructor"],
  ["words of AWS that begin as a step does", "Read timeout on endpoint.", "Read timeout on endpoint."],
  ["what nobody has translated", "The moon is full.", "The moon is full."],
])("%s", (_, english, german) => expect(said(english)).toBe(german));
