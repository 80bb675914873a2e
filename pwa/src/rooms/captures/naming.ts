import { localDay, longDay } from "../../i18n/dates";
import type { Slide } from "../../look/slide";
import { fileUrl, type CaptureView } from "./api";
import { texts } from "./texts";

/** "Photo du 3 novembre 2026". */
export const titleOf = (capture: CaptureView): string => (capture.kind === "video" ? texts.t.film : texts.t.photo)(longDay(localDay(capture.taken_at)));

/** What a screen reader says of it: its title, and what was noted. */
export const nameOf = (capture: CaptureView): string => [titleOf(capture), capture.note.slice(0, 120)].filter(Boolean).join(", ");

/** As the stage shows it. */
export function slideOf(carnet: string, capture: CaptureView): Slide;
export function slideOf(carnet: string, capture: CaptureView | null): Slide | null;
export function slideOf(carnet: string, capture: CaptureView | null): Slide | null {
  if (!capture) return null;
  const film = capture.kind === "video";
  const shown = film ? "poster" : "medium";
  return {
    id: capture.id,
    name: nameOf(capture),
    src: capture.renditions.includes(shown) ? fileUrl(carnet, capture.id, shown) : null,
    finer: !film && capture.renditions.includes("large") ? fileUrl(carnet, capture.id, "large") : undefined,
    width: capture.width,
    height: capture.height,
    film,
  };
}
