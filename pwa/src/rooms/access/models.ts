/** Who one may give access to: the server's models by profession or relation, in four groups, and found by a few letters. Pure. */
import type { AccessModel } from "../../api/types";

export const GROUPS: readonly AccessModel["group"][] = ["care", "school", "social", "family"];

/** The other parent or a guardian: no model, they have everything. */
export const PARENT = "parent";

/** Without accents or capitals: as people type on a phone. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Whether what was typed begins a word of one of these names. */
export function matches(typed: string, names: readonly string[]): boolean {
  const wanted = plain(typed);
  return !wanted || names.some((name) => ` ${plain(name)}`.replace(/[’'()/,-]/g, " ").includes(` ${wanted}`));
}
