/**
 * A decoded image becomes a picture that is drawn at once: upright, whole, in the screen's colours. Done beside the page (paint.worker.ts):
 * on a slow phone it takes longer than an image may. Where there is no such worker, or until it has begun, it is done here.
 */
export type Picture = ImageBitmap | Surface;
type Surface = OffscreenCanvas | HTMLCanvasElement;

/** Degrees clockwise by which decoded images are turned; then changed left for right. Pixels: of the picture. */
export interface Upright {
  width: number;
  height: number;
  rotation: 0 | 90 | 180 | 270;
  flipped: boolean;
}

export interface Wanted {
  number: number;
  image: VideoFrame;
  upright: Upright;
}

export function paint(canvas: Surface, image: VideoFrame, { rotation, flipped }: Upright): void {
  const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  const [width, height] = rotation % 180 ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
  context.setTransform(1, 0, 0, 1, canvas.width / 2, canvas.height / 2);
  if (flipped) context.scale(-1, 1);
  context.rotate((rotation * Math.PI) / 180);
  context.drawImage(image, -width / 2, -height / 2, width, height);
}

export class Painter {
  /** Numbers handed over, whose pictures are not there yet. */
  readonly under = new Set<number>();
  private worker: Worker | null = null;
  private begun = false;
  /** Painted in here, to be painted in again. */
  private readonly spare: Surface[] = [];

  private readonly upright: Upright;

  /** `done`: a picture is there. `failed`: those under way are lost; the next ones are painted here. */
  constructor(
    { width, height, rotation, flipped }: Upright,
    private readonly done: (number: number, picture: Picture) => void,
    failed: (error: unknown) => void,
  ) {
    this.upright = { width, height, rotation, flipped };
    if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return;
    const worker = (this.worker = new Worker(new URL("./paint.worker.ts", import.meta.url), { type: "module" }));
    worker.addEventListener("message", ({ data }: MessageEvent<{ number: number; picture: ImageBitmap } | null>) => {
      if (!data) return this.leaveToWorker();
      if (this.under.delete(data.number)) done(data.number, data.picture);
      else data.picture.close();
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.close();
      failed(event.error ?? new Error("painter"));
    });
  }

  /** The image is taken: it is closed once it is painted. */
  take(number: number, image: VideoFrame): void {
    if (this.isBeside) {
      this.under.add(number);
      this.worker!.postMessage({ number, image, upright: this.upright } satisfies Wanted, [image]);
      return;
    }
    const canvas = this.spare.pop() ?? surface(this.upright);
    paint(canvas, image, this.upright);
    image.close();
    this.done(number, canvas);
  }

  /** A picture that is not needed any more. */
  free(picture: Picture): void {
    if (picture instanceof ImageBitmap) picture.close();
    else if (this.isBeside) empty(picture);
    else this.spare.push(picture);
  }

  /** None is painted here any more. */
  private leaveToWorker(): void {
    this.begun = true;
    this.spare.splice(0).forEach(empty);
  }

  private get isBeside(): boolean {
    return this.worker !== null && this.begun;
  }

  close(): void {
    this.worker?.terminate();
    this.worker = null;
    this.under.clear();
    this.spare.splice(0).forEach(empty);
  }
}

/** Its memory goes at once, not when it is swept. */
function empty(canvas: Surface): void {
  canvas.width = canvas.height = 0;
}

function surface({ width, height }: Upright): Surface {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}
