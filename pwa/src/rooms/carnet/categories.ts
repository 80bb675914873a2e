/** How a category of the notebook shows in a list: its icon, its colour, and the screen where it lives. */
import type { IconName } from "../../ui/icons";

export interface Look {
  icon: IconName;
  tone: "teal" | "amber" | "green" | "violet" | "red" | "grey";
  /** After `/c/<carnet>`; null when it has no screen of its own. */
  suffix: string | null;
}

const LOOKS: [prefix: string, look: Look][] = [
  ["emergency", { icon: "bolt", tone: "red", suffix: "/urgence" }],
  ["gait", { icon: "film", tone: "violet", suffix: "/images" }],
  ["photos", { icon: "photo", tone: "violet", suffix: "/images" }],
  ["circle", { icon: "people", tone: "teal", suffix: "/cercle" }],
  ["identity", { icon: "person", tone: "green", suffix: "/identite" }],
  ["agenda", { icon: "calendar", tone: "teal", suffix: "/agenda" }],
  ["journal", { icon: "sun", tone: "amber", suffix: "/jour" }],
  ["documents", { icon: "doc", tone: "amber", suffix: "/documents" }],
  ["sheets.habits", { icon: "heart", tone: "green", suffix: "/habitudes" }],
  ["sheets.allergies", { icon: "alert", tone: "red", suffix: "/fiches/allergies" }],
  ["sheets.contacts", { icon: "call", tone: "teal", suffix: "/fiches/contacts" }],
  ["sheets.growth", { icon: "grow", tone: "green", suffix: "/mesures" }],
  ["sheets", { icon: "book", tone: "green", suffix: "/fiches" }],
];

export function look(category: string): Look {
  return LOOKS.find(([prefix]) => category === prefix || category.startsWith(`${prefix}.`))?.[1] ?? { icon: "book", tone: "grey", suffix: null };
}
