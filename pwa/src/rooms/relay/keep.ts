/** The relay sheet of one's own carnets is on the phone before a night without a network. Traced as kept, not as read. */
import { get } from "../../api/client";
import type { Carnet } from "../../api/types";
import { takesOver } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { copyName, relayUrl, type Relay } from "./api";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 2 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !takesOver(carnet)) return;
  const name = copyName(carnet.id);
  const copy = await vault.recall(name);
  if (copy && Date.now() - copy.at.getTime() < FRESH) return;
  await vault.keep(name, await get<Relay>(`${relayUrl(carnet.id)}?keep=true`, { plain: true }));
}
