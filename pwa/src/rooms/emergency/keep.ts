/** The urgent sheet of one's own carnets is on the phone before it is needed without a network. Traced as kept, not as read. */
import { get } from "../../api/client";
import type { Carnet } from "../../api/types";
import { may } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import type { SheetView } from "./lines";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !may(carnet, "emergency", "read")) return;
  const name = `emergency/${carnet.id}`;
  const copy = await vault.recall<SheetView>(name);
  if (copy && Date.now() - copy.at.getTime() < FRESH) return;
  await vault.keep(name, await get<SheetView>(`/api/carnets/${carnet.id}/emergency?keep=true`, { plain: true }));
}
