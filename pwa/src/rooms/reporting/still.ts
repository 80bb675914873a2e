/** The image as somebody looks at it, near, turned, as in a mirror, with what was measured on it drawn: a JPEG, made on the phone. */
import { drawMeasured } from "../gait/drawing";
import { pointsOf, type Drawn, type Measure } from "../gait/measuring.svelte";
import { scaleOf, through, type Point } from "../gait/view";
import type { Watching } from "../gait/watching.svelte";
import type { Chosen } from "./draft.svelte";

/** On the longest side, as backend/rooms/gait/reports.py prints it: more would be sent for nothing. */
const LONGEST: Record<Chosen["kind"], number> = { still: 1280, pair: 960, strip: 640 };
const QUALITY = 0.86;

/** Measured on that image, with something to draw. */
export const drawnOn = (measures: readonly Measure[], frame: number): Measure[] => measures.filter((one) => one.content.frame === frame && one.content.kind !== "mark");

/** Null while nothing is shown. */
export async function still(film: Watching, measures: readonly Measure[], kind: Chosen["kind"]): Promise<Blob | null> {
  const element = film.reel?.element;
  if (!element || film.frame < 0) return null;
  const { matrix, picture, box } = film;
  const corners = [through(matrix, 0, 0), through(matrix, picture.width, 0), through(matrix, 0, picture.height), through(matrix, picture.width, picture.height)];
  // What is seen of it: neither the dark around the picture, nor what zooming has pushed outside.
  const left = Math.max(0, Math.min(...corners.map((one) => one.x)));
  const top = Math.max(0, Math.min(...corners.map((one) => one.y)));
  const wide = Math.min(box.width, Math.max(...corners.map((one) => one.x))) - left;
  const tall = Math.min(box.height, Math.max(...corners.map((one) => one.y))) - top;
  if (wide < 1 || tall < 1) return null;
  const ratio = Math.min(LONGEST[kind] / Math.max(wide, tall), Math.max(1 / scaleOf(matrix), 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(wide * ratio));
  canvas.height = Math.max(1, Math.round(tall * ratio));
  const context = canvas.getContext("2d")!;
  context.setTransform(matrix.a * ratio, matrix.b * ratio, matrix.c * ratio, matrix.d * ratio, (matrix.e - left) * ratio, (matrix.f - top) * ratio);
  context.drawImage(element, 0, 0, picture.width, picture.height);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const place = ({ x, y }: Point): Point => {
    const at = through(matrix, x, y);
    return { x: (at.x - left) * ratio, y: (at.y - top) * ratio };
  };
  for (const one of drawnOn(measures, film.frame)) draw(context, one, pointsOf(one.content as Drawn).map(place));
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

function draw(context: CanvasRenderingContext2D, one: Measure, points: Point[]): void {
  const size = Math.max(context.canvas.width, context.canvas.height);
  drawMeasured(context, points, size);
  const at = points[1] ?? points[0]!;
  const letter = Math.max(14, size / 36);
  const said = `${Math.round(one.degrees ?? 0)}°`;
  context.font = `650 ${letter}px system-ui, sans-serif`;
  const wide = context.measureText(said).width;
  const [x, y] = [Math.min(Math.max(at.x + letter, 0), context.canvas.width - wide - letter), Math.min(Math.max(at.y - letter, 2 * letter), context.canvas.height - letter)];
  context.fillStyle = "rgb(16 19 22 / 0.86)";
  context.fillRect(x - letter / 2, y - 1.2 * letter, wide + letter, 1.7 * letter);
  context.fillStyle = "#fff";
  context.fillText(said, x, y);
}

/** In base64, as JSON has it. */
export function inText(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(blob);
  });
}
