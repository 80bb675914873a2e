/** Lines being written on this phone that are not on the sheet yet: where their drafts are kept, and which there are. */
import * as vault from "../../shell/vault";
import type { Section } from "./lines";

/** A line that is not on the sheet yet. */
export const NEW = "nouvelle";

export const draftName = (carnet: string, section: Section | string, line: string): string => `emergency/${carnet}/${section}/${line}`;

/** `section/line` of every draft of this carnet's sheet. */
export async function draftsOf(carnet: string): Promise<Set<string>> {
  const before = `draft/${draftName(carnet, "", "").replace(/\/+$/, "/")}`;
  const names = await vault.names(before).catch(() => []);
  return new Set(names.map((name) => name.slice(before.length)));
}

/** Puts a text into a line's form, to be read there before it is sent. `id`: the line's, or one made for a new line. */
export async function writeDraft(carnet: string, section: Section, line: string, draft: { typed: Record<string, string>; version: number; id: string }): Promise<void> {
  await vault.keep(`draft/${draftName(carnet, section, line)}`, { ...draft, tried: false });
}
