/** What the server is told of a file, and how its refusals are read: by the page, and by the service worker that sends without it. */
import type { Kept } from "./item";

/** Bytes sent in one request: what is held in memory, and what the phone reads again after a cut. */
export const CHUNK = 8 * 1024 * 1024;

/** This notebook takes no more from this person today. */
export const FULL = "too_many_today";

/** Names the person for whom something is sent: when the cookie has become another one's, the server answers 401. */
export const WHOSE = "CS3-Person";

/** No other try would fare better. */
export const hopeless = (status: number) => status >= 400 && status < 500 && ![408, 409, 423, 425, 429, 460].includes(status);

export function metadataOf(item: Kept): Record<string, string> {
  return {
    carnet_id: item.carnet,
    kind: item.kind,
    category: item.category,
    filename: item.name,
    filetype: item.type,
    taken_at: new Date(item.taken_at).toISOString(),
    note: item.note,
    tags: item.tags.join(","),
    ...item.letter,
    ...item.walk,
    ...(item.copy_of ? { copy_of: item.copy_of } : {}),
  };
}
