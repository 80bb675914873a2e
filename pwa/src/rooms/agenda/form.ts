/** A form of the agenda: texts as they stand in the fields, from and to what the API takes. */
import type { Appointment, Content, Deadline } from "./api";
import { isAppointment, phoneZone } from "./words";

export type Kind = Content["kind"];
export type Sort = Deadline["sort"];
export const SORTS: Sort[] = ["disability_card", "paper_card", "mdph_right", "benefit", "prescription", "equipment", "other"];

export interface Typed {
  kind: Kind;
  title: string;
  day: string;
  time: string;
  end: string;
  zone: string;
  with_whom: string;
  place: string;
  bring: string;
  note: string;
  sort: Sort | null;
  /** Null: as the server offers. */
  reminders: string[] | null;
}

/** What is offered first; the server's own lists are the same (a test holds them together). */
export const APPOINTMENT_LEADS = ["P7D", "P1D", "PT2H"];
export const SORT_LEADS: Record<Sort, string[]> = {
  disability_card: ["P9M", "P6M", "P4M"],
  paper_card: ["P9M", "P6M", "P4M"],
  mdph_right: ["P9M", "P6M", "P4M"],
  benefit: ["P9M", "P6M", "P4M"],
  prescription: ["P1M", "P7D"],
  equipment: ["P3M", "P1M"],
  other: ["P1M", "P7D"],
};
const ALL: Record<Kind, string[]> = {
  appointment: ["P1M", "P14D", "P7D", "P2D", "P1D", "PT4H", "PT2H", "PT1H"],
  deadline: ["P12M", "P9M", "P6M", "P4M", "P3M", "P2M", "P1M", "P14D", "P7D", "P1D"],
};

export const usual = (typed: Typed): string[] => (typed.kind === "appointment" ? APPOINTMENT_LEADS : SORT_LEADS[typed.sort ?? "other"]);
/** What stands ticked, and what may be: what was chosen elsewhere stays in the list. */
export const chosen = (typed: Typed): string[] => typed.reminders ?? usual(typed);
export const offered = (typed: Typed): string[] => [...ALL[typed.kind], ...chosen(typed).filter((lead) => !ALL[typed.kind].includes(lead))];

export function empty(kind: Kind): Typed {
  return { kind, title: "", day: "", time: "", end: "", zone: phoneZone(), with_whom: "", place: "", bring: "", note: "", sort: null, reminders: null };
}

export function typedFrom(content: Content): Typed {
  const typed = { ...empty(content.kind), title: content.title, zone: content.zone, note: content.note, reminders: content.reminders };
  if (!isAppointment(content)) return { ...typed, day: content.ends_on, sort: content.sort };
  const { starts, ends, with_whom, place, bring } = content;
  return { ...typed, day: starts.slice(0, 10), time: starts.slice(11, 16), end: ends && ends.slice(0, 10) === starts.slice(0, 10) ? ends.slice(11, 16) : "", with_whom, place, bring };
}

/** Call `problems` first. */
export function contentFrom(typed: Typed): Content {
  const { zone, reminders } = typed;
  const title = typed.title.trim();
  const note = typed.note.trim();
  if (typed.kind === "deadline") return { kind: "deadline", sort: typed.sort ?? "other", title, ends_on: typed.day, zone, note, reminders } satisfies Deadline;
  return {
    kind: "appointment",
    title,
    starts: `${typed.day}T${typed.time}:00`,
    ends: typed.end ? `${typed.day}T${typed.end}:00` : null,
    zone,
    with_whom: typed.with_whom.trim(),
    place: typed.place.trim(),
    bring: typed.bring.trim(),
    note,
    reminders,
  } satisfies Appointment;
}

/** What is to be put right before anything is sent, by field. The server looks again. */
export function problems(typed: Typed, required: string): Record<string, string> {
  const needed: (keyof Typed)[] = typed.kind === "appointment" ? ["title", "day", "time"] : typed.sort === "other" ? ["sort", "title", "day"] : ["sort", "day"];
  return Object.fromEntries(needed.filter((name) => !typed[name]?.toString().trim()).map((name) => [name, required]));
}

/** The form's field for a field of the API. */
export const fieldOf = (name: string): string => ({ starts: "time", ends: "end", ends_on: "day" })[name.replace(/^.*\./, "")] ?? name.replace(/^.*\./, "");
