/**
 * Moments and days as people write them here: "14 h 30", "mardi 17 nov.", "il y a 5 min".
 *
 * A moment is an ISO 8601 text in UTC or a Date, shown in the phone's own time zone; a day is `YYYY-MM-DD` and has no zone.
 * An access ends with a day of France, and who looked is told by days of France, wherever the phone is: `frenchDay`.
 */
import { locale, t } from "./index";

const THIN = "\u202f";
const cache = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = cache.get(key);
  if (!made) cache.set(key, (made = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", options)));
  return made;
}

export function toDate(moment: string | Date): Date {
  return typeof moment === "string" ? new Date(moment) : moment;
}

/** A calendar day, free of zones: noon UTC, to be formatted in UTC. */
function dayDate(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}

/** "14 h 30", "14 h" at the full hour; "2:30 pm" in English. */
export function clock(moment: string | Date, timeZone?: string): string {
  const at = toDate(moment);
  if (locale === "en") return format({ hour: "numeric", minute: "2-digit", hour12: true, timeZone }).format(at);
  const [hours, minutes] = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(at).split(":");
  return `${Number(hours)}${THIN}h${minutes === "00" ? "" : THIN + minutes}`;
}

/** Where the notebooks' days begin and end. */
const FRANCE = "Europe/Paris";

/** The hour in France: beside a day of France. */
export function frenchClock(moment: string | Date): string {
  return clock(moment, FRANCE);
}

/** The calendar day of a moment in France, as `YYYY-MM-DD`, which is how Sweden writes days. */
export function frenchDay(moment: string | Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: FRANCE }).format(toDate(moment));
}

/** The calendar day of a moment where the phone is, as `YYYY-MM-DD`. */
export function localDay(moment: string | Date): string {
  const at = toDate(moment);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((dayDate(to).getTime() - dayDate(from).getTime()) / 86_400_000);
}

/** "aujourd’hui", "hier", "mardi" within the week, "mardi 3 novembre", with the year when it is another one. */
export function dayName(day: string, today = localDay(new Date())): string {
  const away = daysBetween(day, today);
  if (away === 0) return t.dates.today;
  if (away === 1) return t.dates.yesterday;
  if (away === -1) return t.dates.tomorrow;
  const date = dayDate(day);
  if (away > 1 && away < 7) return format({ weekday: "long", timeZone: "UTC" }).format(date);
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  return format({ weekday: "long", day: "numeric", month: "long", year, timeZone: "UTC" }).format(date);
}

/** "mardi 17 h", "aujourd’hui 14 h 30", "3 novembre", "3 novembre 2025". */
export function momentName(moment: string | Date, now: Date = new Date()): string {
  const day = localDay(moment);
  const away = daysBetween(day, localDay(now));
  if ((away >= 7 || away < -1) && day.slice(0, 4) === localDay(now).slice(0, 4)) return format({ day: "numeric", month: "long", timeZone: "UTC" }).format(dayDate(day));
  if (away >= 7 || away < -1) return longDay(day);
  return `${dayName(day, localDay(now))} ${clock(moment)}`;
}

/** A moment to come, in full: "le mardi 24 novembre à 6 h 54". */
export function appointment(moment: string | Date): string {
  const day = format({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(dayDate(localDay(moment)));
  return t.dates.at(day, clock(moment));
}

/** "3 novembre 2026", "1er novembre 2026". */
export function longDay(day: string): string {
  return format({ day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
    .format(dayDate(day))
    .replace(/^1 /, locale === "fr" ? "1er " : "1 ");
}

/** "3 nov. 2026". */
export function shortDay(day: string): string {
  return format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(dayDate(day));
}

/** "novembre 2026" for `2026-11`. */
export function monthName(month: string): string {
  return format({ month: "long", year: "numeric", timeZone: "UTC" }).format(dayDate(`${month}-15`));
}

/** Age in whole years, and in months under two years: "10 ans", "14 mois". */
export function ageName(birthDate: string, now: Date = new Date()): string {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month - (now.getDate() < day ? 1 : 0);
  return months < 24 ? t.dates.months(Math.max(0, months)) : t.dates.years(Math.floor(months / 12));
}
