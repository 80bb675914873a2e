/** The camera in the page: what it sees, and a film or a photo of it. What is filmed is kept on the phone second by second. */
import { LONGEST, type About } from "../../outbox/item";
import { queue } from "../../outbox";
import type { Recording } from "../../outbox/recording";

export type Trouble = "refused" | "none" | "busy" | "broken" | "full";
export type Step = "opening" | "ready" | "recording" | "paused" | "review" | "trouble";

/** What a phone records best first: H.264 plays on the others without waiting for a copy. */
const TYPES = ["video/mp4;codecs=avc1.640028,mp4a.40.2", "video/mp4", "video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/webm"];
/** Bits a second: a 1080p film of 60 images a second in which a foot stays sharp. */
const BITS = 12_000_000;
/** ms between two pieces kept: what a crash may cost. */
const PIECE = 1000;
const JPEG = 0.92;

/** Images a second that are asked for, unless somebody chooses. */
const USUAL = 60;
/** Above the usual rate a phone's camera gives smaller images: asked for the larger ones, it would keep to the usual rate. */
const LARGE = { width: { ideal: 1920 }, height: { ideal: 1080 } };
const FAST = { width: { ideal: 1280 }, height: { ideal: 720 } };
const RATES = [30, 60, 120, 240] as const;

/** What a film is asked for beyond what the camera does by itself. */
export interface Wish {
  /** False: no sound is recorded, and no microphone asked for. */
  sound?: boolean;
  /** The screen stays lit from the opening on: whoever films stands away from the phone. */
  awake?: boolean;
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "broken";
}

export class Camera {
  step = $state<Step>("opening");
  trouble = $state<Trouble | null>(null);
  stream = $state.raw<MediaStream | null>(null);
  /** Seconds recorded. */
  seconds = $state(0);
  /** Images a second that this camera says to give; what it gives is counted elsewhere. */
  fps = $state<number | null>(null);
  /** Images a second that are asked for. */
  rate = $state<number>(USUAL);
  /** The most that this camera says it can; null where the browser does not tell. */
  most = $state<number | null>(null);
  /** Address of what was taken, to be looked at. */
  taken = $state<string | null>(null);
  /** What was taken. */
  file = $state.raw<Blob | null>(null);
  /** The camera stopped by itself: a call came, or the film reached its longest. */
  interrupted = $state(false);
  facing = $state<"environment" | "user">("environment");

  private recorder: MediaRecorder | null = null;
  private recording: Recording | null = null;
  private photo: File | null = null;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private awake: WakeLockSentinel | null = null;
  private closed = false;
  /** Of the last opening: an earlier one that answers later is for nobody. */
  private turns = 0;

  constructor(
    readonly kind: "photo" | "video",
    private readonly about: () => About,
    private readonly wish: Wish = {},
  ) {}

  static get possible(): boolean {
    return !!navigator.mediaDevices?.getUserMedia && typeof MediaRecorder !== "undefined";
  }

