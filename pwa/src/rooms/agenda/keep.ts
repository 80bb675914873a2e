/** The agenda of one's own carnets is on the phone before it is needed without a network. Traced as kept, not as read. */
import type { Carnet } from "../../api/types";
import { may } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { copyName, readAgenda } from "./api";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !may(carnet, "agenda", "read")) return;
  const copy = await vault.recall(copyName(carnet.id));
  if (!copy || Date.now() - copy.at.getTime() >= FRESH) await vault.keep(copyName(carnet.id), await readAgenda(carnet.id, { plain: true }, true));
}
