/** What is kept after a look at the seal: a history that once did not follow stays said until somebody has read it. Pure. */
import type { SealState } from "../../api/types";
import { keptOf, type Verdict } from "./seal";
import type { Terms, Watched } from "./watched";

/** state: what the server said, null when nothing is sealed there; found: whether it follows. Null: there is nothing to keep. */
export function after(before: Watched | null, state: SealState | null, found: Verdict | null, { months, reason }: Terms, now: Date): Watched | null {
  const at = now.toISOString();
  const broken = before?.broken ?? null;
  if (state && found?.follows) return { kept: keptOf(state, before?.kept ?? null, now), signed: found.signed, broken, back: broken && (before?.back ?? at), lost: null, months, reason };
  if (!state && !before) return null;
  return { kept: before?.kept ?? null, signed: before?.signed ?? null, broken: broken ?? at, back: null, lost: found && !found.follows ? found.lost : null, months, reason };
}
