/** Texts begun on this phone and not saved: where their drafts are kept, and which there are. */
import * as vault from "../../shell/vault";

export const draftName = (carnet: string, heading: string): string => `habits/${carnet}/${heading}`;

/** The headings of this carnet with a draft. */
export async function draftsOf(carnet: string): Promise<Set<string>> {
  const before = `draft/habits/${carnet}/`;
  const names = await vault.names(before).catch(() => []);
  return new Set(names.map((name) => name.slice(before.length)));
}
