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

/** A text on its way from this phone, or « toujours vrai » of one. Times are ISO 8601. */
export interface Waiting {
  id: string;
  carnet: string;
  heading: Heading;
  text: string;
  bases: string[];
  restores: string | null;
  /** « Toujours vrai » of this version; `text` is empty. */
  confirms?: string;
  /** Takes back that « toujours vrai », by its id; `text` is empty. */
  takes_back?: string;
  noted_at: string;
  state: "waiting" | "failed";
  /** Why it does not leave: the server's own sentence; null for « toujours vrai » of a text that somebody changed meanwhile. */
  said: string | null;
}

/** `waiting`: the text itself waits here. `saying`: that it is still true does, or that this is taken back. */
export type Head = Version & { waiting?: Waiting; saying?: Waiting };
export type Shown = Omit<HeadingView, "heads" | "state"> & { state: HeadingView["state"]; heads: Head[] };

export const isText = (one: Waiting): boolean => !one.confirms && !one.takes_back;

/** The heads of a heading, with what waits here: the rule of the server, (heads − bases) + new, in the order of writing. */
export function over(heading: HeadingView, waiting: Waiting[], me: { id: string; name: string }): Shown {
  let heads: Head[] = heading.heads;
  let versions = heading.versions;
  const here = waiting.filter((one) => one.state !== "failed" && one.heading === heading.heading);
  const taken = new Set(here.map((one) => one.takes_back));
  for (const one of here) {
    if (!isText(one)) {
      if (!taken.has(one.id)) heads = said(heads, one, here, me);
      continue;
    }
    if (heads.some((head) => head.id === one.id)) continue;
    const mine = { id: one.id, text: one.text, author: me, confirmed_by: me, written_at: one.noted_at, noted_at: one.noted_at, confirmed_at: one.noted_at, action: "write", waiting: one };
    heads = [...heads.filter((head) => !one.bases.includes(head.id) && head.text !== one.text), mine];
    versions += 1;
  }
  const only = heads[0];
  const state = heads.length > 1 ? "conflict" : !only?.text ? "not_noted" : only.waiting || only.saying?.confirms ? "holds" : heading.state;
  return { ...heading, heads, versions, state };
}

/** Of the only text, and of no other: what somebody wrote meanwhile is not confirmed by who has not read it. */
function said(heads: Head[], one: Waiting, here: Waiting[], me: Version["author"]): Head[] {
  const [only] = heads;
  if (heads.length !== 1 || !only) return heads;
  if (one.confirms) return only.id === one.confirms ? [{ ...only, confirmed_by: me, confirmed_at: one.noted_at, saying: one }] : heads;
  return only.confirmed_by.id === me.id && !only.waiting && !here.some((other) => other.id === one.takes_back) ? [{ ...only, saying: one }] : heads;
}

/**
 * What this phone has seen of a heading's history: the pages just read, then what it saw before beyond them. Nothing is joined
 * over a gap: a history with a hole in it would read as if nobody had written there.
 */
export function seenHistory(fresh: HistoryPage, kept: HistoryPage): HistoryPage {
  const last = fresh.versions.at(-1);
  const from = last ? kept.versions.findIndex((one) => one.id === last.id) : -1;
  if (from < 0 || !fresh.next) return fresh;
  return { ...fresh, versions: [...fresh.versions, ...kept.versions.slice(from + 1)], next: kept.next };
}

/** Written without a network, or long before it was received: worth saying. ms. */
const LATE = 10 * 60_000;

export const late = (one: { noted_at?: string | null; written_at: string }): boolean => !!one.noted_at && Date.parse(one.written_at) - Date.parse(one.noted_at) > LATE;
