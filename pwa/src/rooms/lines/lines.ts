/** The sheets' lines as the phone knows them: what the server holds, and over it what was written here and has not left yet. Pure. */
import type { components } from "../../api/schema";
import { frenchDay } from "../../i18n/dates";
import type { Waiting } from "../sheets/habits";
import { isText, signedHere, stack, type Person, type Stacked } from "../sheets/register";

type Schemas = components["schemas"];
export type Sheet = Schemas["Sheet"];
export type LineNow = Schemas["LineNow"];
export type SheetNow = Schemas["SheetNow"];
export type SheetSummary = Schemas["SheetSummary"];
export type Stood = NonNullable<LineNow["urgent"]>;
export type LineKind = Schemas["SectionNow"]["kind"];
export type PastLine = Schemas["PastLine"];
export type LineHistory = Schemas["LineHistory"];

/** A line's fields by their names; which there are, `described.ts` says. */
export type Fields = { kind: string } & Record<string, unknown>;

/** What is told of a line that waits to leave. `name`: what it is called. `content`: null takes the line away. `urgent`: whether it stands on the urgent sheet, where
 * that was chosen with it; `stood`: what stood of it then. */
export interface OfLine {
  sheet: Sheet;
  kind: string;
  name: string;
  content: Fields | null;
  urgent?: boolean | null;
  stood?: Stood | null;
}

export type Head = Stacked & { content: Fields | null; phone_kept: boolean };
/** `until_then`: what holds until the text that stands begins. */
export type Line = Omit<LineNow, "heads" | "until_then"> & { heads: Head[]; until_then?: { content: Fields; last: string } | null };
export interface Section {
  kind: LineKind;
  answer: Line | null;
  order: Line | null;
  lines: Line[];
}
export interface Shown {
  sheet: Sheet;
  may_write: boolean;
  sections: Section[];
  removed: Line[];
}

/** The eleven in the paper notebook's order, and the pain passport beside the habits; these and the measures have screens of their own. */
export const LISTED = ["administrative", "social", "habits", "pain_passport", "contacts", "schooling", "growth", "medication", "autonomy", "equipment", "clinical", "allergies"] as const;

/** The name under which the phone keeps one sheet. */
export const lineCopy = (carnet: string, sheet: string): string => `lines/${carnet}/${sheet}`;

const every = (sheet: SheetNow): LineNow[] => [...sheet.sections.flatMap((one) => [...one.lines, one.answer, one.order]), ...sheet.removed].filter((one) => one !== null);

export const gone = (line: { heads: { content: unknown }[] }): boolean => line.heads.every((head) => head.content === null);

/** Over what: all that stands there. */
export const bases = (line: Line | null | undefined): string[] => line?.heads.map((head) => head.id) ?? [];

/** The same sheet with this line at its place. */
export function placed(sheet: SheetNow, line: LineNow): SheetNow {
  const lines = new Map(every(sheet).map((one) => [one.place, one]));
  lines.set(line.place, line);
  return filed(sheet, lines);
}

/** As it reads on that day with what waits here. */
export function over(sheet: SheetNow, waiting: Waiting[], me: Person, today = frenchDay(new Date())): Shown {
  const lines = new Map((every(sheet) as unknown as Line[]).map((one) => [one.place, one]));
  const here = waiting.filter((one) => one.state === "waiting" && one.line?.sheet === sheet.sheet);
  for (const place of new Set(here.map((one) => one.heading))) {
    const own = here.filter((one) => one.heading === place);
    lines.set(place, stacked(lines.get(place) ?? { place, kind: own[0]!.line!.kind, state: "removed", to_confirm: [], to_review: [], heads: [], versions: 0 }, own, me, today));
  }
  // Read from a copy of another day, it may have begun since.
  for (const line of lines.values()) if (line.until_then && line.until_then.last < today) lines.set(line.place, { ...line, until_then: null });
  return filed(sheet as unknown as Shown, lines);
}

/** The order of the fields is the phone's in one, the server's in the other. */
const same = (one: Fields | null, other: Fields | null): boolean => JSON.stringify(one && Object.entries(one).sort()) === JSON.stringify(other && Object.entries(other).sort());

/** The day before, of `YYYY-MM-DD`. */
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const isOver = (fields: Fields, today: string): boolean => typeof fields.stopped_on === "string" && fields.stopped_on <= today;
const beginsAfter = (fields: Fields, today: string): string | undefined => (fields.kind === "treatment" && typeof fields.since === "string" && fields.since > today && !isOver(fields, today) ? fields.since : undefined);

