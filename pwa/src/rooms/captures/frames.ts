/**
 * One image forward or back in a film that stands still. The copy keeps every image and its exact time, which the browser tells
 * (requestVideoFrameCallback): images of uneven length, as phones film them, are neither skipped nor shown twice.
 */
const AFTER = 0.001;
/** After a seek, a browser that shows the same image as before says nothing. ms */
const SILENCE = 250;
const TRIES = 6;

function seek(video: HTMLVideoElement, time: number): Promise<number | null> {
  return new Promise((resolve) => {
    const done = (shown: number | null) => {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(asked);
      resolve(shown);
    };
    const asked = video.requestVideoFrameCallback((_now, frame) => done(frame.mediaTime));
    const timer = setTimeout(() => done(null), SILENCE);
    video.currentTime = time;
  });
}

/** Shows the next image (`way` 1) or the one before (-1); answers its time in seconds. `fps`: images a second, on average. */
export async function step(video: HTMLVideoElement, from: number, way: 1 | -1, fps: number): Promise<number> {
  const length = 1 / fps;
  const last = Number.isFinite(video.duration) ? video.duration : Infinity;
  if (!("requestVideoFrameCallback" in video)) return ((video as HTMLVideoElement).currentTime = Math.min(last, Math.max(0, from + way * length)));
  for (let tried = 0; tried < TRIES; tried += 1) {
    // Just before an image's time is always the image before; just after one length is the next, or, when this one lasts longer, a little further.
    const target = way < 0 ? from - AFTER - (tried * length) / 4 : from + length + AFTER + (tried * length) / 4;
    if (target < 0 || target >= last) return from;
    const shown = await seek(video, target);
    if (shown !== null && (way < 0 ? shown < from - AFTER / 2 : shown > from + AFTER / 2)) return shown;
  }
  return from;
}
