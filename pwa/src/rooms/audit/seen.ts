/** A day as people read it: by person, in the order of their newest act. */
import type { Person, TraceDay, TraceGroup } from "./api";

export interface PersonsDay {
  key: string;
  /** Null: those without an account. */
  person: Person | null;
  groups: TraceGroup[];
}

export function byPerson(groups: TraceGroup[]): PersonsDay[] {
  const found = new Map<string, PersonsDay>();
  for (const group of groups) {
    const key = group.person?.id ?? "";
    const one = found.get(key);
    if (one) one.groups.push(group);
    else found.set(key, { key, person: group.person, groups: [group] });
  }
  return [...found.values()];
}

/** The days of a page after those that are shown. */
export const joined = (shown: TraceDay[], older: TraceDay[]): TraceDay[] => [...shown, ...older.filter((day) => !shown.some((one) => one.day === day.day))];

/** "kinésithérapeute · SESSAD Les Tilleuls". */
export const about = (person: Person): string => [person.about, person.structure].filter(Boolean).join(" · ");

/** A sentence of its own: its first letter is a capital. */
export const begun = (deed: string): string => deed.charAt(0).toLocaleUpperCase() + deed.slice(1);
