/** Shapes set on a photo, and the picture as it comes out of them. The photo itself is only read. */
import { blur, boxOf, type Shape } from "./blurring";

/** Points of the screen: no shape is smaller than a finger. */
const FINGER = 48;
const JPEG = 0.9;
/** Of the picture's shorter side: what a first shape measures, and by how much the keyboard moves one. */
const FIRST = 0.3;
const STEP = 0.02;

export type Kind = Shape["kind"];

export class Blurred {
  shapes = $state<Shape[]>([]);
  /** Which of them the keyboard moves; -1: none. */
  chosen = $state(-1);
  width = $state(0);
  height = $state(0);
  private whole: ImageData | null = null;
  private context: CanvasRenderingContext2D | null = null;

  /** Raises what the browser says when it cannot read the file. */
  async open(file: Blob, canvas: HTMLCanvasElement): Promise<void> {
    const picture = await createImageBitmap(file);
    [canvas.width, canvas.height] = [this.width, this.height] = [picture.width, picture.height];
    this.context = canvas.getContext("2d", { willReadFrequently: true });
    this.context?.drawImage(picture, 0, 0);
    picture.close();
    this.whole = this.context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
    this.draw();
  }

  /** The picture with every shape destroyed in it. */
  draw(): void {
    if (!this.context || !this.whole) return;
    this.context.putImageData(this.whole, 0, 0);
    for (const shape of this.shapes) {
      const { x0, y0, x1, y1 } = boxOf(shape, this);
      if (x1 <= x0 || y1 <= y0) continue;
      // Only what it covers: a whole picture at each touch would hold a slow phone.
      const part = this.context.getImageData(x0, y0, x1 - x0, y1 - y0);
      blur(part, { ...shape, x: shape.x - x0, y: shape.y - y0 }, Math.min(this.width, this.height));
      this.context.putImageData(part, x0, y0);
    }
  }

  /** In the middle, for who does not draw with a finger. */
  add(kind: Kind): void {
    const side = FIRST * Math.min(this.width, this.height);
    this.set({ kind, x: (this.width - side) / 2, y: (this.height - side) / 2, width: side, height: side });
  }

  /** `scale`: pixels of the picture to a point of the screen. */
  set(shape: Shape, scale = 0): void {
    this.shapes.push(this.held(shape, scale));
    this.chosen = this.shapes.length - 1;
    this.draw();
  }

  change(at: number, changes: Partial<Shape>, scale = 0): void {
    const before = this.shapes[at];
    if (before) this.shapes[at] = this.held({ ...before, ...changes }, scale);
  }

  remove(at: number): void {
    this.shapes.splice(at, 1);
    this.chosen = Math.min(this.chosen, this.shapes.length - 1);
    this.draw();
  }

  /** Arrows move it; with Shift they make it larger or smaller; Delete takes it away. True when the key was one of them. */
  key(at: number, { key, shiftKey }: KeyboardEvent, scale: number): boolean {
    const shape = this.shapes[at];
    if (!shape) return false;
    if (key === "Delete" || key === "Backspace") {
      this.remove(at);
      return true;
    }
    const step = STEP * Math.min(this.width, this.height);
    const across = { ArrowLeft: -step, ArrowRight: step }[key] ?? 0;
    const down = { ArrowUp: -step, ArrowDown: step }[key] ?? 0;
    if (!across && !down) return false;
    this.change(at, shiftKey ? { width: shape.width + across, height: shape.height + down } : { x: shape.x + across, y: shape.y + down }, scale);
    this.draw();
    return true;
  }

  /** A file of its own, with the pixels alone in it: no place, device or date. */
  async file(canvas: HTMLCanvasElement, name: string): Promise<File> {
    this.draw();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG));
    if (!blob) throw new Error("The picture could not be made.");
    return new File([blob], name, { type: blob.type });
  }

  /** Large enough for a finger, and its middle in the picture. */
  private held(shape: Shape, scale: number): Shape {
    const least = FINGER * scale;
    const [width, height] = [Math.min(this.width, Math.max(least, shape.width)), Math.min(this.height, Math.max(least, shape.height))];
    const within = (at: number, length: number, most: number) => Math.min(most - length / 2, Math.max(-length / 2, at));
    return { ...shape, width, height, x: within(shape.x, width, this.width), y: within(shape.y, height, this.height) };
  }
}
