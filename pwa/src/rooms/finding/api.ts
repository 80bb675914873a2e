/** Finding, as the server tells it. The words leave in the body of the request: no address and no log holds them. */
import { post } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Found = Schemas["Found"];
export type Group = Schemas["Group"];
export type Hit = Schemas["Hit"];
export type Piece = Schemas["Piece"];
export type Kind = Hit["kind"];
export type Search = Schemas["Search"];

export const KINDS: readonly Kind[] = ["document", "capture", "agenda", "line", "habit"];

export const find = (carnet: string, search: Search, signal: AbortSignal) => post<Found>(`/api/carnets/${carnet}/find`, search, { signal });

/** Where a hit opens. */
export function hrefOf(carnet: string, hit: Hit): string {
  const base = `/c/${carnet}`;
  if (hit.kind === "document") return `${base}/documents/${hit.id}${hit.page ? `/page/${hit.page}` : ""}`;
  if (hit.kind === "capture") return `${base}/images/${hit.id}`;
  if (hit.kind === "line") return `${base}/fiches/${hit.sort}/ligne/${hit.id}`;
  return hit.kind === "agenda" ? `${base}/agenda/${hit.id}` : `${base}/habitudes`;
}

export const pictureOf = (carnet: string, hit: Hit): string => `/api/carnets/${carnet}/captures/${hit.id}/files/small`;
