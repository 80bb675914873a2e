/** Sizes as people say them: "640 Ko", "61 Mo", "1,4 Go". */
import { locale } from "./index";

const UNITS = { fr: ["Ko", "Mo", "Go"], en: ["KB", "MB", "GB"] } as const;
const NARROW = "\u202f";

/** Bytes, in the decimal units that phones show. */
export function sizeName(bytes: number): string {
  const power = bytes >= 999_500_000 ? 3 : bytes >= 999_500 ? 2 : 1;
  const value = bytes / 1000 ** power;
  const text = value.toLocaleString(locale, { maximumFractionDigits: power === 3 && value < 10 ? 1 : 0 });
  return `${text}${locale === "fr" ? NARROW : "\u00a0"}${UNITS[locale][power - 1]}`;
}
