/** The captures, as the server tells them, and where their copies are. */
import type { components } from "../../api/schema";

export type CaptureView = components["schemas"]["CaptureView"];
export type CapturePage = components["schemas"]["CapturePage"];

export const listUrl = (carnet: string, before?: string | null) => `/api/carnets/${carnet}/captures${before ? `?before=${encodeURIComponent(before)}` : ""}`;
export const captureUrl = (carnet: string, id: string) => `/api/carnets/${carnet}/captures/${id}`;
export const fileUrl = (carnet: string, id: string, name: string) => `${captureUrl(carnet, id)}/files/${name}`;

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
