/** `one` for the locale's singular (in French 0 and 1), `many` otherwise. Locale by the page's language. */
export function plural(count: number, one: string, many: string): string {
  return new Intl.PluralRules(document.documentElement.lang || "fr").select(count) === "one" ? one : many;
}

/** "Anne, Marc et Karim". */
export function listing(words: string[]): string {
  return new Intl.ListFormat(document.documentElement.lang || "fr", { type: "conjunction" }).format(words);
}
