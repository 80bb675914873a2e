/** When something of the relay sheet happens, as short as it can be said on the day on which it was made. Hours of France. */
import { dayName, frenchClock, frenchDay } from "../../i18n/dates";

export function when(moment: string, made: string): string {
  const [day, today] = [frenchDay(moment), frenchDay(made)];
  return day === today ? frenchClock(moment) : `${dayName(day, today)} ${frenchClock(moment)}`;
}

/** The first ten o'clock in the morning, in France, that is after `now`, as ISO 8601: until when somebody takes over by default. */
export function tomorrowAtTen(now: Date): string {
  return atHour(now, 1, 10);
}

/** `days` later, at the same hour of the morning. */
export function inDays(now: Date, days: number): string {
  return atHour(now, days, 10);
}

function atHour(now: Date, days: number, hour: number): string {
  const [year = 0, month = 1, day = 1] = frenchDay(now).split("-").map(Number);
  // Noon UTC is the same day in France; the hour that it is there tells how far its clock is from UTC on that day.
  const noon = new Date(Date.UTC(year, month - 1, day + days, 12));
  const there = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: "Europe/Paris" }).format(noon));
  return new Date(noon.getTime() + (hour - there) * 3_600_000).toISOString();
}

/** The last moment of a day of France ("YYYY-MM-DD"), as ISO 8601. */
export function endOf(day: string): string {
  return new Date(Date.parse(atHour(new Date(`${day}T12:00:00Z`), 0, 23)) + 3_599_000).toISOString();
}
