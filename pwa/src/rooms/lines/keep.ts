/** The sheets of one's own carnets are on the phone before they are needed without a network. Traced as kept, not as read. */
import { get } from "../../api/client";
import type { components } from "../../api/schema";
import type { Carnet } from "../../api/types";
import { readsSheets } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { lineCopy } from "./lines";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export const summaryCopy = (carnet: string): string => `lines/${carnet}`;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !readsSheets(carnet)) return;
  // Of its own: a screen that keeps the list has not kept the sheets.
  const name = `lines-kept/${carnet.id}`;
  const copy = await vault.recall(name);
  if (copy && Date.now() - copy.at.getTime() < FRESH) return;
  const { whole, ...summaries } = await get<components["schemas"]["WholeSheets"]>(`/api/carnets/${carnet.id}/sheets/whole?keep=true`, { plain: true });
  for (const sheet of whole) await vault.keep(lineCopy(carnet.id, sheet.sheet), sheet);
  await vault.keep(summaryCopy(carnet.id), summaries);
  await vault.keep(name, true);
}
