/** What the server has just received goes into the copy of the phone too: without a network, what was given must not read as « not noted ». */
import * as vault from "../../shell/vault";
import { copyName } from "./api";
import { withEntry, type EntryView, type JournalView } from "./entries";

/** The copy stays as old as it is: of what others noted it knows nothing newer. */
export async function intoCopy(carnet: string, entry: EntryView): Promise<void> {
  const copy = await vault.recall<JournalView>(copyName(carnet));
  if (copy) await vault.keep(copyName(carnet), withEntry(copy.value, entry), copy.at.getTime()).catch(() => undefined);
}
