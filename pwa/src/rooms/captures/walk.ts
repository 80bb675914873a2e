/** How a film of the walk was filmed. */
import type { CaptureView } from "./api";
import type { CapturesTexts } from "./fr";

export type From = NonNullable<CaptureView["seen_from"]>;
export type Worn = CaptureView["worn"][number];

export interface Walk {
  from: From | "";
  worn: Worn[];
  words: string;
}

export const FROM: readonly From[] = ["left", "right", "front", "back"];
export const WORN: readonly Worn[] = ["barefoot", "shoes", "orthoses", "aid"];
export const LONGEST_WORDS = 200;

/** Nothing is chosen beforehand. */
export const unsaid = (): Walk => ({ from: "", worn: [], words: "" });

export const walkOf = (capture: CaptureView): Walk => ({ from: capture.seen_from ?? "", worn: [...capture.worn], words: capture.worn_words });

/** One more or one less: bare feet wear nothing, what is worn is not bare feet. */
export function toggled(worn: readonly Worn[], one: Worn): Worn[] {
  if (worn.includes(one)) return worn.filter((other) => other !== one);
  const against: readonly Worn[] = one === "barefoot" ? ["shoes", "orthoses"] : one === "aid" ? [] : ["barefoot"];
  return WORN.filter((other) => other === one || (worn.includes(other) && !against.includes(other)));
}

/** "Profil gauche · pieds nus, aide à la marche (déambulateur)"; empty when nothing was said. */
export function said(walk: Walk, t: CapturesTexts["walk"]): string {
  const worn = walk.worn.map((one) => t[one].toLowerCase()).join(", ");
  const how = walk.words ? (worn ? `${worn} (${walk.words})` : walk.words) : worn;
  return [walk.from && t[walk.from], how].filter(Boolean).join(" · ");
}
