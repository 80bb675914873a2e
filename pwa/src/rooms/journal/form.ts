/** What is typed of an entry: from an entry or from nothing, checked, and made an entry again. Pure. */
import type { About } from "./described";
import { isEmpty, type Content, type Kind, type Shown } from "./entries";
import { corrected, hourOf, hoursOf, lastAt, momentNear, moments, type Moments } from "./moments";
import type { Meant } from "./takings";

export interface Typed {
  /** "HH:MM", or empty. */
  began: string;
  ended: string;
  /** What `began` was when the form opened: the hour of then, typed by nobody. */
  offered?: string;
  /** Numbers as they are typed. */
  values: Record<string, string | string[] | null>;
}

export function typedOf(entry: Shown, comma: string): Typed {
  const values: Typed["values"] = {};
  for (const [name, value] of Object.entries(entry.content)) {
    if (name !== "kind" && !isEmpty(value)) values[name] = typeof value === "number" ? String(value).replace(".", comma) : (value as string | string[]);
  }
  return { ...hoursOf(entry.content.kind, entry), values };
}

/** Of a new entry: now, on the day of now, where a moment is what is asked; a night is asked for. */
export function fresh(kind: Kind, isToday: boolean, now: Date, values: Typed["values"] = {}): Typed {
  const began = isToday && kind !== "sleep" ? hourOf(now) : "";
  return { began, ended: "", offered: began, values };
}

/** A draft that was found, under what was tapped to open the form: the tap wins, and an hour that nobody typed is the one of now. */
export function recovered(kept: Typed, begun: Typed): Typed {
  const values = { ...kept.values, ...begun.values };
  if (begun.values.seen === "none") delete values.signs;
  if (!isEmpty(begun.values.signs) && values.seen === "none") delete values.seen;
  return { ...kept, began: kept.began === kept.offered ? begun.began : kept.began, offered: begun.offered, values };
}

/** Under which a draft is kept on the phone: numbers, an hour and CS3's own words, never what a person wrote (`docs/storage.md`). */
export function draftName(carnet: string, day: string, kind: Kind, preset: Typed["values"], entry?: string): string {
  const told = kind === "treatment" ? [preset.line, preset.due, preset.line ? preset.outcome : ""] : [];
  return `journal/${carnet}/${entry ?? [day, kind, ...told].filter(Boolean).join("-")}`;
}

export type Fault = { field: string; why: "needsTime" | "needsOne" | "number" | "coming" | "noneAndSigns" | "trained" | "between"; least?: number; most?: number };
export interface Made extends Moments {
  content: Content;
}

/** `number`: "12,5" as 12.5; NaN when it is none. */
export const number = (text: string): number => (/^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(",", ".")) : NaN);

/** `at`: moments that are exact already (the timer's), instead of the hours. `known`: those of the entry that is corrected. `meant`: the
 * hour that a dose was for. */
export interface Known {
  at?: Moments;
  known?: Moments;
  meant?: Meant | null;
  /** When the form was opened: of that moment is an hour that nobody touched, however long it stays open. */
  opened?: Date;
}

/** When it was, by what was typed. */
export function when(kind: Kind, typed: Typed, day: string, now: Date, { at, known, meant, opened = now }: Known): Moments | null {
  if (at) return at;
  if (meant && typed.began) {
    // An hour that was not touched keeps its exact moment, or is the one at which the form was opened.
    if (known && typed.began === hourOf(known.happened_at)) return { happened_at: known.happened_at, ended_at: null };
    const asked = !known && typed.began === typed.offered;
    const found = asked ? lastAt(typed.began, opened) : momentNear(meant, typed.began, now, known && new Date(known.happened_at));
    if (found) return { happened_at: found.toISOString(), ended_at: null };
  }
  return known ? corrected(kind, known, typed.began, typed.ended) : moments(kind, day, typed.began, typed.ended, now);
}

export function made(about: About, typed: Typed, day: string, now: Date, moment: Known = {}): Made | Fault {
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
  const times = when(about.kind, typed, day, now, moment);
  if (!times) return { field: "began", why: "needsTime" };
  if (Date.parse(times.happened_at) > now.getTime() + 60_000) return { field: "began", why: "coming" };
  if (times.ended_at && Date.parse(times.ended_at) > now.getTime() + 60_000) return { field: "ended", why: "coming" };
  return { content: content as Content, ...times };
}
