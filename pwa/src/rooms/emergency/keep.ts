/** The urgent sheet of one's own carnets, and its codes, are on the phone before they are needed without a network. Traced as kept, not as read. */
import { get } from "../../api/client";
import type { Carnet } from "../../api/types";
import { may } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { codesName, readCodes } from "./codes";
import type { SheetView } from "./lines";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !may(carnet, "emergency", "read")) return;
  await ahead(`emergency/${carnet.id}`, () => get<SheetView>(`/api/carnets/${carnet.id}/emergency?keep=true`, { plain: true }));
  if (may(carnet, "emergency", "manage")) await ahead(codesName(carnet.id), () => readCodes(carnet.id, { plain: true }, true));
}

async function ahead(name: string, read: () => Promise<unknown>): Promise<void> {
  const copy = await vault.recall(name);
  if (!copy || Date.now() - copy.at.getTime() >= FRESH) await vault.keep(name, await read());
}
