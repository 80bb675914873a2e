/** What became of a film that was chosen: kept on the phone; sent from its file while the page stays open; or neither. Pure. */
import type { Item } from "../../outbox/item";

export type Ended = "kept" | "loose" | "refused";

/** `items`: what the outbox made of it. */
export function endedOf(items: readonly Pick<Item, "state" | "kept">[]): Ended {
  if (!items.length || items.some((one) => one.state === "failed")) return "refused";
  return items.every((one) => one.kept) ? "kept" : "loose";
}
