/** After why a file was not taken: what can be done. Pure. */
import type { CaptureView } from "./api";
import type { CapturesTexts } from "./fr";

/** Empty when nothing can be. The same film sent again helps only where something happened to it on its way. */
export function afterRefusal({ kind, reason }: Pick<CaptureView, "kind" | "reason">, t: CapturesTexts["look"]): string {
  if (reason === "infected") return "";
  if (kind === "photo") return t.refusedWhat;
  if (reason === "truncated" || reason === "unreadable") return t.refusedFilm;
  return reason === "too_long" || reason === "too_large" ? t.refusedShorter : "";
}
