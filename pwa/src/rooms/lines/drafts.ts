/** Lines begun on this phone and not saved: where their drafts are kept, and which there are. */
import * as vault from "../../shell/vault";

export const draftName = (carnet: string, sheet: string, place: string): string => `lines/${carnet}/${sheet}/${place}`;

/** The places of this sheet with a draft; `new-<kind>` for a line that is not there yet. */
export async function draftsOf(carnet: string, sheet: string): Promise<Set<string>> {
  const before = `draft/lines/${carnet}/${sheet}/`;
  const names = await vault.names(before).catch(() => []);
  return new Set(names.map((name) => name.slice(before.length)));
}
