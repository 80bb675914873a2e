/** A day's entries as the phone knows them: what the server holds, and over it what was noted here and has not left yet. Pure. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type JournalView = Schemas["JournalView"];
export type EntryView = Schemas["EntryView"];
export type Content = EntryView["content"];
export type Kind = Content["kind"];
export type Tracking = Schemas["Tracking"];
export type Due = Schemas["Due"];
export type Alert = Schemas["Alert"];
export type Rule = Alert["rule"];
export type DaySummary = Required<Schemas["DaySummary"]>;
export type Glance = Omit<Schemas["Glance"], "days"> & { days: DaySummary[] };
export type EntryHistory = Schemas["EntryHistory"];

/**
 * Something on its way from this phone. Times are ISO 8601. `asks`: the server wants a yes; `failed`: it said no, with `code`. `check`: yes, a
 * dose that was kept without the question is what was given. `offline`: noted without a network. `back`: the note was taken away, and comes
 * back with what is written here.
 */
export interface Waiting {
  id: string;
  carnet: string;
  entry: string;
  act: "write" | "remove" | "restore" | "check";
  content?: Content;
  happened_at?: string;
  ended_at?: string | null;
  noted_at: string;
  confirmed?: boolean;
  offline?: boolean;
  back?: boolean;
  state: "waiting" | "asks" | "failed";
  said: string | null;
  code?: string;
}

/** ms that somebody is believed to stay in front of what they have just noted. */
export const PRESENT = 2 * 60_000;

/** Nobody can be asked about it any more: a dose is kept in the notebook at once, marked, and not on this phone alone until somebody answers. */
export const isLate = (one: Waiting, now: number): boolean => !!one.offline || Math.abs(now - Date.parse(one.noted_at)) >= PRESENT; // or the clock was set meanwhile

/** May leave now: a question that nobody answered does not hold a dose back. */
export const leaves = (one: Waiting, now: number): boolean => one.state === "waiting" || (one.state === "asks" && isLate(one, now));

export type Shown = EntryView & { waiting?: Waiting };

const DAY = 86_400_000;

/** The day `days` later, of `YYYY-MM-DD`. */
export const dayAfter = (day: string, days = 1): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The days up to `last`, that one the last. */
export const daysUpTo = (last: string, count: number): string[] => Array.from({ length: count }, (_, n) => dayAfter(last, n - count + 1));

/** By the server's rule: the last version of an entry stands; `dayOf` says on which day a moment is. */
export function over(entries: EntryView[], waiting: Waiting[], me: { id: string; name: string }, dayOf: (moment: string) => string): Shown[] {
  const found = new Map<string, Shown>(entries.map((one) => [one.id, one]));
  for (const one of waiting) {
    const known = found.get(one.entry);
    if (one.act === "remove") {
      found.delete(one.entry);
      continue;
    }
    if (one.act === "check") {
      if (known) found.set(one.entry, { ...known, to_check: false, waiting: one });
      continue;
    }
    if (one.act !== "write" || !one.content || !one.happened_at || known?.version === one.id) continue;
    const ended_at = one.ended_at ?? null;
    found.set(one.entry, {
      id: one.entry,
      version: one.id,
      content: one.content,
      day: dayOf(one.content.kind === "sleep" && ended_at ? ended_at : one.happened_at),
      happened_at: one.happened_at,
      ended_at,
      author: known?.author ?? me,
      noted_at: one.noted_at,
      written_at: known?.written_at ?? one.noted_at,
      versions: (known?.versions ?? 0) + 1,
      changed_at: known ? one.noted_at : null,
      to_check: false,
      removed_at: null,
      removed_by: "",
      waiting: one,
    });
  }
  return [...found.values()].sort((a, b) => Date.parse(a.happened_at) - Date.parse(b.happened_at) || (a.id < b.id ? -1 : 1));
}

/** A second taking of a treatment nearer than the sheet allows: the other one. A refused or forgotten one is none. */
export function tooClose(entries: Shown[], due: Due | undefined, content: Content, at: string, but: string): Shown | null {
  if (!due?.apart_hours || content.kind !== "treatment" || !isDose(content)) return null;
  const within = due.apart_hours * 3_600_000;
  const near = (one: Shown): boolean =>
    one.id !== but && one.content.kind === "treatment" && one.content.line === due.place && isDose(one.content) && Math.abs(Date.parse(one.happened_at) - Date.parse(at)) < within;
  return entries.find(near) ?? null;
}

const isDose = (content: Content): boolean => content.kind === "treatment" && (content.outcome === "given" || content.outcome === "vomited");

/** A taking that the sheet has for this day, and all that was noted of it: two people may each have given it. */
export interface Planned {
  due: Due;
  time: string;
  entries: Shown[];
}

export function planned(treatments: Due[], entries: Shown[], day: string): Planned[] {
  const taken = entries.filter((one) => one.day === day && one.content.kind === "treatment");
  return treatments
    .flatMap((due) => due.times.map((time) => ({ due, time, entries: taken.filter(({ content }) => content.kind === "treatment" && content.line === due.place && content.due === time) })))
    .sort((a, b) => a.time.localeCompare(b.time));
}

/** The field that says nothing yet: not noted, and nothing chosen for anybody. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Moments (ISO 8601) of two hours ("HH:MM", empty when not known) typed on the sheet of `day`, in the zone of the phone. Null: no hour. */
export function moments(kind: Kind, day: string, began: string, ended: string, now: Date): { happened_at: string; ended_at: string | null } | null {
  const at = (on: string, hour: string): Date => new Date(`${on}T${hour}:00`);
  if (kind === "sleep") {
    if (!began && !ended) return null;
    const end = ended ? at(day, ended) : null;
    let begin = began ? at(day, began) : (end as Date);
    // « 21 h 10 » on the sheet of the morning is the evening before.
    if (began && (end ? begin > end : begin > now)) begin = at(dayAfter(day, -1), began);
    return { happened_at: begin.toISOString(), ended_at: end?.toISOString() ?? null };
  }
  if (!began) return null;
  const begin = at(day, began);
  let end = ended ? at(day, ended) : null;
  if (end && end < begin) end = at(dayAfter(day), ended);
  return { happened_at: begin.toISOString(), ended_at: end?.toISOString() ?? null };
}
