/** The measurements of one's own carnets are on the phone before they are needed without a network. Traced as kept, not as read. */
import type { Carnet } from "../../api/types";
import { may } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { copyName, readMeasurements } from "./api";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !may(carnet, "sheets.growth", "read")) return;
  const copy = await vault.recall(copyName(carnet.id));
  if (!copy || Date.now() - copy.at.getTime() >= FRESH) await vault.keep(copyName(carnet.id), await readMeasurements(carnet.id, { plain: true }, true));
}
