/**
 * The other way: the browser's own player, for one that has no WebCodecs. It is asked for the middle of an image's time, and says
 * which one it shows (requestVideoFrameCallback): what it says is believed, and asked for again when it is another.
 */
import type { Demuxed } from "./demux";
import { numberAt } from "./order";
import { Damaged, type Reel } from "./reel";

/** A browser that shows the same image as before says nothing, ms. */
const SILENCE = 400;
const TRIES = 5;
/** While it runs, µs by which it may be early or late before it is put right. */
const DRIFT = 150_000;
/** Clocks round, µs. */
const HAIR = 600;

export class PlayedReel implements Reel {
  readonly element = document.createElement("video");
  readonly order;
  readonly width;
  readonly height;
  shown = -1;
  private closed = false;

  private constructor(
    private readonly film: Demuxed,
    url: string,
  ) {
    this.order = film.order;
    this.width = film.width;
    this.height = film.height;
    const video = this.element;
    video.playsInline = video.muted = true;
    video.preload = "auto";
    video.src = url;
    this.follow();
  }

  /** Raises Damaged when the browser cannot play it. */
  static async open(film: Demuxed, url: string): Promise<PlayedReel> {
    const reel = new PlayedReel(film, url);
    const video = reel.element;
    await new Promise<void>((done, failed) => {
      video.addEventListener("loadeddata", () => done(), { once: true });
      video.addEventListener("error", () => failed(new Damaged()), { once: true });
    }).catch((error: unknown) => {
      reel.close();
      throw error;
    });
    return reel;
  }

  async show(number: number): Promise<number> {
    const video = this.element;
    video.pause();
    const { times, end } = this.order;
    const [from, to] = [times[number]!, times[number + 1] ?? end];
    // The middle first; then nearer its beginning or its end, for a browser that rounds.
    for (let tried = 0; tried < TRIES && !this.closed; tried += 1) {
      const part = [0.5, 0.25, 0.75, 0.9, 0.1][tried]!;
      const seen = await this.seek((from + (to - from) * part) / 1e6);
      this.tell(seen ?? number);
      if (this.shown === number) break;
    }
    return this.shown;
  }

  run(number: number, rate: number): number {
    const video = this.element;
    const at = this.order.times[number]! / 1e6;
    const speed = Math.min(16, Math.max(0.0625, rate));
    if (video.playbackRate !== speed) video.playbackRate = speed;
    if (Math.abs(video.currentTime - at) * 1e6 > DRIFT * Math.max(1, rate) && !video.seeking) video.currentTime = at;
    if (video.paused && !video.ended) void video.play().catch(() => undefined);
    if (!("requestVideoFrameCallback" in video)) this.tell(numberAt(this.order.times, (video as HTMLVideoElement).currentTime * 1e6));
    return this.shown;
  }

  rest(): void {
    this.element.pause();
  }

  close(): void {
    this.closed = true;
    this.element.pause();
    this.element.removeAttribute("src");
    this.element.load();
    this.film.close();
  }

  private tell(number: number): void {
    this.shown = number;
    this.element.dataset.frame = String(number);
  }

  private follow(): void {
    const video = this.element;
    if (!("requestVideoFrameCallback" in video)) return;
    const next = () =>
      void video.requestVideoFrameCallback((_now, image) => {
        this.tell(this.numbered(image.mediaTime));
        if (!this.closed) next();
      });
    next();
  }

  private numbered(seconds: number): number {
    return numberAt(this.order.times, seconds * 1e6 + HAIR);
  }

  /** Answers the number of the image that came; null when the browser does not say. */
  private seek(seconds: number): Promise<number | null> {
    const video = this.element;
    return new Promise((resolve) => {
      let asked = 0;
      const done = (seen: number | null) => {
        clearTimeout(timer);
        if (asked) video.cancelVideoFrameCallback(asked);
        video.removeEventListener("seeked", sought);
        resolve(seen);
      };
      // Without its word for it, a seek that has ended shows what was asked for.
      const sought = () => !asked && done(null);
      const timer = setTimeout(() => done(asked && this.shown >= 0 ? this.shown : null), SILENCE);
      if ("requestVideoFrameCallback" in video) asked = video.requestVideoFrameCallback((_now, image) => done(this.numbered(image.mediaTime)));
      video.addEventListener("seeked", sought);
      video.currentTime = seconds;
    });
  }
}
