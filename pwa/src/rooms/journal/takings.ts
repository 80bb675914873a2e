/**
 * Treatments of a day: what the sheet asks for on it, and every taking that was noted. A taking says of which day its hour was; one that was noted
 * before that was kept belongs to the moment of its hour that came last, or comes within six hours, as on the relay sheet
 * (`backend/rooms/relay/dosing.py`): ten past midnight is for 23 h of the evening, and half past eight in the evening for 8 h of the morning. Pure.
 */
import { frenchDay, frenchMoment } from "../../i18n/dates";
import { dayAfter, type Content, type Due, type Shown } from "./entries";

type Given = Content & { kind: "treatment" };
type Taking = Shown & { content: Given };

/** One row: a treatment at an hour ("HH:MM"), or when needed (""), with all that was noted of it, the first one first. */
export interface Row {
  place: string;
  /** On which the sheet asks for it. */
  day: string;
  time: string;
  /** Of every text that stands: more than one when people wrote at once, to be settled on the sheet. */
  names: string[];
  doses: string[];
  schedule: string;
  missed: string;
  doubt: boolean;
  /** Of a line that is to be confirmed: the day on which somebody last said that it holds. */
  confirmedOn: string | null;
  entries: Shown[];
}

const isTaking = (one: Shown): one is Taking => one.content.kind === "treatment";
const told = (all: string[]): string[] => [...new Set(all.filter(Boolean))];

/** Given on this day: begun, not over yet; from the day on which it is stopped it is given no more. */
export const stands = (due: Due, day: string): boolean => (!due.since || day >= due.since) && (!due.until || day <= due.until) && (!due.stopped_on || day < due.stopped_on);

/** ms before its hour, in which a dose may be given for it. */
export const EARLY = 6 * 3_600_000;

/** ms after its hour for which the evening's dose that nobody noted is still asked for past midnight. */
const LATE = 6 * 3_600_000;

/** An hour of the sheet ("HH:MM"), on a day of France. */
export interface Meant {
  day: string;
  time: string;
}

export const meantAt = ({ day, time }: Meant): Date => frenchMoment(day, time);

/** Whether a dose of that moment was for this hour: from a little before it to a little before the next day's. */
export const isNear = ({ day, time }: Meant, at: Date): boolean => at.getTime() >= meantAt({ day, time }).getTime() - EARLY && at.getTime() < meantAt({ day: dayAfter(day), time }).getTime() - EARLY;

/** What a taking was for; null: it was noted without an hour. Where it does not say of which day, it is of the last that had come, or was near. */
export function meantOf({ content, day, happened_at }: Shown): Meant | null {
  if (content.kind !== "treatment" || !content.due) return null;
  const time = content.due;
  const days = content.due_on ? [content.due_on] : [dayAfter(day), day, dayAfter(day, -1)];
  return days.map((one) => ({ day: one, time })).find((one) => content.due_on || meantAt(one).getTime() - EARLY <= Date.parse(happened_at)) ?? { day, time };
}

function row(texts: Due[], day: string, time: string, entries: Shown[]): Row {
  return {
    place: texts[0]?.place ?? "",
    day,
    time,
    names: told(texts.map((one) => one.name)),
    doses: told(texts.map((one) => one.dose)),
    schedule: told(texts.map((one) => one.schedule)).join(" / "),
    missed: told(texts.map((one) => one.missed)).join(" / "),
    doubt: texts.some((one) => one.doubt),
    confirmedOn: texts[0]?.confirmed_on ?? null,
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
    return row(texts, day, time, entries.filter((one) => isTaking(one) && one.content.line === place && one.content.due === time && meantOf(one)?.day === day));
  });
}

/** Of the evening before: what was given for it past midnight, on this day; and, at `now`, what nobody noted of its last hours, of a line that was there then. */
export function carried(treatments: Due[], entries: Shown[], day: string, now: Date | null = null): Row[] {
  const late = ({ place, day: before, time }: Row): boolean => {
    const moment = frenchMoment(before, time).getTime();
    const there = treatments.some((due) => due.place === place && !(Date.parse(due.began) > moment));
    return now !== null && there && now.getTime() - moment <= LATE;
  };
  return planned(treatments, entries, dayAfter(day, -1)).filter((one) => (one.entries.length ? one.entries.some((entry) => entry.day === day) : late(one)));
}

/** Of the morning after: what was given for it on this day, a little before midnight; and, at `now`, what its first hours are about to ask for. */
export function ahead(treatments: Due[], entries: Shown[], day: string, now: Date | null = null): Row[] {
  const soon = (one: Row): boolean => now !== null && frenchDay(now) === day && meantAt(one).getTime() - EARLY <= now.getTime();
  return planned(treatments, entries, dayAfter(day)).filter((one) => (one.entries.length ? one.entries.some((entry) => entry.day === day) : soon(one)));
}

/** What the sheet gives no hour for, with every taking that has no row of its own. */
export function whenNeeded(treatments: Due[], entries: Shown[], day: string): Row[] {
  const today = treatments.filter((due) => stands(due, day));
  const timed = new Set([...carried(treatments, entries, day), ...planned(treatments, entries, day), ...ahead(treatments, entries, day)].flatMap((one) => one.entries.map(({ id }) => id)));
  return told(today.filter((due) => !due.times.length).map((due) => due.place)).map((place) => {
    const texts = today.filter((due) => due.place === place && !due.times.length);
    return row(texts, day, "", entries.filter((one) => isTaking(one) && one.day === day && one.content.line === place && !timed.has(one.id)));
  });
}

/** Numbers of the entries that stand in those rows: no other card shows them again. */
export const drawn = (treatments: Due[], entries: Shown[], day: string): Set<string> =>
  new Set([...carried(treatments, entries, day), ...planned(treatments, entries, day), ...ahead(treatments, entries, day), ...whenNeeded(treatments, entries, day)].flatMap((one) => one.entries.map(({ id }) => id)));

/** Hours between two takings of a line, the longest that its texts of that day say, or any where none is of that day; null: none does. */
export function apartHours(treatments: Due[], place: string, day: string): number | null {
  const texts = treatments.filter((due) => due.place === place);
  const then = texts.filter((due) => stands(due, day));
  return Math.max(0, ...(then.length ? then : texts).map((due) => due.apart_hours ?? 0)) || null;
}

/** The taking of the same treatment that is nearest to `at`, where it is nearer than the sheet allows. A refused or forgotten one is none. */
export function tooClose(entries: Shown[], treatments: Due[], content: Content, at: string, but: string): Shown | null {
  if (content.kind !== "treatment" || !content.line || !isDose(content)) return null;
  const hours = apartHours(treatments, content.line, frenchDay(at));
  if (!hours) return null;
  const away = (one: Shown): number => Math.abs(Date.parse(one.happened_at) - Date.parse(at));
  const near = entries.filter((one) => isTaking(one) && one.id !== but && one.content.line === content.line && isDose(one.content) && away(one) < hours * 3_600_000);
  return near.sort((a, b) => away(a) - away(b))[0] ?? null;
}

/** Swallowed, whether or not it stayed. */
export const isDose = (content: Content): boolean => content.kind === "treatment" && (content.outcome === "given" || content.outcome === "vomited");
