/** The box « Montrer sur la fiche urgente » of a form that may stay open, or kept as a draft, for days. Pure. */
import type { Stood } from "./lines";

/** What this person chose in this form, and what stood when they did. */
export interface Chosen {
  shown: boolean;
  stood: Stood;
}

/** `shown`: what the box says. `moved`: a choice was made here, and another has come since: it is not sent. `sent`: what leaves with the line; null leaves that as it is. */
export interface Box {
  shown: boolean;
  moved: boolean;
  sent: Chosen | null;
}

/** stands: of the line now; null for one that is not there yet, which begins as its kind usually does (`usual`) and says so. */
export function boxOf(kept: Chosen | null | undefined, stands: Stood | null, usual: boolean): Box {
  if (stands === null) {
    const shown = kept?.shown ?? usual;
    return { shown, moved: false, sent: { shown, stood: "proposed" } };
  }
  const now = stands === "shown";
  if (!kept || kept.shown === now) return { shown: now, moved: false, sent: null };
  if (kept.stood !== stands) return { shown: now, moved: true, sent: null };
  return { shown: kept.shown, moved: false, sent: kept };
}
