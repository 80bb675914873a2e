/** From what was typed to a line's fields, and back. Nothing is preset: an empty box says nothing. Pure. */
import { exact } from "../../i18n/numbers";
import type { FieldAbout, KindAbout } from "./described";
import type { Fields } from "./lines";

/** By the field's name: as typed; hours as a list. */
export type Typed = Record<string, string | string[]>;

export type Wrong = { needed: true } | { number: true } | { between: [least: number, most: number] } | { phone: true } | { email: true } | { hour: true } | { day: true };

export function typedOf(kind: KindAbout, fields: Fields | null): Typed {
  return Object.fromEntries(kind.fields.map((field) => [field.name, asTyped(field, fields?.[field.name])]));
}

function asTyped(field: FieldAbout, value: unknown): string | string[] {
  if (field.input === "times") return Array.isArray(value) ? value.map(String) : [];
  // Who sees a number is said beforehand, on the screen: no fact about the person is.
  if (value === undefined && field.choices && !field.needed && !field.choices.some(([key]) => key === "not_said")) return field.choices[0]?.[0] ?? "";
  if (value === null || value === undefined || (field.input === "choice" && value === "not_said")) return "";
  return typeof value === "number" ? exact(value, ",") : String(value);
}

/** What is wrong, by field; none: `fields` may be sent. */
export function fieldsOf(kind: KindAbout, typed: Typed): { fields: Fields; wrong: Record<string, Wrong> } {
  const fields: Fields = { kind: kind.tag };
  const wrong: Record<string, Wrong> = {};
  for (const field of kind.fields) {
    const read = readField(field, typed[field.name] ?? "");
    if ("wrong" in read) wrong[field.name] = read.wrong;
    else fields[field.name] = read.value;
  }
  return { fields, wrong };
}

function readField(field: FieldAbout, typed: string | string[]): { value: unknown } | { wrong: Wrong } {
  if (Array.isArray(typed)) return readTimes(typed);
  const text = typed.trim();
  if (!text && field.needed) return { wrong: { needed: true } };
  switch (field.input) {
    case "number":
    case "whole":
      return text ? readNumber(field, text) : { value: null };
    case "day":
      return !text || likely(text) ? { value: text || null } : { wrong: { day: true } };
    case "choice":
      return { value: text || "not_said" };
    case "phone":
    case "email":
      return fits(field, text) ? { value: text } : { wrong: field.input === "phone" ? { phone: true } : { email: true } };
    default:
      return { value: text };
  }
}

/** A year of 0202 is a slip. As the server reads it. */
const likely = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && Number(day.slice(0, 4)) >= 1900 && Number(day.slice(0, 4)) <= new Date().getFullYear() + 100;

const fits = (field: FieldAbout, text: string): boolean => !field.pattern || new RegExp(field.pattern, "u").test(text);

function readTimes(typed: string[]): { value: unknown } | { wrong: Wrong } {
  const hours = typed.filter(Boolean);
  return hours.every((hour) => /^([01]\d|2[0-3]):[0-5]\d$/.test(hour)) ? { value: [...new Set(hours)].sort() } : { wrong: { hour: true } };
}

function readNumber(field: FieldAbout, text: string): { value: unknown } | { wrong: Wrong } {
  const bare = text.replace(/[\s\u202f\u00a0]/g, "");
  const number = /^\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(",", ".")) : NaN;
  if (Number.isNaN(number) || (field.input === "whole" && !Number.isInteger(number))) return { wrong: { number: true } };
  const [least, most] = [field.least ?? 0, field.most ?? Infinity];
  const above = field.input === "whole" ? number >= least : number > least;
  return above && number <= most ? { value: number } : { wrong: { between: [least, most] } };
}

/** A dose beside the one before, of this person alone. Null: nothing to ask. */
export type Jump = "more" | "less" | "unit" | null;

/** Twice as much, half as much, or counted otherwise: asked before it is kept. No other comparison is made, and no advice given. */
export function doseJump(before: Fields | null, now: Fields): Jump {
  const [old, fresh] = [before?.amount, now.amount];
  if (now.kind !== "treatment" || typeof old !== "number" || typeof fresh !== "number") return null;
  const unit = (fields: Fields | null) => String(fields?.unit ?? "").trim().toLowerCase();
  if (unit(before) !== unit(now)) return "unit";
  return fresh >= 2 * old ? "more" : fresh <= old / 2 ? "less" : null;
}
