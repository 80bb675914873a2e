import { locale } from "./index";

/** `one` for the language's singular (in French 0 and 1), `many` otherwise. `Intl.PluralRules` says the same, too slowly for a first screen. */
export function plural(count: number, one: string, many: string): string {
  return (locale === "fr" ? Math.abs(count) < 2 : count === 1) ? one : many;
}

/** "Anne, Marc et Karim". */
export function listing(words: string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(words);
}
