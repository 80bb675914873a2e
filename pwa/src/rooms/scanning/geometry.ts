/** Points, sheets of four corners, and the way from one flat thing to another as a camera sees it. Pure; pixels, y downwards. */

export interface Point {
  x: number;
  y: number;
}

/** Clockwise on the screen: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

export interface Size {
  width: number;
  height: number;
}

/** x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1). */
export type Homography = readonly [number, number, number, number, number, number, number, number];

export const apart = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

export const whole = ({ width, height }: Size): Quad => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** The same sheet without its outermost `part`, where the table still shows. */
export function within(quad: Quad, part: number): Quad {
  const middle = { x: quad.reduce((sum, { x }) => sum + x, 0) / 4, y: quad.reduce((sum, { y }) => sum + y, 0) / 4 };
  return quad.map(({ x, y }) => ({ x: x + (middle.x - x) * 2 * part, y: y + (middle.y - y) * 2 * part })) as unknown as Quad;
}

export const scaled = (quad: Quad, by: number): Quad => quad.map(({ x, y }) => ({ x: x * by, y: y * by })) as unknown as Quad;

/** Square pixels, positive when clockwise on the screen. */
export function area(quad: Quad): number {
  let sum = 0;
  quad.forEach((point, n) => {
    const next = quad[(n + 1) % 4]!;
    sum += point.x * next.y - next.x * point.y;
  });
  return sum / 2;
}

/** Whether it is a sheet that a camera can see: convex, clockwise, every corner between 35 and 145 degrees. */
export function plausible(quad: Quad): boolean {
  return quad.every((corner, n) => {
    const before = quad[(n + 3) % 4]!;
    const after = quad[(n + 1) % 4]!;
    const [ax, ay, bx, by] = [after.x - corner.x, after.y - corner.y, before.x - corner.x, before.y - corner.y];
    const turn = Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
    return turn > 0.61 && turn < 2.53;
  });
}

/** The same corners, clockwise from the one nearest to the top left of the picture. */
export function ordered(points: readonly Point[]): Quad {
  const middle = { x: points.reduce((sum, { x }) => sum + x, 0) / 4, y: points.reduce((sum, { y }) => sum + y, 0) / 4 };
  const round = [...points].sort((one, other) => Math.atan2(one.y - middle.y, one.x - middle.x) - Math.atan2(other.y - middle.y, other.x - middle.x));
  const first = round.reduce((best, { x, y }, n) => (x + y < round[best]!.x + round[best]!.y ? n : best), 0);
  return [...round.slice(first), ...round.slice(0, first)] as unknown as Quad;
}

/** How far the corners of one are from those of the other at most, in pixels. */
export const furthest = (one: Quad, other: Quad): number => Math.max(...one.map((point, n) => apart(point, other[n]!)));

/** The way from `from` to `to`. Raises RangeError when three corners are in a line. */
export function between(from: Quad, to: Quad): Homography {
  const rows = from.flatMap(({ x, y }, n) => {
    const { x: u, y: v } = to[n]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  // Gauss with the largest first, 8 equations for 8 numbers.
  for (let column = 0; column < 8; column += 1) {
    let best = column;
    for (let row = column + 1; row < 8; row += 1) if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row;
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    const pivot = rows[column]!;
    if (Math.abs(pivot[column]!) < 1e-9) throw new RangeError("These four corners are not a sheet.");
    for (let row = 0; row < 8; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / pivot[column]!;
      for (let k = column; k < 9; k += 1) rows[row]![k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, n) => row[8]! / row[n]!) as unknown as Homography;
}

export function through([a, b, c, d, e, f, g, h]: Homography, { x, y }: Point): Point {
  const depth = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

const A4 = Math.SQRT2;

/**
 * How high the sheet is for its width, 1 when square. A camera that looks straight through the middle of its picture leaves one unknown, how far it
 * zooms, and the two pairs of sides give it (Zhang and He, « Whiteboard scanning and image enhancement », 2006, § 3.2). Where they are nearly parallel they say nothing, and the
 * sides' own lengths are right. Within 6 % of A4 it is A4.
 */
export function proportion(quad: Quad, { width, height }: Size): number {
  const [one, two, three, four] = quad;
  const sides = (apart(two, three) + apart(one, four)) / (apart(one, two) + apart(four, three));
  const found = seen(quad, width / 2, height / 2);
  const ratio = found && found > 0.6 * sides && found < 1.7 * sides ? found : sides;
  if (Math.abs(ratio / A4 - 1) < 0.06) return A4;
  return Math.abs(ratio * A4 - 1) < 0.06 ? 1 / A4 : ratio;
}

function seen(quad: Quad, middleX: number, middleY: number): number | null {
  const unit: Quad = whole({ width: 1, height: 1 });
  const [a, b, c, d, e, f, g, h] = between(unit, quad.map(({ x, y }) => ({ x: x - middleX, y: y - middleY })) as unknown as Quad);
  void c, f;
  if (Math.abs(g * h) < 1e-3) return null;
  const squared = -(a * b + d * e) / (g * h);
  if (!(squared > 0)) return null;
  return Math.sqrt((b * b + e * e + squared * h * h) / (a * a + d * d + squared * g * g));
}

/** Pixels of the sheet put right: as many as the picture has along its sides, never more than `longest`. */
export function sizeOf(quad: Quad, picture: Size, longest: number): Size {
  const [one, two, three, four] = quad;
  const ratio = proportion(quad, picture);
  const wide = Math.max(apart(one, two), apart(four, three), Math.max(apart(two, three), apart(one, four)) / ratio);
  const width = Math.min(wide, longest, longest / ratio);
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(width * ratio)) };
}
