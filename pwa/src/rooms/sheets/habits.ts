/** The twelve headings as the phone knows them: what the server holds, and over it what was written here and has not left yet. */
import type { components } from "../../api/schema";
import type { OfLine } from "../lines/lines";
import { signedHere, stack, type Person } from "./register";

type Schemas = components["schemas"];
export type HabitsView = Schemas["HabitsView"];
export type HeadingView = Schemas["HeadingView"];
export type Version = Schemas["HabitVersionView"];
export type Past = Schemas["PastHabit"];
/** Of a heading, or of a line: what it says in words. */
export type PastText = Pick<Past, "id" | "text" | "author" | "written_at" | "noted_at" | "action" | "confirmations">;
export type HistoryPage = Schemas["HabitHistory"];

/** To be read again before a night away, in this order. */
export const NIGHT = ["sleep", "pain", "comfort", "food", "toilet", "fears"] as const;

export const HEADINGS = ["identity", "senses", "communication", "pain", "food", "movement", "sleep", "dressing", "toilet", "comfort", "likes", "fears"] as const;
export type Heading = (typeof HEADINGS)[number];

export const isHeading = (name: string): name is Heading => (HEADINGS as readonly string[]).includes(name);

/** Letters at most, as the server counts them or stricter. */
export const LONGEST = 4000;

/**
 * A text on its way from this phone, or « toujours vrai » of one. Times are ISO 8601. `heading`: a heading of the habits, or the place
 * of a line, which `line` then tells more of; `text` is what it says in words.
 */
export interface Waiting {
  id: string;
  carnet: string;
  heading: string;
  line?: OfLine;
  text: string;
  bases: string[];
  restores: string | null;
  /** « Toujours vrai » of this version; `text` is empty. */
  confirms?: string;
  /** Takes back that « toujours vrai », by its id; `text` is empty. */
  takes_back?: string;
  /** Why its line goes without the choice that was made with it: another stands now, or it is not this person's to make any more. */
  unchosen?: "moved" | "lost";
  noted_at: string;
  /** `told`: nothing is left to send; what became of it is said until somebody has seen it. */
  state: "waiting" | "failed" | "told";
  /** Why it does not leave: the server's own sentence; null for « toujours vrai » of a text that somebody changed meanwhile. */
  said: string | null;
}

/** `waiting`: the text itself waits here. `saying`: that it is still true does, or that this is taken back. */
export type Head = Version & { waiting?: Waiting; saying?: Waiting };
export type Shown = Omit<HeadingView, "heads" | "state"> & { state: HeadingView["state"]; heads: Head[] };

/** The heads of a heading, with what waits here. */
export function over(heading: HeadingView, waiting: Waiting[], me: Person): Shown {
  const here = waiting.filter((one) => one.state === "waiting" && !one.line && one.heading === heading.heading);
  const { heads, added } = stack<Head>(heading.heads, here, me, { made: (one) => ({ ...signedHere(one, me), text: one.text }), same: (head, one) => head.text === one.text });
  const only = heads[0];
  const state = heads.length > 1 ? "conflict" : !only?.text ? "not_noted" : only.waiting || only.saying?.confirms ? "holds" : heading.state;
  return { ...heading, heads, versions: heading.versions + added, state };
}

/**
 * What this phone has seen of a heading's history: the pages just read, then what it saw before beyond them. Nothing is joined
 * over a gap: a history with a hole in it would read as if nobody had written there.
 */
export function seenHistory<P extends { versions: { id: string }[]; next: string | null }>(fresh: P, kept: P): P {
  const last = fresh.versions.at(-1);
  const from = last ? kept.versions.findIndex((one) => one.id === last.id) : -1;
  if (from < 0 || !fresh.next) return fresh;
  return { ...fresh, versions: [...fresh.versions, ...kept.versions.slice(from + 1)], next: kept.next };
}

/** Written without a network, or long before it was received: worth saying. ms. */
const LATE = 10 * 60_000;

export const late = (one: { noted_at?: string | null; written_at: string }): boolean => !!one.noted_at && Date.parse(one.written_at) - Date.parse(one.noted_at) > LATE;
