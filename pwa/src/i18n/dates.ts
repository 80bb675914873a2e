/**
 * Moments and days as people write them here: "14 h 30", "mardi 17 nov.", "il y a 5 min".
 *
 * A moment is an ISO 8601 text in UTC or a Date, shown in the phone's own time zone; a day is `YYYY-MM-DD` and has no zone.
 * An access ends with a day of France, and who looked is told by days of France, wherever the phone is: `frenchDay`.
 */
import { t } from "./index";

/*
 * Written from the catalogues, not by `Intl.DateTimeFormat`: making its first one holds a slow phone for 160 ms, before the first
 * screen stands. A moment becomes a Date whose UTC fields are what clock and calendar show there; all else reads those fields.
 */

export function toDate(moment: string | Date): Date {
  return typeof moment === "string" ? new Date(moment) : moment;
}

const HOUR = 3_600_000;

/** What clock and calendar show where the phone is. */
function here(moment: string | Date): Date {
  const at = toDate(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
}

/** The last Sunday of a month of 31 days, at 1:00 UTC: when Europe's clocks change (directive 2000/84/EC; so since 1996). */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month, 31, 1));
  return end.setUTCDate(31 - end.getUTCDay());
}

/** What clock and calendar show in France, where the notebooks' days begin and end. */
function inFrance(moment: string | Date): Date {
  const at = toDate(moment).getTime();
  const year = new Date(at).getUTCFullYear();
  const summer = at >= lastSunday(year, 2) && at < lastSunday(year, 9);
  return new Date(at + (summer ? 2 : 1) * HOUR);
}

const dayOf = (there: Date): string => there.toISOString().slice(0, 10);
const clockOf = (there: Date): string => t.dates.clock(there.getUTCHours(), String(there.getUTCMinutes()).padStart(2, "0"));

/** "14 h 30", "14 h" at the full hour; "2:30 pm" in English. */
export const clock = (moment: string | Date): string => clockOf(here(moment));

/** The hour in France: beside a day of France. */
export const frenchClock = (moment: string | Date): string => clockOf(inFrance(moment));

/** The calendar day of a moment in France, as `YYYY-MM-DD`. */
export const frenchDay = (moment: string | Date): string => dayOf(inFrance(moment));

/** When the clocks of France show that hour ("HH:MM") on that day: the first time, where they show it twice. */
export function frenchMoment(day: string, hour: string): Date {
  const shown = `${day}T${hour}`;
  const at = [2, 1].map((ahead) => new Date(Date.parse(`${shown}Z`) - ahead * HOUR));
  return at.find((one) => inFrance(one).toISOString().startsWith(shown)) ?? (at[1] as Date);
}

/** The calendar day of a moment where the phone is, as `YYYY-MM-DD`. */
export const localDay = (moment: string | Date): string => dayOf(here(moment));

/** A calendar day, free of zones: noon UTC. */
function dayDate(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}

const weekday = (day: string): string => t.dates.weekdays[dayDate(day).getUTCDay()] ?? "";

/** "3 novembre", "1er novembre". */
const dayAndMonth = (day: string, months = t.dates.months): string => `${t.dates.day(Number(day.slice(8, 10)))} ${months[Number(day.slice(5, 7)) - 1]}`;

function daysBetween(from: string, to: string): number {
  return Math.round((dayDate(to).getTime() - dayDate(from).getTime()) / 86_400_000);
}

/** "aujourd’hui", "hier", "mardi" within the week, "mardi 3 novembre", with the year when it is another one. */
export function dayName(day: string, today = localDay(new Date())): string {
  const away = daysBetween(day, today);
  if (away === 0) return t.dates.today;
  if (away === 1) return t.dates.yesterday;
  if (away === -1) return t.dates.tomorrow;
  if (away > 1 && away < 7) return weekday(day);
  return `${weekday(day)} ${day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : longDay(day)}`;
}

/** "mardi 17 h", "aujourd’hui 14 h 30", "3 novembre", "3 novembre 2025". */
export function momentName(moment: string | Date, now: Date = new Date()): string {
  const day = localDay(moment);
  const today = localDay(now);
  const away = daysBetween(day, today);
  if (away < 7 && away >= -1) return `${dayName(day, today)} ${clock(moment)}`;
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : longDay(day);
}

/** A moment to come, in full: "le mardi 24 novembre à 6 h 54". */
export function appointment(moment: string | Date): string {
  const day = localDay(moment);
  return t.dates.at(`${weekday(day)} ${dayAndMonth(day)}`, clock(moment));
}

/** "3 novembre 2026", "1er novembre 2026". */
export const longDay = (day: string): string => `${dayAndMonth(day)} ${day.slice(0, 4)}`;

/** "3 nov. 2026". */
export const shortDay = (day: string): string => `${dayAndMonth(day, t.dates.shortMonths)} ${day.slice(0, 4)}`;

/** "novembre 2026" for `2026-11`. */
export const monthName = (month: string): string => `${t.dates.months[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

/** Age in whole years, and in months under two years: "10 ans", "14 mois". */
export function ageName(birthDate: string, now: Date = new Date()): string {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month - (now.getDate() < day ? 1 : 0);
  return months < 24 ? t.dates.ageInMonths(Math.max(0, months)) : t.dates.ageInYears(Math.floor(months / 12));
}
