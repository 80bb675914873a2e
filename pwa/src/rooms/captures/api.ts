/** The captures, as the server tells them, and where their copies are. */
import type { components } from "../../api/schema";

export type CaptureView = components["schemas"]["CaptureView"];
/** Looked at by itself; what is known of it from the album does not say yet whether its original is open. */
export type Looked = CaptureView & Partial<Pick<components["schemas"]["OpenCapture"], "original">>;
export type CapturePage = components["schemas"]["CapturePage"];

export type Month = components["schemas"]["Month"];

export interface Wanted {
  before?: string | null;
  limit?: number;
  kind?: CaptureView["kind"];
}

export function listUrl(carnet: string, wanted: Wanted = {}): string {
  const query = new URLSearchParams();
  if (wanted.before) query.set("before", wanted.before);
  if (wanted.limit) query.set("limit", String(wanted.limit));
  if (wanted.kind) query.set("kind", wanted.kind);
  return `/api/carnets/${carnet}/captures${query.size ? `?${query}` : ""}`;
}

export const monthsUrl = (carnet: string) => `/api/carnets/${carnet}/captures/months`;
export const binUrl = (carnet: string) => `/api/carnets/${carnet}/bin`;
export const captureUrl = (carnet: string, id: string) => `/api/carnets/${carnet}/captures/${id}`;
export const fileUrl = (carnet: string, id: string, name: string) => `${captureUrl(carnet, id)}/files/${name}`;

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
