/**
 * What is inside a shape is replaced by so few averages that nothing can be read back from them: at most 18 colours (three by six), each of 8 steps, whatever the
 * picture. They are then drawn into one another, since hard squares draw the eye. Pure, on the pixels themselves.
 */

/** In the picture's own pixels: the box, or the ellipse within it. */
export interface Shape {
  kind: "round" | "box";
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Pixels {
  /** Red, green, blue, alpha of each, line by line. */
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** Averages kept along the shorter side of a shape, and along the longer. */
const SHORT = 3;
const LONG = 6;
/** Of the picture's shorter side: no average is of less, or a small shape would keep its detail. */
const LEAST = 1 / 40;
/** Of each colour. */
const STEP = 32;

/** The picture's pixels that a shape covers: `x1`, `y1` are past the end. */
export function boxOf({ x, y, width, height }: Shape, picture: { width: number; height: number }) {
  const within = (at: number, most: number) => Math.min(most, Math.max(0, at));
  return { x0: within(Math.floor(x), picture.width), y0: within(Math.floor(y), picture.height), x1: within(Math.ceil(x + width), picture.width), y1: within(Math.ceil(y + height), picture.height) };
}

function holds(shape: Shape, x: number, y: number): boolean {
  if (shape.kind === "box") return true;
  const across = (2 * (x + 0.5 - shape.x)) / shape.width - 1;
  const down = (2 * (y + 0.5 - shape.y)) / shape.height - 1;
  return across * across + down * down <= 1;
}

/** Destroys, in place, what is inside the shape. `side`: the shorter one of the picture of which these pixels are a part. */
export function blur(pixels: Pixels, shape: Shape, side = Math.min(pixels.width, pixels.height)): void {
  const { x0, y0, x1, y1 } = boxOf(shape, pixels);
  const [width, height] = [x1 - x0, y1 - y0];
  if (width <= 0 || height <= 0) return;
  const cell = Math.max(Math.min(width, height) / SHORT, Math.max(width, height) / LONG, side * LEAST);
  const [columns, rows] = [Math.max(1, Math.floor(width / cell)), Math.max(1, Math.floor(height / cell))];
  const sums = new Float64Array(columns * rows * 4);
  const every = (look: (at: number, column: number, row: number) => void) => {
    for (let y = y0; y < y1; y += 1) {
      for (let x = x0; x < x1; x += 1) {
        if (holds(shape, x, y)) look(4 * (y * pixels.width + x), ((x - x0 + 0.5) * columns) / width, ((y - y0 + 0.5) * rows) / height);
      }
    }
  };
  every((at, column, row) => {
    const sum = 4 * (Math.floor(row) * columns + Math.floor(column));
    for (let colour = 0; colour < 3; colour += 1) sums[sum + colour]! += pixels.data[at + colour]!;
    sums[sum + 3]! += 1;
  });
  const averages = filled(sums, columns, rows);
  every((at, column, row) => {
    // From the middle of one cell to the middle of the next.
    const [across, down] = [between(column - 0.5, columns), between(row - 0.5, rows)];
    for (let colour = 0; colour < 3; colour += 1) {
      const line = (in_: number) => mix(averages[3 * (in_ * columns + across.from) + colour]!, averages[3 * (in_ * columns + across.to) + colour]!, across.part);
      pixels.data[at + colour] = mix(line(down.from), line(down.to), down.part);
    }
  });
}

const mix = (one: number, other: number, part: number) => one + (other - one) * part;

function between(at: number, count: number): { from: number; to: number; part: number } {
  const from = Math.min(count - 1, Math.max(0, Math.floor(at)));
  return { from, to: Math.min(count - 1, from + 1), part: Math.min(1, Math.max(0, at - from)) };
}

/** The averages in few steps; a cell that no pixel is in (the corner of an ellipse) has that of all. */
function filled(sums: Float64Array, columns: number, rows: number): Float64Array {
  const all = [0, 0, 0, 0];
  sums.forEach((value, at) => (all[at % 4]! += value));
  return Float64Array.from({ length: 3 * columns * rows }, (_, at) => {
    const [cell, colour] = [Math.floor(at / 3), at % 3];
    const count = sums[4 * cell + 3]!;
    const average = count ? sums[4 * cell + colour]! / count : all[colour]! / Math.max(1, all[3]!);
    return Math.min(255, STEP * Math.floor(average / STEP) + STEP / 2);
  });
}
