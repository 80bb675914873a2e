/** The pain passport: its address, its places, and what stands in the way of a film. Pure but for the two requests. */
import { get, put } from "../../api/client";
import type { components } from "../../api/schema";
import type { Looked } from "../captures/api";

type Schemas = components["schemas"];
export type Choice = Schemas["PainBehindCode"];

export const SHEET = "pain_passport";
export const screen = (carnet: string): string => `/c/${carnet}/fiches/${SHEET}`;
/** Seconds of a film that is short enough to be watched at a bedside. */
export const SHORT_S = 30;

const url = (carnet: string): string => `/api/carnets/${carnet}/emergency/pain-passport`;
export const readChoice = (carnet: string, signal: AbortSignal) => get<Choice>(url(carnet), { signal });
export const choose = (carnet: string, shown: boolean, seen: string[]) => put<Choice>(url(carnet), { shown, seen });

/** Why a film is not played; null: it is. `unknown`: nothing of it is told to this person. */
export function inTheWay(film: Pick<Looked, "kind" | "state" | "deleted_at"> | null): "unknown" | "photoNotFilm" | "binned" | "refused" | "preparing" | null {
  if (!film) return "unknown";
  if (film.kind !== "video") return "photoNotFilm";
  if (film.deleted_at) return "binned";
  if (film.state === "refused") return "refused";
  return film.state === "ready" ? null : "preparing";
}

/** Seconds to say of a film that is too long; null for one that is not. */
export const tooLong = (film: Pick<Looked, "duration_s">): number | null => (film.duration_s && film.duration_s > SHORT_S + 0.5 ? Math.round(film.duration_s) : null);
