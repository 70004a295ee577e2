// The language of the page: the one that was chosen, else the first of the browser's that it speaks.
import { recall, remember } from "../util/remembered";

/** What the page speaks, each by its own name. */
export const languages = { en: "English", de: "Deutsch" };

export type Language = keyof typeof languages;

const isKnown = (name: string | null | undefined): name is Language =>
  typeof name === "string" && Object.hasOwn(languages, name);

const baseOf = (tag: string) => tag.toLowerCase().split("-")[0];

/** What the page speaks until it is loaded anew. */
export const language = chosen();

/** That of the browser's settings in this language, such as `en-GB`: for numbers and dates. */
export const locale = navigator.languages.find((tag) => baseOf(tag) === language) ?? language;

/** Which way it is written. */
export const direction = ["ar", "fa", "he", "ur"].includes(language) ? "rtl" : "ltr";

function chosen(): Language {
  const remembered = recall("browser", "language");
  if (isKnown(remembered)) return remembered;
  return navigator.languages.map(baseOf).find(isKnown) ?? "en";
}

/** The page in another language, from now on, where it is. */
export function chooseLanguage(wanted: Language): void {
  remember("browser", "language", wanted);
  window.location.reload();
}
