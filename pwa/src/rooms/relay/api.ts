/** The relay sheet's addresses, and where its copy is kept on the phone. */
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Relay = Schemas["RelayView"];
export type Dose = Schemas["RelayDose"];
export type Note = Schemas["RelayNote"];
export type Address = Schemas["RelayLinkView"];
export type Made = Schemas["MadeRelayLink"];
export type Part = Relay["parts"][number];

export const PARTS: readonly Part[] = ["allergies", "day", "treatments", "habits", "contacts", "changes"];

const base = (carnet: string): string => `/api/carnets/${carnet}/relay`;

export const relayUrl = base;
export const copyName = (carnet: string): string => `relay/${carnet}`;
export const addressesUrl = (carnet: string): string => `${base(carnet)}/links`;
export const addressUrl = (carnet: string, id: string): string => `${base(carnet)}/links/${id}`;
export const printUrl = (carnet: string, language: string): string => `${base(carnet)}/print?language=${language}`;
