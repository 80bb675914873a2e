/** The album's months: of France, as the server counts them (docs/decisions/0010-french-days.md). */
import { frenchDay } from "../../i18n/dates";
import type { CaptureView } from "./api";

export interface MonthOf {
  /** `2026-11`. */
  month: string;
  captures: CaptureView[];
}

const known = new WeakMap<CaptureView, string>();

export function monthOf(capture: CaptureView): string {
  let month = known.get(capture);
  if (!month) known.set(capture, (month = frenchDay(capture.taken_at).slice(0, 7)));
  return month;
}

/** `before`: the months of the last drawing. One in which nothing changed stays the very same: it is not drawn again. */
export function byMonth(captures: readonly CaptureView[], before: readonly MonthOf[] = []): MonthOf[] {
  const months: MonthOf[] = [];
  for (const capture of captures) {
    const month = monthOf(capture);
    const last = months.at(-1);
    if (last?.month === month) last.captures.push(capture);
    else months.push({ month, captures: [capture] });
  }
  return months.map((one, at) => (same(one, before[at]) ? (before[at] as MonthOf) : one));
}

function same(one: MonthOf, other?: MonthOf): boolean {
  return one.month === other?.month && one.captures.length === other.captures.length && one.captures.every((capture, at) => capture === other.captures[at]);
}
