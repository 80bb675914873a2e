/** What a line may hold, as the backend describes it (`described-fr.ts`, `described-en.ts`: generated), in the language of the screen. */
import { roomTexts } from "../../i18n";
import type { LineKind, Sheet } from "./lines";

export type Input = "short" | "text" | "day" | "number" | "whole" | "choice" | "times" | "phone" | "email" | "item";

/** `most`, `least`: of a text's letters, or of a number. `needed`: it must say something. */
export interface FieldAbout {
  name: string;
  label: string;
  input: Input;
  help?: string;
  unit?: string;
  choices?: [key: string, words: string][];
  most?: number;
  least?: number;
  pattern?: string;
  needed?: boolean;
}

/** `slots`: the fixed places, when each line has its own. `none`: « aucune » is an answer. `title`: the fields that say which line it is. */
export interface KindAbout {
  tag: LineKind;
  name: string;
  one: string;
  title: string[];
  slots: [place: string, words: string][];
  most: number;
  none: boolean;
  /** Whether a new one is shown on the urgent sheet unless somebody says otherwise; null where it has no place there. */
  urgent: boolean | null;
  fields: FieldAbout[];
}

export interface SheetAbout {
  sheet: Sheet;
  category: string;
  name: string;
  filledBy: string;
  kinds: KindAbout[];
}

export const described = roomTexts<SheetAbout[]>({ fr: () => import("./described-fr"), en: () => import("./described-en") });

export const aboutSheet = (sheet: string): SheetAbout | undefined => described.t.find((one) => one.sheet === sheet);
export const aboutKind = (tag: string): KindAbout | undefined => described.t.flatMap((one) => one.kinds).find((kind) => kind.tag === tag);
