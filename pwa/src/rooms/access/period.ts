/** For how long an access is given. Pure: today is handed in, as a day of France. */
export type Period = "open" | "until" | "stay" | "consultation";

export const PERIODS: readonly Period[] = ["open", "until", "stay", "consultation"];

/** Those whose last day is chosen. */
export const dated = (period: Period): boolean => period === "until" || period === "stay";

/** The last day of the access, or null for none: a consultation is that of today. */
export function lastDay(period: Period, chosen: string, today: string): string | null {
  if (period === "open") return null;
  return period === "consultation" ? today : chosen || null;
}

/** What keeps a period from being given: its day is missing, or over. */
export function wrong(period: Period, chosen: string, today: string): "missing" | "past" | null {
  if (!dated(period)) return null;
  if (!chosen) return "missing";
  return chosen < today ? "past" : null;
}
