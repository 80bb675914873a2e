/** A moment to come: "demain 14 h 30", "le mardi 24 novembre à 14 h 30". */
import { appointment, clock, dayName, localDay, toDate } from "./dates";

/** `moment`: in UTC, shown where the phone is; or a wall time without a zone, shown as it was written. */
export function comingName(moment: string | Date, now: Date = new Date()): string {
  const day = localDay(moment);
  const today = localDay(now);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const near = day === today || day === localDay(tomorrow);
  return near ? `${dayName(day, today)} ${clock(toDate(moment))}` : appointment(moment);
}
