/** The camera of the scanner: what it sees, where the sheet is in it, and a picture of that. Nothing of it leaves the phone. */
import { LOOK, type Found } from "./corners";
import { look } from "./desk";
import { scaled, type Quad, type Size } from "./geometry";
import { Steady, type Sight } from "./steady";

export type Trouble = "refused" | "none" | "busy" | "broken";

/** ms between two looks at least: the phone has other things to do. */
const PAUSE = 60;
/** ms for a picture of the camera's own; some never answer. */
const PATIENCE = 3000;

function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "TypeError") return "none";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "broken";
}

type Lit = MediaTrackConstraintSet & { torch?: boolean };
type Still = new (track: MediaStreamTrack) => { takePhoto(): Promise<Blob> };

export class Finder {
  stream = $state.raw<MediaStream | null>(null);
  trouble = $state<Trouble | null>(null);
  /** The sheet, in the pixels of `seen`. */
  quad = $state.raw<Quad | null>(null);
  seen = $state.raw<Size>({ width: 0, height: 0 });
  sight = $state<Sight>("none");
  /** Takes by itself what is held still. */
  alone = $state(true);
  torch = $state<boolean | null>(null);
  taking = $state(false);
  private steady: Steady | null = null;
  private view: HTMLVideoElement | null = null;
  private closed = false;
  private readonly canvas = document.createElement("canvas");

  /** `take`: reads the picture; none other is taken meanwhile. */
  constructor(private readonly take: (picture: Blob) => Promise<void>) {}

  async open(): Promise<void> {
    this.trouble = null;
    try {
      const video = { facingMode: { ideal: "environment" }, width: { ideal: 3840 }, height: { ideal: 2160 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
      if (this.closed) return stream.getTracks().forEach((track) => track.stop());
      const [track] = stream.getVideoTracks();
      const can = track?.getCapabilities?.() as (MediaTrackCapabilities & { torch?: boolean }) | undefined;
      this.torch = can?.torch ? false : null;
      if (track) track.onended = () => this.fail("busy");
      this.stream = stream;
    } catch (error) {
      this.fail(troubleOf(error));
    }
  }

  async light(): Promise<void> {
    const [track] = this.stream?.getVideoTracks() ?? [];
    const wanted = !this.torch;
    await track?.applyConstraints({ advanced: [{ torch: wanted } as Lit] }).then(
      () => (this.torch = wanted),
      () => (this.torch = null),
    );
  }

  /** Looks for the sheet in what `view` shows, one picture after the other, until it rests or is closed. */
  async watch(view: HTMLVideoElement): Promise<void> {
    this.view = view;
    this.steady?.next();
    while (!this.closed && this.view === view) {
      const began = performance.now();
      if (view.videoWidth && !this.taking && document.visibilityState === "visible") await this.glance(view);
      await new Promise((resolve) => setTimeout(resolve, Math.max(PAUSE, (performance.now() - began) / 2)));
    }
  }

  /** Nobody looks through it for a while: the page that was taken is looked at. */
  rest(): void {
    this.view = this.quad = null;
    this.sight = "none";
  }

  private async glance(view: HTMLVideoElement): Promise<void> {
    const whole = { width: view.videoWidth, height: view.videoHeight };
    const by = LOOK / Math.max(whole.width, whole.height);
    const small = { width: Math.round(whole.width * by), height: Math.round(whole.height * by) };
    if (this.canvas.width !== small.width || this.canvas.height !== small.height || !this.steady) {
      [this.canvas.width, this.canvas.height] = [small.width, small.height];
      this.steady = new Steady(small);
    }
    const ink = this.canvas.getContext("2d", { willReadFrequently: true });
    if (!ink) return;
    ink.drawImage(view, 0, 0, small.width, small.height);
    const found: Found | null = await look(ink.getImageData(0, 0, small.width, small.height).data as Uint8ClampedArray<ArrayBuffer>, small).catch(() => null);
    if (this.closed || this.taking || this.view !== view) return;
    this.seen = whole;
    this.sight = this.steady.see(found, performance.now());
    this.quad = found && this.sight !== "none" ? scaled(found.quad, 1 / by) : null;
    if (this.sight === "take" && this.alone) await this.shoot();
  }

  /** The camera's own picture where it makes one, finer than what is shown; else what is shown. */
  async shoot(): Promise<void> {
    if (this.taking || !this.view?.videoWidth) return;
    this.taking = true;
    this.steady?.taken();
    const picture = (await this.still()) ?? (await this.frame(this.view));
    if (picture && !this.closed) await this.take(picture);
    this.taking = false;
    if (!picture) this.fail("broken");
  }

  private async still(): Promise<Blob | null> {
    const Maker = (globalThis as { ImageCapture?: Still }).ImageCapture;
    const [track] = this.stream?.getVideoTracks() ?? [];
    if (!Maker || !track) return null;
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
    return Promise.race([new Maker(track).takePhoto().catch(() => null), late]);
  }

  private frame(view: HTMLVideoElement): Promise<Blob | null> {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [view.videoWidth, view.videoHeight];
    canvas.getContext("2d")?.drawImage(view, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
  }

  close(): void {
    this.closed = true;
    this.release();
  }

  private fail(trouble: Trouble): void {
    this.trouble = trouble;
    this.quad = null;
    this.release();
  }

  private release(): void {
    this.stream?.getTracks().forEach((track) => {
      track.onended = null;
      track.stop();
    });
    this.stream = null;
  }
}
