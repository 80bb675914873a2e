/** When something of the relay sheet happens, as short as it can be said at `now`. Hours of France. */
import { dayName, frenchClock, frenchDay, frenchMoment } from "../../i18n/dates";

export function when(moment: string, now: Date): string {
  const [day, today] = [frenchDay(moment), frenchDay(now)];
  return day === today ? frenchClock(moment) : `${dayName(day, today)} ${frenchClock(moment)}`;
}

/** ms: an address made in the middle of the night is for that night. */
const NEAR = 4 * 3_600_000;

/** The first ten o'clock in the morning, in France, that is four hours away or more, as ISO 8601: until when somebody takes over by default. */
export function morningAtTen(now: Date): string {
  const today = atHour(now, 0, 10);
  return Date.parse(today) >= now.getTime() + NEAR ? today : atHour(now, 1, 10);
}

/** `days` later, at the same hour of the morning. */
export function inDays(now: Date, days: number): string {
  return atHour(now, days, 10);
}

function atHour(now: Date, days: number, hour: number): string {
  const [year = 0, month = 1, day = 1] = frenchDay(now).split("-").map(Number);
  const then = new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  return frenchMoment(then, `${hour}:00`).toISOString();
}

/** The last moment of a day of France ("YYYY-MM-DD"), as ISO 8601. */
export function endOf(day: string): string {
  return new Date(Date.parse(atHour(new Date(`${day}T12:00:00Z`), 0, 23)) + 3_599_000).toISOString();
}
