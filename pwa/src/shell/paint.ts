/** Work cut into pieces, so that a slow phone paints, and answers a finger, between them. */

/** ms: a page that nobody looks at is not painted, and must go on all the same. */
const UNSEEN = 200;

/** Runs once what was drawn until now has been painted; not any more after the returned function is called. */
export function afterPaint(run: () => void): () => void {
  let timer = setTimeout(run, UNSEEN);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** True when one comes back to a place further down a screen: what is there must be drawn at once, to be scrolled to. */
export const comesBack = (): boolean => ((history.state as { scroll?: number } | null)?.scroll ?? 0) > 0;
