import { localDay, longDay } from "../../i18n/dates";
import type { CaptureView } from "./api";
import { texts } from "./texts";

/** "Photo du 3 novembre 2026". */
export const titleOf = (capture: CaptureView): string => (capture.kind === "video" ? texts.t.film : texts.t.photo)(longDay(localDay(capture.taken_at)));

/** What a screen reader says of it: its title, and what was noted. */
export const nameOf = (capture: CaptureView): string => [titleOf(capture), capture.note.slice(0, 120)].filter(Boolean).join(", ");
