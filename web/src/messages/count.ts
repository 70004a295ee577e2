// Numbers, and how many there are of something.
import { language, locale } from "./language";

/** By `Intl.PluralRules`: which word fits which number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(locale);

/** The word that fits a number. */
export function plural(count: number, forms: Forms): string {
  return forms[rules.select(count)] ?? forms.other;
}

/** A number as it is written: `12,345`. */
export function number(count: number): string {
  return numbers.format(count);
}

/** A number with the word that fits it: `1 object`, `12,345 objects`. */
export function counted(count: number, one: string, other: string): string {
  return `${number(count)} ${plural(count, { one, other })}`;
}
