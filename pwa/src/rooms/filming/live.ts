/** How many images a second a camera gives, counted while it is looked at. */

/** ms of images that are counted together. */
const SPAN = 1500;
/** Images a second that a screen shows: of more than these, it cannot tell. */
export const SHOWN = 60;

export interface Shown {
  /** ms. */
  at: number;
  /** Images shown since the beginning. */
  count: number;
}

/** Images a second among what was shown last; null before there is enough. Forgets what is older. */
export function rateOf(seen: Shown[]): number | null {
  const last = seen.at(-1);
  while (seen.length > 2 && last && last.at - seen[1]!.at >= SPAN) seen.shift();
  const first = seen[0];
  if (!first || !last || last.at - first.at < SPAN / 2) return null;
  return ((last.count - first.count) * 1000) / (last.at - first.at);
}

/** On the video: tells it about once a second. Nothing where the browser does not say which images it shows. */
export function counted(video: HTMLVideoElement, tell: (rate: number | null) => void) {
  if (!("requestVideoFrameCallback" in video)) return;
  let seen: Shown[] = [];
  let told = 0;
  const look = (at: number, { presentedFrames: count }: VideoFrameCallbackMetadata) => {
    // Another stream counts from its own beginning.
    if ((seen.at(-1)?.count ?? 0) > count) seen = [];
    seen.push({ at, count });
    if (at - told > 1000) {
      told = at;
      tell(rateOf(seen));
    }
    asked = video.requestVideoFrameCallback(look);
  };
  let asked = video.requestVideoFrameCallback(look);
  return { destroy: () => video.cancelVideoFrameCallback(asked) };
}
