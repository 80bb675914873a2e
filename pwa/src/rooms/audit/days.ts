/** The trace as people read it: by day, then by person; the same sentence several times in a day is said once, with its count. */
import type { Trace } from "../../api/types";

export interface Line {
  key: string;
  sentence: string;
  category: string;
  /** The newest and the oldest moment of the same sentence that day, ISO 8601 UTC. */
  last: string;
  first: string;
  count: number;
}

export interface PersonsDay {
  id: string;
  name: string | null;
  lines: Line[];
}

export interface Day {
  day: string;
  people: PersonsDay[];
}

/** `traces` newest first; `dayOf` gives the calendar day. */
export function byDay(traces: Trace[], dayOf: (at: string) => string): Day[] {
  const days: Day[] = [];
  for (const trace of traces) {
    const day = dayOf(trace.at);
    let today = days.at(-1);
    if (today?.day !== day) days.push((today = { day, people: [] }));
    const id = trace.person?.id ?? "";
    let person = today.people.find((one) => one.id === id);
    if (!person) today.people.push((person = { id, name: trace.person?.name ?? null, lines: [] }));
    const same = person.lines.find((line) => line.sentence === trace.sentence);
    if (same) {
      same.first = trace.at;
      same.count += 1;
    } else person.lines.push({ key: trace.id, sentence: trace.sentence, category: trace.category, last: trace.at, first: trace.at, count: 1 });
  }
  return days;
}

/** "Karim Saïdi a regardé un film." under Karim's own heading: "A regardé un film." */
export function withoutName(sentence: string, name: string | null): string {
  if (!name || !sentence.startsWith(`${name} `)) return sentence;
  const rest = sentence.slice(name.length + 1);
  return rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}
