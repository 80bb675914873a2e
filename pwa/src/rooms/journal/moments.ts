/** From an hour that is typed to a moment, and back. The hour is the phone's, the day is one of France: abroad they meet here. Pure. */
import { clock, frenchClock, frenchDay } from "../../i18n/dates";
import { dayAfter, type Kind } from "./entries";
import { isNear, meantAt, type Meant } from "./takings";

/** ISO 8601. */
export interface Moments {
  happened_at: string;
  ended_at: string | null;
}

/** "HH:MM" where the phone is. */
export const hourOf = (moment: string | Date): string => {
  const at = new Date(moment);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
};

/** The moment of a day of France at which the phone's clock shows that hour. */
function momentOn(day: string, hour: string): Date {
  const near = [day, dayAfter(day), dayAfter(day, -1)].map((one) => new Date(`${one}T${hour}:00`));
  return near.find((at) => frenchDay(at) === day) ?? (near[0] as Date);
}

/** The first such hour that is not before `begin`; the very minute of `begin` is `begin`. */
function endAfter(begin: Date, hour: string): Date {
  if (hour === hourOf(begin)) return begin;
  const [hours = 0, minutes = 0] = hour.split(":").map(Number);
  const end = new Date(begin);
  end.setHours(hours, minutes, 0, 0);
  if (end < begin) end.setDate(end.getDate() + 1);
  return end;
}

/** The last such hour that is not after `end`. */
function beginBefore(end: Date, hour: string): Date {
  const [hours = 0, minutes = 0] = hour.split(":").map(Number);
  const begin = new Date(end);
  begin.setHours(hours, minutes, 0, 0);
  if (begin > end) begin.setDate(begin.getDate() - 1);
  return begin;
}

/** Of two hours (empty when not known) typed on the sheet of `day`. Null: no hour. */
export function moments(kind: Kind, day: string, began: string, ended: string, now: Date): Moments | null {
  if (kind === "sleep") {
    if (!began && !ended) return null;
    const end = ended ? momentOn(day, ended) : null;
    let begin = began ? momentOn(day, began) : (end as Date);
    // « 21 h 10 » on the sheet of the morning is the evening before.
    if (began && (end ? begin > end : begin > now)) begin = momentOn(dayAfter(day, -1), began);
    return { happened_at: begin.toISOString(), ended_at: end?.toISOString() ?? null };
  }
  if (!began) return null;
  const begin = momentOn(day, began);
  return { happened_at: begin.toISOString(), ended_at: ended ? endAfter(begin, ended).toISOString() : null };
}

/** The moments around a day at which the phone's clock shows that hour, none of them to come. */
const past = (day: string, hour: string, now: Date): Date[] => [dayAfter(day), day, dayAfter(day, -1)].map((one) => momentOn(one, hour)).filter((at) => at.getTime() <= now.getTime() + 60_000);

/** The last such hour that is not to come. */
export const lastAt = (hour: string, now: Date): Date | null => past(frenchDay(now), hour, now)[0] ?? null;

/**
 * An hour typed of a dose, never to come: of the day that begins a little before the moment that it was for, else the nearest to it.
 * « 23 h 40 » of the evening's dose, typed past midnight, is of the evening; « 20 h 30 » of the morning's dose is this evening, not the one before.
 * noted: when it was, of one that is corrected; where that is far from its hour, what is typed is near it.
 */
export function momentNear(meant: Meant, hour: string, now: Date, noted?: Date): Date | null {
  const of = noted && !isNear(meant, noted) ? noted : null;
  const from = (of ?? meantAt(meant)).getTime();
  const found = past(of ? frenchDay(of) : meant.day, hour, now);
  const away = (at: Date): number => Math.abs(at.getTime() - from);
  return (!of && found.find((at) => isNear(meant, at))) || (found.sort((a, b) => away(a) - away(b))[0] ?? null);
}

/** The same of an entry that is corrected: an hour that was not touched keeps its exact moment, and the other one stands beside it. */
export function corrected(kind: Kind, known: Moments, began: string, ended: string): Moments | null {
  const shown = hoursOf(kind, known);
  const knownEnd = known.ended_at ? new Date(known.ended_at) : null;
  const sameEnd = knownEnd && ended === shown.ended ? knownEnd : null;
  if (!began) {
    if (kind !== "sleep" || !ended) return null;
    const end = (sameEnd ?? momentOn(frenchDay(known.ended_at ?? known.happened_at), ended)).toISOString();
    return { happened_at: end, ended_at: end };
  }
  const begin = began === shown.began ? new Date(known.happened_at) : kind === "sleep" ? asleep(known, sameEnd, began) : momentOn(frenchDay(known.happened_at), began);
  const end = sameEnd && sameEnd >= begin ? sameEnd : ended ? endAfter(begin, ended) : null;
  return { happened_at: begin.toISOString(), ended_at: end?.toISOString() ?? null };
}

/** Before the awakening that is known; else the nearest to what was noted: « 0 h 10 » for « 23 h 50 » is the night after. */
function asleep(known: Moments, end: Date | null, hour: string): Date {
  if (end) return beginBefore(end, hour);
  const at = new Date(known.happened_at);
  const [after, before] = [endAfter(at, hour), beginBefore(at, hour)];
  return after.getTime() - at.getTime() < at.getTime() - before.getTime() ? after : before;
}

/** As they are typed again. A night of which only the end is known has no beginning. */
export const hoursOf = (kind: Kind, { happened_at, ended_at }: Moments): { began: string; ended: string } => ({
  began: kind === "sleep" && ended_at === happened_at ? "" : hourOf(happened_at),
  ended: ended_at ? hourOf(ended_at) : "",
});

/** The phone's clock shows another hour than France's. */
export const isElsewhere = (now: Date): boolean => clock(now) !== frenchClock(now);
