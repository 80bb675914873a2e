/**
 * What each section of the sheet asks for: one table, from which every form is drawn. Its keys are the API's own fields: one
 * too many or too few does not compile. Nothing is chosen or filled in beforehand; every word that goes in is the family's.
 */
import type { Content, Section } from "./lines";

/** `short` is one line, `text` several. A `choice` begins with nothing chosen. */
export interface FieldSpec {
  kind: "short" | "text" | "phone" | "choice";
  needed?: true;
  options?: readonly string[];
}

/** What stands in a form: texts only, "" when nothing is said. */
export type Typed = Record<string, string>;

/** Those that are written on this sheet alone; the others are drawn from the sheets and the measurements. */
export type Own = "anaesthesia" | "todo" | "yes_no" | "pain" | "calms" | "hearing" | "vision" | "swallowing" | "hospital" | "directives";

type FieldsOf<S extends Section> = Exclude<keyof Extract<Content, { section: S }>, "section">;
type Forms = { [S in Own]: Record<FieldsOf<S>, FieldSpec> };

const text = { kind: "text" } as const;
const phone = { kind: "phone" } as const;
const needed = { kind: "short", needed: true } as const;
const words = { text: { kind: "text", needed: true } } as const;

export const FORMS: Forms = {
  anaesthesia: words,
  todo: { tone: { kind: "choice", needed: true, options: ["do", "know", "never"] }, title: needed, text },
  yes_no: { yes: text, no: text, note: text },
  pain: { shows: text, unlike_usual: text, unlike_seizure: text },
  calms: words,
  hearing: words,
  vision: words,
  swallowing: words,
  hospital: { name: needed, phone, note: text },
  directives: words,
};

/** The most characters that the API takes. */
export const LONGEST = { short: 120, text: 600, phone: 30, choice: 20 } as const;

export const isOwn = (name: string): name is Own => Object.hasOwn(FORMS, name);

export function fieldsOf(section: Own): [string, FieldSpec][] {
  return Object.entries(FORMS[section]);
}

/** A line as it stands in its form; an empty form without one. */
export function typedFrom(section: Own, content?: Content): Typed {
  const said = (content ?? {}) as unknown as Record<string, unknown>;
  return Object.fromEntries(fieldsOf(section).map(([name]) => [name, String(said[name] ?? "")]));
}

/** A form as the line that the API takes. Call `problems` first. */
export function contentFrom(section: Own, typed: Typed): Content {
  return { section, ...Object.fromEntries(fieldsOf(section).map(([name]) => [name, (typed[name] ?? "").trim()])) } as Content;
}

export interface Sentences {
  required: string;
  notPhone: string;
}

/** What is to be put right before anything is sent, by field. The server looks again. */
export function problems(section: Own, typed: Typed, say: Sentences): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, { kind, needed: wanted }] of fieldsOf(section)) {
    const value = (typed[name] ?? "").trim();
    if (!value) {
      if (wanted) found[name] = say.required;
    } else if (kind === "phone" && !/^\+?[0-9][0-9 .()-]{1,28}[0-9]$/.test(value)) found[name] = say.notPhone;
  }
  return found;
}

/** The same words, whatever the spaces around them. */
export function sameLine(section: Own, typed: Typed, content: Content): boolean {
  const plain = (one: Content) => JSON.stringify(Object.values(typedFrom(section, one)).map((value) => value.replace(/\s+/g, " ").trim()));
  return plain(contentFrom(section, typed)) === plain(content);
}
