/**
 * What each section of the sheet asks for: one table, from which every form is drawn. Its keys are the API's own fields: one
 * too many or too few does not compile. Nothing is chosen or filled in beforehand; every word that goes in is the family's.
 */
import type { components } from "../../api/schema";
import { locale } from "../../i18n";
import type { Content, Section } from "./lines";

export type SectionView = components["schemas"]["SectionView"];

/** `short` is one line, `text` several; `kg` a number. A `choice` begins with nothing chosen. */
export interface FieldSpec {
  kind: "short" | "text" | "phone" | "date" | "kg" | "choice";
  needed?: true;
  options?: readonly string[];
  /** Needed as soon as this other field says something. */
  neededWith?: string;
  /** The day it speaks of has already been. */
  past?: true;
}

/** What stands in a form: texts only, "" when nothing is said. */
export type Typed = Record<string, string>;

type FieldsOf<S extends Section> = Exclude<keyof Extract<Content, { section: S }>, "section">;
type Forms = { [S in Section]: Record<FieldsOf<S>, FieldSpec> };

const short = { kind: "short" } as const;
const text = { kind: "text" } as const;
const phone = { kind: "phone" } as const;
const needed = { kind: "short", needed: true } as const;
const words = { text: { kind: "text", needed: true } } as const;
const condition = { name: needed, since: short, note: text } as const;

export const FORMS: Forms = {
  weight: { kg: { kind: "kg", needed: true }, measured_on: { kind: "date", needed: true, past: true } },
  allergies: {
    substance: needed,
    reaction: text,
    severity: short,
    certainty: { kind: "choice", options: ["confirmed", "suspected", "precaution", "not_said"] },
    note: text,
  },
  diagnoses: condition,
  history: condition,
  anaesthesia: words,
  todo: { tone: { kind: "choice", needed: true, options: ["do", "know", "never"] }, title: needed, text },
  treatments: {
    name: needed,
    dose: short,
    form: short,
    way: short,
    schedule: text,
    prescriber: short,
    prescribed_on: { kind: "date", past: true },
    note: text,
  },
  yes_no: { yes: text, no: text, note: text },
  pain: { shows: text, unlike_usual: text, unlike_seizure: text },
  calms: words,
  hearing: words,
  vision: words,
  swallowing: words,
  devices: { name: needed, note: text },
  contacts: { name: needed, relation: short, phone, phone_seen: { kind: "choice", neededWith: "phone", options: ["everyone", "sheet", "me"] } },
  doctor: { name: needed, speciality: short, place: short, phone },
  hospital: { name: needed, phone, note: text },
  directives: words,
};

/** The most characters that the API takes. */
export const LONGEST = { short: 120, text: 600, phone: 30, date: 10, kg: 8, choice: 20 } as const;

/** When nothing was chosen: what the API says by itself. */
const UNCHOSEN: Typed = { certainty: "not_said", phone_seen: "everyone" };

export const isSection = (name: string): name is Section => Object.hasOwn(FORMS, name);

export function fieldsOf(section: Section): [string, FieldSpec][] {
  return Object.entries(FORMS[section]);
}

/** A line as it stands in its form; an empty form without one. */
export function typedFrom(section: Section, content?: Content): Typed {
  const said = (content ?? {}) as unknown as Record<string, unknown>;
  return Object.fromEntries(
    fieldsOf(section).map(([name, { kind }]) => {
      const value = said[name];
      if (value === undefined || value === null) return [name, ""];
      return [name, kind === "kg" && locale === "fr" ? String(value).replace(".", ",") : String(value)];
    }),
  );
}

const number = (typed: string) => Number(typed.trim().replace(",", "."));

/** A form as the line that the API takes. Call `problems` first. */
export function contentFrom(section: Section, typed: Typed): Content {
  const entries = fieldsOf(section).map(([name, { kind }]) => {
    const value = (typed[name] ?? "").trim();
    if (kind === "kg") return [name, number(value)];
    if (kind === "date") return [name, value || null];
    return [name, value || UNCHOSEN[name] || ""];
  });
  return { section, ...Object.fromEntries(entries) } as Content;
}

export interface Sentences {
  required: string;
  notNumber: string;
  notPhone: string;
  future: string;
}

/** What is to be put right before anything is sent, by field. The server looks again. `today`: YYYY-MM-DD. */
export function problems(section: Section, typed: Typed, today: string, say: Sentences): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, { kind, needed: wanted, neededWith, past }] of fieldsOf(section)) {
    const value = (typed[name] ?? "").trim();
    if (!value) {
      if (wanted || (neededWith && typed[neededWith]?.trim())) found[name] = say.required;
    } else if (kind === "kg" && !Number.isFinite(number(value))) found[name] = say.notNumber;
    else if (kind === "phone" && !/^\+?[0-9][0-9 .()-]{1,28}[0-9]$/.test(value)) found[name] = say.notPhone;
    else if (past && value > today) found[name] = say.future;
  }
  return found;
}

/** The same words, whatever the spaces around them. */
export function sameLine(section: Section, typed: Typed, content: Content): boolean {
  const plain = (one: Content) => JSON.stringify(Object.values(typedFrom(section, one)).map((value) => value.replace(/\s+/g, " ").trim()));
  return plain(contentFrom(section, typed)) === plain(content);
}