  async open(): Promise<void> {
    this.release();
    const mine = (this.turns += 1);
    this.step = "opening";
    this.trouble = null;
    try {
      const video = { facingMode: { ideal: this.facing }, frameRate: { ideal: this.rate }, ...(this.rate > USUAL ? FAST : LARGE) };
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: this.kind === "video" && this.wish.sound !== false });
      if (this.closed || mine !== this.turns) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      const [track] = stream.getVideoTracks();
      if (track) track.onended = () => this.lost();
      this.fps = Math.round(track?.getSettings().frameRate ?? 0) || null;
      this.most = Math.round(track?.getCapabilities?.().frameRate?.max ?? 0) || null;
      this.stream = stream;
      if (this.wish.awake) void this.stayAwake();
      this.step = "ready";
    } catch (error) {
      if (mine === this.turns) this.fail(troubleOf(error));
    }
  }

  async turn(): Promise<void> {
    this.facing = this.facing === "user" ? "environment" : "user";
    await this.open();
  }

  /** Rates worth asking this camera for. */
  get rates(): number[] {
    return RATES.filter((one) => one <= (this.most ?? 0));
  }

  async ask(rate: number): Promise<void> {
    this.rate = rate;
    await this.open();
  }

  async film(): Promise<void> {
    if (!this.stream || this.step !== "ready") return;
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const type = (mimeType ?? "video/webm").split(";")[0] ?? "video/webm";
    const began = new Date();
    const name = `film-${began.toISOString().slice(0, 19).replaceAll(":", "-")}.${type.endsWith("mp4") ? "mp4" : "webm"}`;
    let recording: Recording;
    try {
      recording = await queue.record({ ...this.about(), taken_at: began }, type, name);
    } catch {
      return this.fail("full");
    }
    // The camera may have been closed, or lost, while the phone made room.
    if (!this.stream) return recording.discard();
    try {
      // An MP4 is handed over at its key frames only: one a second, where the browser lets us say so.
      const options = { mimeType, videoBitsPerSecond: BITS, videoKeyFrameIntervalDuration: PIECE };
      const recorder = new MediaRecorder(this.stream, options);
      recorder.ondataavailable = ({ data }) =>
        void recording.append(data).catch(() => {
          this.trouble = "full";
          this.stop();
        });
      recorder.onstop = () => void this.review();
      recorder.start(PIECE);
      this.recorder = recorder;
    } catch {
      await recording.discard();
      return this.fail("busy");
    }
    this.recording = recording;
    this.seconds = 0;
    this.interrupted = false;
    this.step = "recording";
    this.ticking = setInterval(() => this.tick(), 1000);
    await this.stayAwake();
  }

  pause(): void {
    this.recorder?.pause();
    this.step = "paused";
  }

  resume(): void {
    this.recorder?.resume();
    this.step = "recording";
  }

  stop(): void {
    if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop();
  }

  /** The image of now, as large as the camera gives it. */
  async shoot(view: HTMLVideoElement): Promise<void> {
    const canvas = document.createElement("canvas");
    canvas.width = view.videoWidth;
    canvas.height = view.videoHeight;
    canvas.getContext("2d")?.drawImage(view, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG));
    if (!blob) return this.fail("broken");
    const name = `photo-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.jpg`;
    this.photo = new File([blob], name, { type: blob.type });
    this.show(blob);
  }

  /** Into the outbox, for good. */
  async keep(): Promise<void> {
    if (this.photo) await queue.add([this.photo], this.about());
    else await this.recording?.finish();
    this.photo = this.recording = null;
    this.forget();
  }

  async again(): Promise<void> {
    await this.recording?.discard();
    this.photo = this.recording = null;
    this.forget();
    await this.open();
  }

  /** Leaving in the middle of a film keeps it: only "start again" throws away. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.recorder && this.recorder.state !== "inactive") {
      const over = new Promise<void>((resolve) => this.recorder?.addEventListener("stop", () => resolve()));
      this.recorder.stop();
      await over;
    }
    if (this.recording) await this.recording.finish();
    this.recording = null;
    this.forget();
    this.release();
  }

  private async stayAwake(): Promise<void> {
    if (this.awake && !this.awake.released) return;
    const awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    // The camera may have been closed meanwhile.
    if (this.stream) this.awake = awake;
    else void awake?.release().catch(() => undefined);
  }

  private tick(): void {
    if (this.step === "recording") this.seconds += 1;
    if (this.seconds >= LONGEST) this.cut();
  }

  /** Another application, or a call, took the camera. */
  private lost(): void {
    if (this.recorder && this.recorder.state !== "inactive") this.cut();
    else this.fail("busy");
  }

  private cut(): void {
    this.interrupted = true;
    this.stop();
  }

  private async review(): Promise<void> {
    clearInterval(this.ticking);
    const recording = this.recording;
    if (this.closed || !recording) return;
    const whole = await recording.whole();
    if (whole.size) return this.show(whole);
    // Stopped before its first second: there is nothing to look at.
    this.recording = null;
    await recording.discard();
    this.fail(this.trouble ?? "busy");
  }

  private show(blob: Blob): void {
    this.forget();
    this.taken = URL.createObjectURL(blob);
    this.file = blob;
    this.step = "review";
    this.release();
  }

  private fail(trouble: Trouble): void {
    this.trouble = trouble;
    this.step = "trouble";
    this.release();
  }

  private forget(): void {
    if (this.taken) URL.revokeObjectURL(this.taken);
    this.taken = this.file = null;
  }

  private release(): void {
    clearInterval(this.ticking);
    this.stream?.getTracks().forEach((track) => {
      track.onended = null;
      track.stop();
    });
    this.stream = null;
    void this.awake?.release().catch(() => undefined);
    this.awake = null;
  }
}
