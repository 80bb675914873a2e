/** What an access opens, as groups that people know. Pure: takes the rights, gives what is read, added and not seen. */
import type { Rights } from "../../api/types";

export const GROUPS = ["emergency", "photos", "gait", "documents", "habits", "sheets", "journal", "agenda", "measurements", "messages", "contacts", "circle"] as const;
export type Group = (typeof GROUPS)[number];

const IN_GROUP: Record<Group, (category: string) => boolean> = {
  emergency: (category) => category === "emergency",
  photos: (category) => category === "photos",
  gait: (category) => category === "gait",
  documents: (category) => category.startsWith("documents."),
  habits: (category) => category === "sheets.habits",
  sheets: (category) => category.startsWith("sheets.") && category !== "sheets.habits",
  journal: (category) => category === "journal",
  agenda: (category) => category === "agenda",
  measurements: (category) => category === "measurements",
  messages: (category) => category === "messages",
  contacts: (category) => category === "contacts",
  circle: (category) => category === "circle",
};

export interface Summary {
  reads: Group[];
  adds: Group[];
  /** Groups of which nothing can be read. */
  hidden: Group[];
  readsAll: boolean;
}

export function summary(rights: Rights): Summary {
  const having = (right: "read" | "add") => GROUPS.filter((group) => Object.entries(rights).some(([category, held]) => IN_GROUP[group](category) && held?.includes(right)));
  const reads = having("read");
  return { reads, adds: having("add"), hidden: GROUPS.filter((group) => !reads.includes(group)), readsAll: reads.length === GROUPS.length };
}
