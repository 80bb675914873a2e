/** The last days of one's own carnets are on the phone before they are needed without a network. Traced as kept, not as read. */
import { get } from "../../api/client";
import type { Carnet } from "../../api/types";
import { frenchDay } from "../../i18n/dates";
import { may } from "../../shell/carnets.svelte";
import * as vault from "../../shell/vault";
import { copyName, readUrl } from "./api";
import type { JournalView } from "./entries";

/** A copy younger than this (ms) is left as it is. */
const FRESH = 12 * 3_600_000;

export async function keep(carnet: Carnet): Promise<void> {
  // A professional opens many carnets: theirs stay on the server.
  if (carnet.me.profile === "professional" || !may(carnet, "journal", "read")) return;
  const name = copyName(carnet.id);
  const copy = await vault.recall(name);
  if (copy && Date.now() - copy.at.getTime() < FRESH) return;
  await vault.keep(name, await get<JournalView>(`${readUrl(carnet.id, frenchDay(new Date()))}&keep=true`, { plain: true }));
}
