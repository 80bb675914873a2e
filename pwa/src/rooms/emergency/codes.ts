/** The codes of a sheet, with their drawings: read to be shown, or to be kept on the phone. */
import { get, type Ask } from "../../api/client";
import type { components } from "../../api/schema";

export type Link = components["schemas"]["LinkView"];

export interface Codes {
  shown: { link: Link; svg: string; passcode: string }[];
  /** Those that no longer serve. */
  over: Link[];
}

export const codesName = (carnet: string): string => `emergency-links/${carnet}`;

/** `kept`: nobody looks now, and the trace says so. */
export async function readCodes(carnet: string, ask: Ask = {}, kept = false): Promise<Codes> {
  const base = `/api/carnets/${carnet}/emergency/links`;
  const keep = kept ? "?keep=true" : "";
  const all = await get<Link[]>(base + keep, ask);
  const live = all.filter((link) => link.state === "live");
  const drawn = async (link: Link) => {
    const { svg, passcode } = await get<components["schemas"]["Code"]>(`${base}/${link.id}/code${keep}`, ask);
    return { link, svg, passcode };
  };
  return { shown: await Promise.all(live.map(drawn)), over: all.filter((link) => link.state !== "live") };
}
