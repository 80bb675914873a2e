/** How each of the sheets shows in a list. */
import type { IconName } from "../../ui/icons";
import type { LISTED } from "./lines";

type Tone = "teal" | "amber" | "green" | "violet" | "red" | "grey";

export const LOOKS: Record<(typeof LISTED)[number], { icon: IconName; tone: Tone }> = {
  administrative: { icon: "doc", tone: "amber" },
  social: { icon: "people", tone: "green" },
  habits: { icon: "heart", tone: "green" },
  pain_passport: { icon: "hurt", tone: "red" },
  contacts: { icon: "call", tone: "teal" },
  schooling: { icon: "book", tone: "violet" },
  growth: { icon: "grow", tone: "violet" },
  medication: { icon: "calendar", tone: "teal" },
  autonomy: { icon: "walk", tone: "green" },
  equipment: { icon: "key", tone: "violet" },
  clinical: { icon: "info", tone: "teal" },
  allergies: { icon: "alert", tone: "red" },
};
