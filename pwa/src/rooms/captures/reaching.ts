/** The end of the album comes near: more is read before the finger is there. */

/** What is asked of the album. */
export interface Onward {
  more(): Promise<void>;
  readonly error: unknown;
}

/** Far enough for a finger that flings, on a network that takes a second. */
const AHEAD = "6000px";

/**
 * Watches the element at the end. Looks again after each reading (`update`): a fast finger may be at the new end already. A slow phone
 * tells several sightings at once: the last counts.
 */
export function reachesEnd(element: Element, { album }: { album: Onward; busy: boolean }) {
  const watch = new IntersectionObserver((seen) => seen.at(-1)?.isIntersecting && !album.error && void album.more(), { rootMargin: AHEAD });
  watch.observe(element);
  return { update: () => (watch.unobserve(element), watch.observe(element)), destroy: () => watch.disconnect() };
}
