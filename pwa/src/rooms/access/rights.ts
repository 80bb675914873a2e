/** What an access opens, in the notebook's rooms and in words. Pure: takes the matrix {category: rights}, gives what a screen says. */
import type { Right, Rights } from "../../api/types";

export interface Room {
  key: RoomKey;
  categories: readonly string[];
}

export type RoomKey = "urgent" | "images" | "documents" | "sheets" | "days" | "around";

/** Everything that may be given, in the order of the notebook. `identity` is not among it: whoever enters knows whose notebook it is. */
export const ROOMS: readonly Room[] = [
  { key: "urgent", categories: ["emergency"] },
  { key: "images", categories: ["photos", "gait"] },
  {
    key: "documents",
    categories: ["medical", "paramedical", "syntheses", "imaging", "media", "psychology", "school", "projects", "certificates", "liaison"].map((one) => `documents.${one}`),
  },
  {
    key: "sheets",
    categories: ["habits", "administrative", "social", "contacts", "schooling", "growth", "medication", "autonomy", "equipment", "clinical", "allergies"].map((one) => `sheets.${one}`),
  },
  { key: "days", categories: ["agenda", "journal", "measurements"] },
  { key: "around", categories: ["contacts", "messages", "circle"] },
];

export const CATEGORIES: readonly string[] = ROOMS.flatMap((room) => room.categories);

/** What one may do with one category. `add` alone: puts in, without seeing what is there. */
export type Level = "none" | "read" | "both" | "add" | "manage";

const ORDER: readonly Right[] = ["read", "add", "manage"];
const HELD: Record<Level, readonly Right[]> = { none: [], read: ["read"], both: ["read", "add"], add: ["add"], manage: ORDER };

const has = (rights: Rights, category: string, right: Right): boolean => rights[category]?.includes(right) ?? false;
export const reads = (rights: Rights, category: string): boolean => has(rights, category, "read");

export function level(rights: Rights, category: string): Level {
  if (has(rights, category, "manage")) return "manage";
  const [read, add] = [has(rights, category, "read"), has(rights, category, "add")];
  return read ? (add ? "both" : "read") : add ? "add" : "none";
}

/** The same matrix with these categories at that level; nothing else moves. */
export function withLevel(rights: Rights, categories: readonly string[], to: Level): Rights {
  const changed = { ...rights };
  for (const category of categories) {
    if (HELD[to].length) changed[category] = [...HELD[to]];
    else delete changed[category];
  }
  return changed;
}

/** Added to by representatives alone: the server gives no more of them, whatever is asked. */
const READ_ONLY: readonly string[] = ["emergency", "circle"];

/** The levels to choose from for a category: three at most, and what was proposed when it is another one. */
export function offered(category: string, proposed: Level): Level[] {
  const levels: Level[] = READ_ONLY.includes(category) ? ["none", "read"] : ["none", "read", "both"];
  return levels.includes(proposed) ? levels : [...levels, proposed];
}

export type TopicKey = "safety" | "images" | "medical" | "care" | "daily" | "help" | "liaison" | "psychology" | "social" | "school" | "body" | "reach";

/** What goes together in people's minds, across rooms: said in one word when all of it is meant. What stands in none is said by itself. */
export const TOPICS: readonly { key: TopicKey; categories: readonly string[] }[] = [
  { key: "safety", categories: ["emergency", "sheets.allergies"] },
  { key: "medical", categories: ["documents.medical", "documents.imaging", "documents.certificates"] },
  { key: "care", categories: ["sheets.clinical", "sheets.medication"] },
  { key: "psychology", categories: ["documents.psychology"] },
  { key: "social", categories: ["sheets.administrative", "sheets.social"] },
  { key: "images", categories: ["photos", "gait", "documents.media"] },
  { key: "daily", categories: ["sheets.habits", "journal"] },
  { key: "liaison", categories: ["documents.syntheses", "documents.liaison"] },
  { key: "school", categories: ["documents.school", "sheets.schooling"] },
  { key: "help", categories: ["sheets.autonomy", "sheets.equipment"] },
  { key: "body", categories: ["sheets.growth", "measurements"] },
  { key: "reach", categories: ["sheets.contacts", "contacts"] },
];

/** A whole room (but for one or two categories, or what `others` leaves of it), a topic, or one category. */
export type Said = { room: RoomKey; except: readonly string[]; others?: boolean } | { topic: TopicKey } | { category: string };