/** By the server's rule (succession.py): where all that stands is to come, what stood under it holds until the day before. */
function untilThen(line: Line, heads: Head[], here: Waiting[], me: Person, today: string): Line["until_then"] {
  const texts = heads.flatMap(({ content }) => (content ? [content] : []));
  const begins = texts.flatMap((one) => beginsAfter(one, today) ?? []).sort()[0];
  if (!begins || texts.some((one) => !isOver(one, today) && !beginsAfter(one, today))) return null;
  const before = under(line, heads, [...line.heads, ...here.filter(isText).map((one) => made(one, me))], today);
  if (!before) return null;
  const ends = [dayBefore(begins), before.until, typeof before.stopped_on === "string" ? dayBefore(before.stopped_on) : null].filter((day): day is string => typeof day === "string");
  return { content: before, last: ends.sort()[0] ?? begins };
}

/** The newest that holds under `heads`. `told`: what the phone knows of this place, the oldest first; of what stood before the server's text, the server told. */
function under(line: Line, heads: Head[], told: Head[], today: string): Fields | null {
  const over = heads.filter(({ content }) => content && beginsAfter(content, today));
  const found: { at: number; content: Fields }[] = [];
  const seen = new Set<string>();
  for (let head = over.pop(); head; head = over.pop()) {
    const under = head.waiting?.bases ?? [];
    // Over what only the server knows: it said what stood there.
    if ((!head.waiting || under.some((id) => !told.some((one) => one.id === id))) && line.until_then) found.push({ at: -1, content: line.until_then.content });
    const bases = told.filter((one) => under.includes(one.id) && !seen.has(one.id));
    for (const base of bases) seen.add(base.id);
    if (bases.some(({ content }) => !content || isOver(content, today))) continue;
    for (const base of bases) {
      if (never(base, head, today) || corrects(head, base)) over.push(base);
      else found.push({ at: told.indexOf(base), content: base.content! });
    }
  }
  return found.sort((one, other) => one.at - other.at).at(-1)?.content ?? null;
}

const GIVING = ["name", "form", "way", "amount", "unit", "dose", "times", "schedule"];
const saidOn = (head: Head): string => [head.noted_at ?? head.written_at, head.written_at].map((at) => frenchDay(new Date(at))).sort()[0]!;

/** To come, or replaced before it began: nobody writes over a text before it was said, whatever their clock says. */
const never = (base: Head, head: Head, today: string): boolean => {
  const since = base.content?.kind === "treatment" && typeof base.content.since === "string" ? base.content.since : "";
  return since > today || since > [saidOn(head), saidOn(base)].sort()[1]!;
};

/** The same person said the same dose the same day, and only then from when: that is put right, not changed. */
const corrects = (head: Head, base: Head): boolean => head.author.id === base.author.id && saidOn(head) === saidOn(base) && GIVING.every((name) => JSON.stringify(head.content?.[name] ?? null) === JSON.stringify(base.content?.[name] ?? null));

const made = (one: Waiting, me: Person): Head => ({ ...signedHere(one, me), content: one.line!.content, phone_kept: false });

function stacked(line: Line, here: Waiting[], me: Person, today: string): Line {
  const { heads, added } = stack<Head>(line.heads, here, me, {
    made: (one) => made(one, me),
    same: (head, one) => same(head.content, one.line!.content),
  });
  const [only] = heads;
  const ours = only?.waiting ?? only?.saying?.confirms;
  const state = gone({ heads }) ? "removed" : heads.length > 1 ? "conflict" : ours ? "holds" : line.state === "removed" ? "holds" : line.state;
  const chosen = here.map((one) => one.line?.urgent).findLast((one) => typeof one === "boolean");
  const urgent = chosen === undefined || chosen === null ? line.urgent : chosen ? "shown" : "left_out";
  return { ...line, heads, versions: line.versions + added, state, to_confirm: ours ? [] : line.to_confirm, urgent, until_then: untilThen(line, heads, here, me, today) };
}

interface Filed<L> {
  sections: { kind: LineKind; answer: L | null; order: L | null; lines: L[] }[];
  removed: L[];
}

/** Each line in its section, in the order that somebody gave, the others behind as they were begun; what was taken away apart. */
function filed<L extends { place: string; kind: string; heads: { content: unknown }[] }, S extends Filed<L>>(sheet: S, lines: Map<string, L>): S {
  const standing = (place: string): L | null => {
    const found = lines.get(place);
    return found && !gone(found) ? found : null;
  };
  const all = [...lines.values()];
  const sections = sheet.sections.map((section) => {
    const order = standing(`order-${section.kind}`);
    const wanted = (order?.heads.at(-1)?.content as { places?: string[] } | null)?.places ?? [];
    const rank = (line: L) => (wanted.includes(line.place) ? wanted.indexOf(line.place) : wanted.length);
    const own = all.filter((line) => line.kind === section.kind && !gone(line));
    return { kind: section.kind, answer: standing(`answer-${section.kind}`), order, lines: own.sort((a, b) => rank(a) - rank(b)) };
  });
  return { ...sheet, sections, removed: all.filter((line) => gone(line) && line.heads.length > 0) };
}
