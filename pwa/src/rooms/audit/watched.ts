/** What this phone keeps of the seal, and under which name. Small: the home screen reads it. */
import * as vault from "../../shell/vault";
import type { Kept } from "./seal";

/** How long the server keeps a line (months), and why when longer than a year. */
export interface Terms {
  months: number;
  reason: string;
}

/** What the screen says. `kept`: null as long as no seal held, the first one included. */
export interface Watched extends Terms {
  kept: Kept | null;
  signed: true | null;
  /** Since when the server's history has not followed what this phone saw; its root stays kept. Said until somebody has read it. */
  broken: string | null;
  /** Since when it follows again, not read yet. */
  back?: string | null;
  /** Broken: since when its key is said to be lost, while all that this phone saw is still there. */
  lost?: string | null;
}

export const sealName = (carnet: string) => `seal/${carnet}`;

export const watched = async (carnet: string): Promise<Watched | null> => (await vault.recall<Watched>(sealName(carnet)))?.value ?? null;

/** Which of the four is to be said of a history that is broken, or was. */
export const saying = ({ kept, back, lost }: Watched): "first" | "was" | "lost" | "broken" => (back ? "was" : !kept ? "first" : lost ? "lost" : "broken");