/** A room of so many categories is said as the room when at most FEW of them are missing. */
const LARGE = 8;
const FEW = 2;

/** What matters most to a family first: the order in which categories are said. */
const WEIGHT: readonly string[] = [...TOPICS.flatMap((topic) => topic.categories), ...CATEGORIES];

/** These categories in as few words as can be, each in exactly one of them. `before`: said already, so that « the others » is understood. */
export function said(categories: readonly string[], before: readonly string[] = []): Said[] {
  const left = new Set(categories);
  const words: { at: string; said: Said }[] = [];
  for (const room of ROOMS) {
    const except = room.categories.filter((one) => !left.has(one));
    const others = except.length > 0 && except.every((one) => before.includes(one));
    if (room.categories.length < LARGE || except.length > FEW || (!others && except.some((one) => before.includes(one)))) continue;
    for (const one of room.categories) left.delete(one);
    words.push({ at: room.categories[0] ?? "", said: { room: room.key, except, ...(others && { others }) } });
  }
  for (const { key, categories: meant } of TOPICS) {
    if (!meant.every((one) => left.has(one))) continue;
    for (const one of meant) left.delete(one);
    words.push({ at: meant[0] ?? "", said: { topic: key } });
  }
  for (const category of left) words.push({ at: category, said: { category } });
  return words.sort((one, other) => WEIGHT.indexOf(one.at) - WEIGHT.indexOf(other.at)).map((word) => word.said);
}

/** The categories that a word stands for. */
export function meant(word: Said): readonly string[] {
  if ("category" in word) return [word.category];
  if ("topic" in word) return TOPICS.find((topic) => topic.key === word.topic)?.categories ?? [];
  return (ROOMS.find((room) => room.key === word.room)?.categories ?? []).filter((one) => !word.except.includes(one));
}

export interface InWords {
  /** Read, and added to as well. */
  both: Said[];
  /** Only read. */
  read: Said[];
  /** Added to, without being seen. */
  add: Said[];
  /** Nothing of it is seen, nor added to. */
  hidden: Said[];
}

/** Every category is in exactly one of the four. */
export function inWords(rights: Rights): InWords {
  const at = (...levels: Level[]) => CATEGORIES.filter((category) => levels.includes(level(rights, category)));
  const both = at("both", "manage");
  return { both: said(both), read: said(at("read"), both), add: said(at("add")), hidden: said(at("none")) };
}

export type Glance =
  | { kind: "all" }
  | { kind: "none" }
  /** Everything is read but these. */
  | { kind: "but"; said: Said[] }
  /** Exactly these are read. */
  | { kind: "some"; said: Said[] }
  /** Of each of these rooms, something is read. */
  | { kind: "parts"; rooms: RoomKey[] }
  /** Nothing is read; these are added to. */
  | { kind: "adds"; said: Said[] };

/** In about five words: what an access comes to, for a list. */
export function glance(rights: Rights): Glance {
  const seen = CATEGORIES.filter((category) => reads(rights, category));
  if (!seen.length) {
    const { add } = inWords(rights);
    return add.length ? { kind: "adds", said: add } : { kind: "none" };
  }
  if (seen.length === CATEGORIES.length) return { kind: "all" };
  const hidden = said(CATEGORIES.filter((category) => !seen.includes(category)));
  if (hidden.length <= 3) return { kind: "but", said: hidden };
  const words = said(seen);
  if (words.length <= 4 && words.every((word) => !("room" in word))) return { kind: "some", said: words };
  return { kind: "parts", rooms: ROOMS.filter((room) => room.key !== "around" && room.categories.some((one) => seen.includes(one))).map((room) => room.key) };
}

export interface Difference {
  /** Categories where something more is open than before. */
  wider: string[];
  /** Categories where something is no longer open. */
  narrower: string[];
}

export function difference(before: Rights, after: Rights): Difference {
  const gained = (from: Rights, to: Rights) => CATEGORIES.filter((category) => ORDER.some((right) => has(to, category, right) && !has(from, category, right)));
  return { wider: gained(before, after), narrower: gained(after, before) };
}

export function same(one: Rights, other: Rights): boolean {
  const { wider, narrower } = difference(one, other);
  return !wider.length && !narrower.length;
}
