/** What was measured on an image, drawn into a picture of it: a line that is seen on light and dark. */
import type { Point } from "../../look/zoom";
import { arc } from "./geometry";

/** `points`: in the canvas's pixels; three make an angle. `size`: a length of the picture, to which the thickness keeps. */
export function drawMeasured(context: CanvasRenderingContext2D, points: readonly Point[], size: number): void {
  const line = new Path2D(`M ${points.map(({ x, y }) => `${x} ${y}`).join(" L ")}`);
  if (points.length === 3) line.addPath(new Path2D(arc(points[0]!, points[1]!, points[2]!, size / 20)));
  context.lineCap = context.lineJoin = "round";
  for (const [color, thick] of [["rgb(0 0 0 / 0.6)", 6], ["#ffb454", 3]] as const) {
    context.strokeStyle = color;
    context.lineWidth = (thick * size) / 800;
    context.stroke(line);
  }
}
