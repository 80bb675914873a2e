/** What may be noted of a day, as the backend describes it (`described-fr.ts` and `described-en.ts` are written by `./just types`). */
import type { IconName } from "../../ui/icons";
import type { Kind } from "./entries";

export interface About {
  kind: Kind;
  name: string;
  one: string;
  fields: Asked[];
}

export interface Asked {
  name: string;
  label: string;
  input: "short" | "text" | "number" | "whole" | "choice" | "words" | "item" | string;
  help?: string;
  unit?: string;
  choices?: string[][];
  most?: number;
  least?: number;
  needed?: boolean;
}

type Tone = "teal" | "amber" | "green" | "violet" | "red" | "grey";

export const LOOKS: Record<Kind, { icon: IconName; tone: Tone }> = {
  sleep: { icon: "moon", tone: "violet" },
  meal: { icon: "meal", tone: "amber" },
  drink: { icon: "drop", tone: "teal" },
  urine: { icon: "drop", tone: "amber" },
  stool: { icon: "info", tone: "amber" },
  pain: { icon: "hurt", tone: "red" },
  mood: { icon: "smile", tone: "green" },
  seizure: { icon: "bolt", tone: "red" },
  temperature: { icon: "heat", tone: "red" },
  care: { icon: "heart", tone: "teal" },
  treatment: { icon: "check", tone: "teal" },
  good: { icon: "smile", tone: "green" },
  note: { icon: "edit", tone: "grey" },
  photo: { icon: "photo", tone: "violet" },
};

/** Asked first of all, as big taps on the day itself; where a kind begins with words or a number, nothing is. */
export const firstOf = (about: About): Asked | undefined => about.fields.slice(0, 1).find((one) => one.input === "choice");
