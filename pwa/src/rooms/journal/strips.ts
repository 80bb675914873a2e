/** Weeks in strips: what each day's mark is, and what a strip says in words. Pure. */
import type { DaySummary, Glance } from "./entries";

/** From when to when the days go that are shown; those that were asked for, until they are there. */
export const daysOf = (view: Pick<Glance, "days"> | null, first: string, last: string): { first: string; last: string } => ({ first: view?.days[0]?.day ?? first, last: view?.days.at(-1)?.day ?? last });

/** 0 to 1: how tall a day's bar is; null: not noted, and no bar. */
export const heights = (values: (number | null)[]): (number | null)[] => {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  return values.map((value) => (value === null ? null : value / most));
};

/** A count of noted things is no « none »: nothing noted draws nothing. */
export const counted = (days: DaySummary[], what: "stools" | "seizures"): (number | null)[] => days.map((day) => day[what] || null);

export const total = (values: (number | null)[]): { n: number; days: number } => ({ n: values.reduce<number>((sum, value) => sum + (value ?? 0), 0), days: values.filter((value) => value !== null).length });

/** Whole minutes slept on the days on which sleep was noted; null when none was. */
export function meanSleep(days: DaySummary[]): { days: number; minutes: number } | null {
  const noted = days.map((day) => day.sleep_minutes).filter((minutes): minutes is number => minutes !== null);
  return noted.length ? { days: noted.length, minutes: Math.round(noted.reduce((sum, minutes) => sum + minutes, 0) / noted.length) } : null;
}
