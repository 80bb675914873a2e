/** An entry in words, from the description of its kind. Pure. */
import { exact } from "../../i18n/numbers";
import type { About, Asked } from "./described";
import { isEmpty, type Content, type Shown } from "./entries";

/** The words of each field that says something, in order; a link to an image or to a line of a sheet is no word. */
export function wordsOf(content: Content, about: About, comma: string): string[] {
  const told = content as unknown as Record<string, unknown>;
  return about.fields.filter((one) => one.input !== "item" && !isEmpty(told[one.name])).map((one) => said(one, told[one.name], comma));
}

function said(one: Asked, value: unknown, comma: string): string {
  const choice = one.choices?.find(([key]) => key === value);
  if (choice) return choice[1] ?? "";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "number") {
    const number = exact(value, comma);
    return one.unit ? `${number} ${one.unit}` : one.input === "whole" ? `${one.label} : ${number}`.replace(" :", comma === "." ? ":" : "\u202f:") : number;
  }
  return String(value);
}

/** From when to when, in whole minutes and seconds; null when its end was not noted. */
export function length(one: Shown): { minutes: number; seconds: number } | null {
  if (!one.ended_at) return null;
  const seconds = Math.round((Date.parse(one.ended_at) - Date.parse(one.happened_at)) / 1000);
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

export const imageOf = (content: Content): string | null => (content.kind === "photo" ? content.photo : content.kind === "seizure" ? (content.film ?? null) : null);
