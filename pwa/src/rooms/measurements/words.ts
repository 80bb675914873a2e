/** A value in words. */
import { locale } from "../../i18n";
import { shortDay } from "../../i18n/dates";
import type { Content } from "./api";
import { difference, sayNumber, unitOf, type Point } from "./series";
import { texts } from "./texts";

export const said = (content: Content): string => `${sayNumber(content.value, locale)}\u202f${unitOf(content)}`;

export const nameOf = (series: { kind: string; name: string }): string => series.name || (texts.t.kinds[series.kind] ?? "");

/** « + 1,2 kg » since the one before; empty for the first, and for one that has not changed. */
export function changed(now: Content, before: Content | undefined): string {
  if (!before) return "";
  const by = difference(now.value, before.value);
  if (Number(by) === 0) return "";
  return `${Number(by) > 0 ? "+" : ""}${sayNumber(by, locale)}\u202f${unitOf(now)}`;
}

/** How it was taken and by whom, and where it waits. */
export function how({ content, value, waiting }: Point): string {
  const t = texts.t;
  const posture = content.posture === "not_said" ? "" : t.postures[content.posture];
  const parts = [content.time ? t.at(content.time.replace(":", locale === "fr" ? " h " : ":")) : "", posture, content.how, content.by ? t.by(content.by) : value ? t.written(value.author.name) : "", content.checked ? t.checked : "", waiting ? t.here : ""];
  return parts.filter(Boolean).join(" · ");
}

export const day = (content: Content): string => shortDay(content.on);
