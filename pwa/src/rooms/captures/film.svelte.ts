/** Where a film stands, and what its buttons do. */
import { network } from "../../shell/network.svelte";
import { step } from "./frames";

export const SPEEDS = [0.25, 0.5, 1] as const;
const USUAL_FPS = 30;

export class FilmState {
  video = $state<HTMLVideoElement>();
  playing = $state(false);
  waiting = $state(false);
  failed = $state<"" | "network" | "film">("");
  muted = $state(false);
  /** Seconds: of the image that is shown, and of the whole. */
  time = $state(0);
  length = $state(0);
  speed = $state<number>(1);
  private stepping = false;
  private followed: HTMLVideoElement | null = null;
  private wanted: (1 | -1)[] = [];

  /** What is known of it: of a film whose copies are being made, nothing. `at`: seconds at which it begins. */
  constructor(
    readonly fps: number | null,
    length: number | null,
    private readonly at = 0,
  ) {
    this.length = length ?? 0;
    this.time = at;
  }

  begin(): void {
    const video = this.video;
    if (!video) return;
    if (Number.isFinite(video.duration)) this.length = video.duration;
    this.choose(this.speed);
    this.follow(video);
    this.failed = "";
    if (this.at && video.currentTime === 0) this.seek(Math.min(this.at, this.length));
  }

  async toggle(): Promise<void> {
    if (!this.video) return;
    if (!this.video.paused) return this.video.pause();
    if (this.video.ended) this.video.currentTime = 0;
    // Refused by the browser, or torn away by the next image: the button still says "play".
    await this.video.play().catch(() => undefined);
  }

  choose(speed: number): void {
    this.speed = speed;
    if (this.video) this.video.playbackRate = this.video.defaultPlaybackRate = speed;
  }

  hush(): void {
    this.muted = !this.muted;
    if (this.video) this.video.muted = this.muted;
  }

  seek(time: number): void {
    if (!this.video) return;
    this.time = time;
    this.video.currentTime = time;
  }

  /** Taps that come faster than images wait their turn. */
  async frame(way: 1 | -1): Promise<void> {
    if (!this.video) return;
    this.video.pause();
    this.wanted.push(way);
    if (this.stepping) return;
    this.stepping = true;
    for (let next = this.wanted.shift(); next && this.video; next = this.wanted.shift()) this.time = await step(this.video, this.time, next, this.fps ?? USUAL_FPS);
    this.stepping = false;
  }

  /** Follows the exact time of the image that is shown, playing or not. */
  private follow(video: HTMLVideoElement): void {
    if (this.followed === video) return;
    this.followed = video;
    if (!("requestVideoFrameCallback" in video)) return;
    const next = () => void video.requestVideoFrameCallback((_now, frame) => {
      this.time = frame.mediaTime;
      if (this.video === video) next();
    });
    next();
  }

  rest(): void {
    this.playing = false;
    this.waiting = false;
  }

  /** Only for browsers that do not tell the time of the image they show. */
  moved(): void {
    if (this.video && !("requestVideoFrameCallback" in this.video)) this.time = (this.video as HTMLVideoElement).currentTime;
  }

  fail(): void {
    const code = this.video?.error?.code;
    this.playing = this.waiting = false;
    this.failed = code === MediaError.MEDIA_ERR_NETWORK || !network.online ? "network" : "film";
  }

  again(): void {
    const at = this.time;
    this.failed = "";
    this.video?.load();
    this.seek(at);
  }
}
