/** What this phone keeps of the seal, and under which name. */
import type { Kept } from "./seal";

/** What the screen says. `broken`: since when the server's history has not followed what this phone saw; its root stays kept. */
export interface Watched {
  kept: Kept;
  signed: true | null;
  broken: string | null;
  /** Then: since when its key is said to be lost, while all that this phone saw is still there. */
  lost?: string | null;
  /** How long the server keeps a line, and why when longer than a year. */
  months: number;
  reason: string;
}

export const sealName = (carnet: string) => `seal/${carnet}`;
