/** How an item of the agenda is said. */
import { comingName } from "../../i18n/coming";
import { clock, dayName, localDay, longDay } from "../../i18n/dates";
import type { Content, Item } from "./api";
import type { AgendaTexts } from "./fr";

export const isAppointment = (content: Content): content is Extract<Content, { kind: "appointment" }> => content.kind === "appointment";

/** The zone of this phone, by its IANA name. */
export const phoneZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Paris";

/** "Paris", "La Réunion" stays "Reunion": the place as the zone's name writes it. */
export const placeOf = (zone: string): string => (zone.split("/").pop() ?? zone).replaceAll("_", " ");

export function titleOf(content: Content, t: AgendaTexts): string {
  if (isAppointment(content)) return content.title;
  return content.title || (t.sorts[content.sort] ?? content.sort);
}

/** Where the item's clock hangs, when it is not on this phone's wall. */
export function elsewhere(content: Content, t: AgendaTexts): string {
  return isAppointment(content) && content.zone !== phoneZone() ? ` (${t.zone(placeOf(content.zone))})` : "";
}

export function whenOf(item: Item, t: AgendaTexts): string {
  const content = item.content as Content;
  if (!isAppointment(content)) return t.ends(longDay(item.last_day));
  const till = content.ends ? `, ${t.until(content.ends.slice(0, 10) === content.starts.slice(0, 10) ? clock(content.ends) : comingName(content.ends))}` : "";
  return comingName(content.starts) + till + elsewhere(content, t);
}

/** Whole days until the last one. */
export function daysLeft(item: Item, now: Date = new Date()): number {
  return Math.max(0, Math.round((Date.parse(`${item.last_day}T12:00:00Z`) - Date.parse(`${localDay(now)}T12:00:00Z`)) / 86_400_000));
}

/** The heading under which it stands in the list: a day within the fortnight, then a month. */
export function groupOf(item: Item): string {
  const content = item.content as Content;
  const day = isAppointment(content) ? content.starts.slice(0, 10) : item.last_day;
  return daysLeft({ ...item, last_day: day }) < 14 ? dayName(day) : day.slice(0, 7);
}
