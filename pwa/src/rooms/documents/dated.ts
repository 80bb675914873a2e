/** The day a document is of, as its file says it: its name first, which a person wrote or kept, then what wrote the PDF. Proposed, never more. */
import { localDay } from "../../i18n/dates";

export interface Dated {
  /** YYYY-MM-DD. */
  day: string;
  from: "name" | "pdf";
}

const MONTHS = ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"];
const ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Of each end of the file: what says when it was made lies in its last objects, or its first. */
const LOOKED = 128 * 1024;

/** `today`: nothing later is proposed, nor anything before 1990. */
export async function datedIn(file: File, today: string): Promise<Dated | null> {
  const named = dayInName(file.name, today);
  if (named) return { day: named, from: "name" };
  const ends = [file.slice(0, LOOKED), file.slice(Math.max(LOOKED, file.size - LOOKED))];
  const text = (await Promise.all(ends.map(async (end) => latin(await end.arrayBuffer())))).join("\n");
  const written = dayInPdf(text, today);
  return written ? { day: written, from: "pdf" } : null;
}

/** "CR consultation 12-03-2026.pdf", "20260312_IRM", "lettre du 12 mars 2026". Two days that differ are no day. */
export function dayInName(name: string, today: string): string | null {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const found = new Set<string>();
  for (const [, year, month, day] of plain.matchAll(/(?<!\d)((?:19|20)\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)/g)) keep(found, year!, month!, day!, today);
  for (const [, day, month, year] of plain.matchAll(/(?<!\d)([0-3]?\d)[-_. ]([01]?\d)[-_. ]((?:19|20)\d\d)(?!\d)/g)) keep(found, year!, month!, day!, today);
  for (const [, day, word, year] of plain.matchAll(/(?<!\d)([0-3]?\d)(?:er)?[-_. ]+([a-z]{3,9})\.?[-_. ]+((?:19|20)\d\d)(?!\d)/g)) keep(found, year!, monthOf(word!), day!, today);
  return found.size === 1 ? [...found][0]! : null;
}

/** `text`: of a PDF, a letter a byte. The day is the one where it was written: its own offset is in it. */
export function dayInPdf(text: string, today: string): string | null {
  const [, year, month, day] =
    /\/CreationDate\s*\(D:(\d{4})(\d\d)(\d\d)/.exec(text) ?? /<(?:xmp:CreateDate)>(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? /xmp:CreateDate="(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  const found = new Set<string>();
  if (year) keep(found, year, month!, day!, today);
  return [...found][0] ?? null;
}

function monthOf(word: string): string {
  // « juin » and « juillet » begin alike in English.
  const at = MONTHS.findIndex((month) => word.startsWith(month) || month.startsWith(word));
  const number = at >= 0 ? at : ENGLISH.findIndex((month) => word.startsWith(month));
  return String(number + 1);
}

function keep(found: Set<string>, year: string, month: string, day: string, today: string): void {
  const noon = new Date(Number(year), Number(month) - 1, Number(day), 12);
  if (noon.getMonth() !== Number(month) - 1) return;
  const said = localDay(noon);
  if (said >= "1990-01-01" && said <= today) found.add(said);
}

const latin = (bytes: ArrayBuffer): string => new TextDecoder("latin1").decode(bytes);
