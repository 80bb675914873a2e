/** What the notebook has already, asked of the server by content before anything leaves. */
import type { Item, Kept } from "./item";
import { WHOSE } from "./told";

/** Hashes in one question, at most: the server's own limit. */
const MOST = 100;
const PATIENCE = 15_000;

const roomOf = (item: Pick<Kept, "kind">) => (item.kind === "document" ? "documents" : "captures");

/** Could be there already, as far as the phone knows: whole on the phone, not begun, nobody has said to send it all the same. */
export const askable = (item: Pick<Kept, "sum" | "begun" | "wanted">) => !!item.sum && !item.begun && !item.wanted;

/** `first`, and what waits beside it and goes to the same place: one question for all of them. */
export function askedWith<T extends Kept | Item>(first: T, others: readonly T[]): T[] {
  return [first, ...others].filter((one) => askable(one) && one.carnet === first.carnet && roomOf(one) === roomOf(first)).slice(0, MOST);
}

/**
 * For this person: of what goes to one place: the number of what has the same content there, by hash. Empty when the server has no answer to it
 * (whatever is wrong is then said by the sending). Throws when there is no network.
 */
export async function sameAs(asked: readonly (Kept | Item)[], person: string): Promise<Map<string, string>> {
  const [first] = asked;
  if (!first) return new Map();
  const answer = await fetch(`/api/carnets/${first.carnet}/${roomOf(first)}/same`, {
    method: "POST",
    headers: { "Content-Type": "application/json", [WHOSE]: person },
    body: JSON.stringify({ sha256: [...new Set(asked.map((one) => one.sum))] }),
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok) return new Map();
  const found = (await answer.json()) as { sha256: string; id: string }[];
  return new Map(found.map((one) => [one.sha256, one.id]));
}
