// What the page says, in the language of whoever reads it.
import type * as German from "./de";
import * as english from "./en";
import { direction, language } from "./language";

/** What is said from the first moment on. Unset until the page speaks, so that nothing is said in a wrong
 * language: it is asked for where something is shown, never while a module loads. */
export let m: typeof english;

let other: typeof German | undefined;

/** Fetches the chosen language. English is at hand. */
export async function speak(): Promise<void> {
  if (language === "de") other = await import("./de").catch(() => undefined);
  m = other ?? english;
  document.documentElement.lang = other ? language : "en";
  document.documentElement.dir = direction;
}

/** What a part of the page that comes later says: `inEnglish` unless another language was fetched. */
export function later<Part extends keyof typeof German>(
  part: Part,
  inEnglish: (typeof German)[Part],
): (typeof German)[Part] {
  if (!m) throw new Error(`${part} came before the page spoke`);
  return other?.[part] ?? inEnglish;
}
