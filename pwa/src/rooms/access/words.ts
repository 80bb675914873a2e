/** Rights in the words of the screen's language. */
import type { AccessModel, Rights } from "../../api/types";
import { shortDay } from "../../i18n/dates";
import { listing } from "../../i18n/plural";
import { glance, type Said } from "./rights";
import { texts } from "./texts";

export const nameOf = (category: string): string => texts.t.rights.names[category] ?? category;
/** By commas alone: some names hold an « et » of their own. */
export const naming = (categories: readonly string[]): string => categories.map(nameOf).join(", ");

/** "tous les documents (sauf CR de psychologie)", "école", "films de marche". */
export function word(said: Said): string {
  const t = texts.t.rights;
  if ("category" in said) return nameOf(said.category);
  if ("topic" in said) return t.topics[said.topic];
  if (said.others) return t.otherOf[said.room] ?? t.wholeRoom[said.room];
  return t.wholeRoom[said.room] + (said.except.length ? t.but(naming(said.except)) : "");
}

/** A model in a list and beside a name: "orthophoniste". */
export const calledIn = (model: AccessModel | null): string => {
  const name = model ? (texts.t.give.short[model.key] ?? model.name) : "";
  return name === name.toLocaleUpperCase() ? name : name.charAt(0).toLocaleLowerCase() + name.slice(1);
};

/** What an access opens, in about five words. */
export function inShort(rights: Rights, representative: boolean): string {
  const t = texts.t.glance;
  if (representative) return t.everything;
  const seen = glance(rights);
  if (seen.kind === "parts") return t.parts(listing(seen.rooms.map((room) => t.rooms[room])));
  return "said" in seen ? t[seen.kind](seen.said.map(word).join(", ")) : t[seen.kind];
}

/** Until when: "jusqu’au 3 nov. 2026", "sans fin". */
export const untilName = (until: string | null): string => (until ? texts.t.circle.until(shortDay(until)) : texts.t.circle.forever);
