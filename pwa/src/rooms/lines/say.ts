/** A line in words: what it is called, what counts first, then each thing with its name. Pure; no word here is ours but the field's own. */
import { exact } from "../../i18n/numbers";
import type { FieldAbout, KindAbout } from "./described";
import type { Fields } from "./lines";

/** How values are said where the reader is. `day`: of `YYYY-MM-DD`. `hour`: of `08:30`. */
export interface Saying {
  day: (day: string) => string;
  hour: (hour: string) => string;
  comma: string;
}

/** What a card says in one line, field after field; `|` begins another line, `~` says the field's name before it. */
const LEADS: Record<string, string> = {
  right: "by ~since ~until",
  card: "~until number",
  insurance: "number ~until",
  file_number: "number",
  living: "text",
  support: "role when",
  relative: "relation phone",
  professional: "speciality structure | phone",
  hospital: "ward | phone",
  school: "teacher | hours",
  arrangement: "text | ~until",
  treatment: "amount dose form way | times schedule",
  activity: "how | help",
  other_activity: "how | help",
  device: "what model size | how",
  adaptation: "~since",
  diagnosis: "~since ~by",
  history: "since",
  classification: "~level assistance | ~rated_on rater",
  pain_sign: "text",
  pain_words: "text",
  pain_film: "film",
  allergy: "reaction | severity certainty ~since",
};
/** Said with another: « 5 mg », never « 5 », « mg ». */
const UNITS: Record<string, string> = { amount: "unit" };
/** Nothing to read: it says who may read something else. */
const SILENT = new Set(["phone_seen"]);

const empty = (value: unknown): boolean => value === undefined || value === null || value === "" || value === "not_said" || (Array.isArray(value) && value.length === 0);

/** One value as it is read; empty when nothing was said. */
export function valueWords(field: FieldAbout, fields: Fields, say: Saying): string {
  const value = fields[field.name];
  if (empty(value)) return "";
  if (field.choices) return field.choices.find(([key]) => key === value)?.[1] ?? "";
  if (field.input === "item") return field.unit ?? "";
  if (field.input === "day") return say.day(String(value));
  if (field.input === "times") return (value as string[]).map(say.hour).join(", ");
  if (typeof value === "number") {
    const unit = field.unit ?? String(fields[UNITS[field.name] ?? ""] ?? "");
    return `${exact(value, say.comma)}${unit && `\u202f${unit}`}`;
  }
  return String(value);
}

/** Of a fixed place, the place's own name. */
export function titleOf(kind: KindAbout, place: string, fields: Fields, say: Saying): string {
  const slot = kind.slots.find(([name]) => name === place)?.[1];
  if (slot) return slot;
  return kind.title
    .map((name) => valueWords(fieldOf(kind, name), fields, say))
    .filter(Boolean)
    .join(" · ");
}

const fieldOf = (kind: KindAbout, name: string): FieldAbout => kind.fields.find((one) => one.name === name)!;

/** Inside a sentence; « II » and « PAI » stay as they are. */
const small = (words: string): string => words.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase());

export interface InWords {
  lead: string[];
  rest: { label: string; words: string }[];
}

/** `lead`: lines without a name. `rest`: everything else that was said, each under its name. */
export function inWords(kind: KindAbout, fields: Fields, say: Saying): InWords {
  const leads = (LEADS[kind.tag] ?? "").split("|").map((part) => part.trim().split(" ").filter(Boolean));
  const told = new Set([...leads.flat().map((name) => name.replace("~", "")), ...Object.values(UNITS), ...SILENT, ...(kind.slots.length ? [] : kind.title)]);
  const lead = leads.map((names) =>
    names
      .map((name) => {
        const field = fieldOf(kind, name.replace("~", ""));
        const words = valueWords(field, fields, say);
        if (fields[field.name] === "unknown") return `${small(field.label)}\u202f: ${small(words)}`;
        return words && name.startsWith("~") ? `${small(field.label)} ${words}` : field.choices ? small(words) : words;
      })
      .filter(Boolean)
      .join(", "),
  );
  const rest = kind.fields.filter((field) => !told.has(field.name)).map((field) => ({ label: field.label, words: valueWords(field, fields, say) }));
  return { lead: lead.filter(Boolean).map((line) => line.charAt(0).toUpperCase() + line.slice(1)), rest: rest.filter(({ words }) => words) };
}

/** All of it, one thing a line: to compare two versions, and to be copied. */
export function plain(kind: KindAbout, fields: Fields, say: Saying): string {
  const all = kind.fields.filter(({ name }) => !SILENT.has(name) && !Object.values(UNITS).includes(name));
  return all.flatMap((field) => {
    const words = valueWords(field, fields, say);
    return words ? [`${field.label}\u202f: ${words}`] : [];
  }).join("\n");
}

/** What is over: kept, and read last. */
export const over = (fields: Fields | null | undefined): boolean => !empty(fields?.stopped_on) || !empty(fields?.returned_on);

/** A severe reaction is read before any other. */
export const first = (fields: Fields | null | undefined): number => (fields?.severity === "severe" ? 0 : 1);
