/** What is typed of an entry: from an entry or from nothing, checked, and made an entry again. Pure. */
import type { About } from "./described";
import { isEmpty, moments, type Content, type Kind, type Shown } from "./entries";

export interface Typed {
  /** "HH:MM", or empty. */
  began: string;
  ended: string;
  /** Numbers as they are typed. */
  values: Record<string, string | string[] | null>;
}

export const hourOf = (moment: string | Date): string => {
  const at = new Date(moment);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
};

export function typedOf(entry: Shown, comma: string): Typed {
  const values: Typed["values"] = {};
  for (const [name, value] of Object.entries(entry.content)) {
    if (name !== "kind" && !isEmpty(value)) values[name] = typeof value === "number" ? String(value).replace(".", comma) : (value as string | string[]);
  }
  return { began: hourOf(entry.happened_at), ended: entry.ended_at ? hourOf(entry.ended_at) : "", values };
}

/** Of a new entry: now, on the day of now, where a moment is what is asked; a night is asked for. */
export const fresh = (kind: Kind, isToday: boolean, now: Date): Typed => ({ began: isToday && kind !== "sleep" ? hourOf(now) : "", ended: "", values: {} });

export type Fault = { field: string; why: "needsTime" | "needsOne" | "number" | "coming" | "noneAndSigns" | "trained" | "between"; least?: number; most?: number };
export interface Made {
  content: Content;
  happened_at: string;
  ended_at: string | null;
}

/** `number`: "12,5" as 12.5; NaN when it is none. */
export const number = (text: string): number => (/^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(",", ".")) : NaN);

/** `at`: moments that are exact already (the timer's), instead of the hours. */
export function made(about: About, typed: Typed, day: string, now: Date, at?: { happened_at: string; ended_at: string | null }): Made | Fault {
  const content: Record<string, unknown> = { kind: about.kind };
  for (const one of about.fields) {
    const value = typed.values[one.name];
    if (isEmpty(value) || (typeof value === "string" && !value.trim())) {
      if (one.needed) return { field: one.name, why: "needsOne" };
      continue;
    }
    if (one.input === "number" || one.input === "whole") {
      const told = number(String(value));
      if (Number.isNaN(told) || (one.input === "whole" && !Number.isInteger(told))) return { field: one.name, why: "number" };
      if ((one.least !== undefined && told < one.least) || (one.most !== undefined && told > one.most)) return { field: one.name, why: "between", least: one.least ?? 0, most: one.most };
      content[one.name] = told;
    } else content[one.name] = typeof value === "string" ? value.trim() : value;
  }
  const timed = about.kind === "sleep" || about.kind === "seizure";
  if (!timed && Object.keys(content).length === 1) return { field: about.fields[0]?.name ?? "", why: "needsOne" };
  if (content.seen === "none" && !isEmpty(content.signs)) return { field: "signs", why: "noneAndSigns" };
  if ((content.flacc !== undefined || content.dess !== undefined) && content.trained !== "yes") return { field: "trained", why: "trained" };
  const when = at ?? moments(about.kind, day, typed.began, typed.ended, now);
  if (!when) return { field: "began", why: "needsTime" };
  if (Date.parse(when.happened_at) > now.getTime() + 60_000) return { field: "began", why: "coming" };
  if (when.ended_at && Date.parse(when.ended_at) > now.getTime() + 60_000) return { field: "ended", why: "coming" };
  return { content: content as Content, ...when };
}
