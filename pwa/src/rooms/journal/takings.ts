/** Treatments of a day: what the sheet asks for on it, and every taking that was noted. Pure. */
import type { Content, Due, Shown } from "./entries";

type Given = Content & { kind: "treatment" };
type Taking = Shown & { content: Given };

/** One row: a treatment at an hour ("HH:MM"), or when needed (""), with all that was noted of it, the first one first. */
export interface Row {
  place: string;
  time: string;
  /** Of every text that stands: more than one when people wrote at once, to be settled on the sheet. */
  names: string[];
  doses: string[];
  schedule: string;
  missed: string;
  doubt: boolean;
  entries: Shown[];
}

const isTaking = (one: Shown): one is Taking => one.content.kind === "treatment";
const told = (all: string[]): string[] => [...new Set(all.filter(Boolean))];

/** Given on this day: begun, not over yet; from the day on which it is stopped it is given no more. */
export const stands = (due: Due, day: string): boolean => (!due.since || day >= due.since) && (!due.until || day <= due.until) && (!due.stopped_on || day < due.stopped_on);

function row(texts: Due[], time: string, entries: Shown[]): Row {
  return {
    place: texts[0]?.place ?? "",
    time,
    names: told(texts.map((one) => one.name)),
    doses: told(texts.map((one) => one.dose)),
    schedule: told(texts.map((one) => one.schedule)).join(" / "),
    missed: told(texts.map((one) => one.missed)).join(" / "),
    doubt: texts.some((one) => one.doubt),
    entries,
  };
}

/** What the sheet has an hour for, by the hour: one row for a place and an hour, whatever the number of texts and of takings. */
export function planned(treatments: Due[], entries: Shown[], day: string): Row[] {
  const today = treatments.filter((due) => stands(due, day));
  const keys = new Set(today.flatMap((due) => due.times.map((time) => `${time} ${due.place}`)));
  return [...keys].sort().map((key) => {
    const [time = "", place = ""] = [key.slice(0, 5), key.slice(6)];
    const texts = today.filter((due) => due.place === place && due.times.includes(time));
    return row(texts, time, entries.filter((one) => isTaking(one) && one.day === day && one.content.line === place && one.content.due === time));
  });
}

/** What the sheet gives no hour for, with every taking that has no row of its own. */
export function whenNeeded(treatments: Due[], entries: Shown[], day: string): Row[] {
  const today = treatments.filter((due) => stands(due, day));
  const timed = new Set(planned(treatments, entries, day).flatMap((one) => one.entries.map(({ id }) => id)));
  return told(today.filter((due) => !due.times.length).map((due) => due.place)).map((place) => {
    const texts = today.filter((due) => due.place === place && !due.times.length);
    return row(texts, "", entries.filter((one) => isTaking(one) && one.day === day && one.content.line === place && !timed.has(one.id)));
  });
}

/** Numbers of the entries that stand in those rows: no other card shows them again. */
export const drawn = (treatments: Due[], entries: Shown[], day: string): Set<string> =>
  new Set([...planned(treatments, entries, day), ...whenNeeded(treatments, entries, day)].flatMap((one) => one.entries.map(({ id }) => id)));

/** Hours between two takings of a line, the longest that its texts say; null: none does. */
export const apartHours = (treatments: Due[], place: string): number | null => Math.max(0, ...treatments.filter((due) => due.place === place).map((due) => due.apart_hours ?? 0)) || null;

/** The taking of the same treatment that is nearest to `at`, where it is nearer than the sheet allows. A refused or forgotten one is none. */
export function tooClose(entries: Shown[], treatments: Due[], content: Content, at: string, but: string): Shown | null {
  if (content.kind !== "treatment" || !content.line || !isDose(content)) return null;
  const hours = apartHours(treatments, content.line);
  if (!hours) return null;
  const away = (one: Shown): number => Math.abs(Date.parse(one.happened_at) - Date.parse(at));
  const near = entries.filter((one) => isTaking(one) && one.id !== but && one.content.line === content.line && isDose(one.content) && away(one) < hours * 3_600_000);
  return near.sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** Swallowed, whether or not it stayed. */
export const isDose = (content: Content): boolean => content.kind === "treatment" && (content.outcome === "given" || content.outcome === "vomited");
