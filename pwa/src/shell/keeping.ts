/** What the rooms keep on the phone before anybody asks for it: each has it in its `keep.ts`. */
import type { Carnet } from "../api/types";

const rooms = import.meta.glob<{ keep: (carnet: Carnet) => Promise<void> }>("../rooms/*/keep.ts");

/** Quietly: what cannot be kept now is tried again at the next start. */
export async function keepAhead(carnets: Carnet[]): Promise<void> {
  for (const load of Object.values(rooms)) {
    const { keep } = await load();
    for (const carnet of carnets) await keep(carnet);
  }
}
