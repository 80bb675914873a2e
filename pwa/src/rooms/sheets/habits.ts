/** The twelve headings as the phone knows them: what the server holds, and over it what was written here and has not left yet. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type HabitsView = Schemas["HabitsView"];
export type HeadingView = Schemas["HeadingView"];
export type Version = Schemas["HabitVersionView"];
export type Past = Schemas["PastHabit"];
export type HistoryPage = Schemas["HabitHistory"];

/** To be read again before a night away, in this order. */
export const NIGHT = ["sleep", "pain", "comfort", "food", "toilet", "fears"] as const;

export const HEADINGS = ["identity", "senses", "communication", "pain", "food", "movement", "sleep", "dressing", "toilet", "comfort", "likes", "fears"] as const;
export type Heading = (typeof HEADINGS)[number];

export const isHeading = (name: string): name is Heading => (HEADINGS as readonly string[]).includes(name);

/** Letters at most, as the server counts them or stricter. */
export const LONGEST = 4000;

/** A text on its way from this phone. Times are ISO 8601. */
export interface Waiting {
  id: string;
  carnet: string;
  heading: Heading;
  text: string;
  bases: string[];
  restores: string | null;
  noted_at: string;
  state: "waiting" | "failed";
  /** Why it does not leave: the server's own sentence. */
  said: string | null;
}

export type Shown = Omit<HeadingView, "heads" | "state"> & { state: HeadingView["state"]; heads: (Version & { waiting?: Waiting })[] };

/** The heads of a heading, with what waits here: the rule of the server, (heads − bases) + new, in the order of writing. */
export function over(heading: HeadingView, waiting: Waiting[], me: { id: string; name: string }): Shown {
  let heads: Shown["heads"] = heading.heads;
  let versions = heading.versions;
  for (const one of waiting) {
    if (one.state === "failed" || one.heading !== heading.heading || heads.some((head) => head.id === one.id)) continue;
    const mine = { id: one.id, text: one.text, author: me, confirmed_by: me, written_at: one.noted_at, noted_at: one.noted_at, confirmed_at: one.noted_at, action: "write", waiting: one };
    heads = [...heads.filter((head) => !one.bases.includes(head.id) && head.text !== one.text), mine];
    versions += 1;
  }
  const only = heads[0];
  const state = heads.length > 1 ? "conflict" : !only?.text ? "not_noted" : only.waiting ? "holds" : heading.state;
  return { ...heading, heads, versions, state };
}

/** Written without a network, or long before it was received: worth saying. ms. */
const LATE = 10 * 60_000;

export const late = (one: { noted_at?: string | null; written_at: string }): boolean => !!one.noted_at && Date.parse(one.written_at) - Date.parse(one.noted_at) > LATE;
