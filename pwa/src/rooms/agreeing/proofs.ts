/** The documents that may show a decision, as they are offered. Pure. */
import type { DocumentPage } from "../documents/api";
import type { Found, Hit } from "../finding/api";

/** `title`: empty when it has none. `day`: the one that it bears. */
export interface Proof {
  id: string;
  title: string;
  day: string;
}

export interface Looked {
  proofs: Proof[];
  /** Nothing has all the words: these have the most of them. */
  partial: boolean;
  /** There are more than were answered. */
  more: boolean;
}

/** What nobody can read shows nothing. */
export const listed = (page: DocumentPage): Proof[] => page.documents.filter((one) => one.state === "ready").map((one) => ({ id: one.id, title: one.title, day: one.written_on }));

const proofOf = (hit: Hit): Proof => ({ id: hit.id, title: hit.title.map((piece) => piece.text).join(""), day: hit.day });

export function looked(answer: Found): Looked {
  const hits = answer.groups.flatMap((group) => group.hits);
  return { proofs: hits.filter((hit) => hit.ready).map(proofOf), partial: answer.partial, more: answer.count > hits.length };
}

/** The one that was chosen is always among them, though it was found by other words, or another day. */
export const withChosen = (proofs: Proof[], id: string, title: string): Proof[] => (!id || proofs.some((one) => one.id === id) ? proofs : [...proofs, { id, title, day: "" }]);
