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
  /** The other taking that the person said yes about: when the server asks about that one, it is answered. */
  seen?: string;
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
      // One that was refused hides nothing, nor one that was thought better of.
      const undone = waiting.slice(waiting.indexOf(one)).some((other) => other.entry === one.entry && other.act === "restore");
      if (one.state === "waiting" && !undone) found.delete(one.entry);
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

/** What the server answered of one entry, in a view read before: a screen's, or the phone's copy. */
export function withEntry(view: JournalView, entry: EntryView): JournalView {
  const others = view.entries.filter((one) => one.id !== entry.id);
  return { ...view, entries: entry.removed_at ? others : [...others, entry] };
}

/** Those that `added` takes the place of: the server asks about them or refused them, and nothing of the same entry may pass before them. */
export const replacedBy = (list: Waiting[], added: Pick<Waiting, "entry">): Waiting[] => list.filter((one) => one.entry === added.entry && one.state !== "waiting");

/** The field that says nothing yet: not noted, and nothing chosen for anybody. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The child's own: those of the pain passport first, then those that were written on the daily sheet before, each once. */
export function signsOf(view: Pick<JournalView, "tracking"> & Partial<Pick<JournalView, "pain_signs">>): string[] {
  const own = view.pain_signs ?? [];
  const same = new Set(own.map((sign) => sign.toLowerCase()));
  return [...own, ...view.tracking.signs.filter((sign) => !same.has(sign.toLowerCase()))];
}
