/**
 * The sheet in a picture: of all four lines that could be its sides, those along which the picture changes all the way, and no further. Pure.
 * Written by us: docs/decisions/0031-scanning.md says what was tried before.
 */
import { edgesOf, fitted, linesOf, type Edges, type Line } from "./edges";
import { area, furthest, ordered, plausible, type Point, type Quad, type Size } from "./geometry";

export interface Found {
  quad: Quad;
  /** How much of its sides is seen, 0 to 1: above `SURE` nobody need look. */
  sure: number;
  /** Whether a side of it lies on the edge of the picture: the sheet is larger than what is seen. */
  cut: boolean;
}

/** Pixels of the longest side at which a sheet is looked for. */
export const LOOK = 320;
export const SURE = 0.72;
/** Below this, none is found. */
const SOME = 0.45;
const SCORE = 0.5;
const LINES = 22;
/** Seen of a side that lies on the edge of the picture: neither for nor against it. */
const BORDER = 0.55;
/** A sheet is at least this part of the picture. */
const LEAST = 0.08;

interface Side extends Line {
  /** One point of it, and the way along it. */
  x: number;
  y: number;
  /** Sums of what is seen, a pixel a step, from `start`. */
  seen: Float32Array;
  start: number;
  border: boolean;
}

/** What is seen along a line: an edge there, within a pixel and a half, that looks the same way. */
function side(edges: Edges, line: Line, border = false): Side {
  const { width, height, right, down, strength } = edges;
  const [x, y] = [line.rho * line.cos, line.rho * line.sin];
  const reach = Math.ceil(Math.hypot(width, height));
  const seen = new Float32Array(2 * reach + 2);
  for (let n = 0; n <= 2 * reach; n += 1) {
    const t = n - reach;
    const [px, py] = [x - t * line.sin, y + t * line.cos];
    let here = 0;
    for (let off = -2; off <= 2 && !here; off += 1) {
      const [ix, iy] = [Math.round(px + off * 0.8 * line.cos), Math.round(py + off * 0.8 * line.sin)];
      if (ix < 0 || iy < 0 || ix >= width || iy >= height) continue;
      const at = iy * width + ix;
      if (strength[at]! && right[at]! * line.cos + down[at]! * line.sin > 0.86 * Math.hypot(right[at]!, down[at]!)) here = 1;
    }
    seen[n + 1] = seen[n]! + here;
  }
  return { ...line, x, y, seen, start: -reach, border };
}

const along = (one: Side, point: Point): number => (point.y - one.y) * one.cos - (point.x - one.x) * one.sin;

/** The part that is seen between two places of a line, 0 to 1. */
function part(one: Side, from: number, to: number): number {
  const last = one.seen.length - 1;
  const [a, b] = [Math.min(from, to), Math.max(from, to)].map((t) => Math.max(0, Math.min(last, Math.round(t - one.start)))) as [number, number];
  return (one.seen[b]! - one.seen[a]!) / Math.max(1, Math.abs(to - from));
}

function meeting(one: Line, other: Line): Point | null {
  const turn = one.cos * other.sin - one.sin * other.cos;
  if (Math.abs(turn) < 0.3) return null;
  return { x: (one.rho * other.sin - other.rho * one.sin) / turn, y: (one.cos * other.rho - other.cos * one.rho) / turn };
}

/** How well four lines are the sides of a sheet; the corners in the order of the lines. */
function judged(sides: readonly Side[], corners: readonly Point[], size: Size): number {
  let [total, least, beyond, against] = [0, 1, 0, 0];
  const middle = { x: (corners[0]!.x + corners[1]!.x + corners[2]!.x + corners[3]!.x) / 4, y: (corners[0]!.y + corners[1]!.y + corners[2]!.y + corners[3]!.y) / 4 };
  for (let n = 0; n < 4; n += 1) {
    const one = sides[n]!;
    const [from, to] = [along(one, corners[n]!), along(one, corners[(n + 1) % 4]!)];
    const seen = one.border ? BORDER : part(one, from, to);
    total += seen;
    least = Math.min(least, seen);
    if (least < 0.25) return 0;
    if (one.border) continue;
    // A table's edge goes on behind the corner, a sheet's does not.
    const more = Math.sign(to - from) * Math.max(8, 0.15 * Math.abs(to - from));
    beyond += part(one, to + more * 0.2, to + more) + part(one, from - more * 0.2, from - more);
    if (middle.x * one.cos + middle.y * one.sin < one.rho) against += 1;
  }
  const large = Math.sqrt(Math.abs(area(corners as unknown as Quad)) / (size.width * size.height));
  return (0.65 * total) / 4 + 0.35 * least - 0.05 * beyond - 0.03 * against + 0.4 * large;
}

/** The clearest sheet of a grey picture, its corners to a part of a pixel; null where there is none. */
export function find(grey: ArrayLike<number>, size: Size): Found | null {
  const { width, height } = size;
  const edges = edgesOf(grey, size);
  const sides = linesOf(edges, LINES).map((line) => side(edges, line));
  const rims: Line[] = [
    { cos: 1, sin: 0, rho: 0.5 },
    { cos: -1, sin: 0, rho: 0.5 - width },
    { cos: 0, sin: 1, rho: 0.5 },
    { cos: 0, sin: -1, rho: 0.5 - height },
  ];
  sides.push(...rims.map((line) => side(edges, line, true)));
  const pairs: [Side, Side, number][] = [];
  sides.forEach((one, n) => {
    for (const other of sides.slice(n + 1)) {
      const turn = Math.abs(one.cos * other.cos + one.sin * other.sin);
      if (turn < 0.76 || (one.border && other.border)) continue;
      // How far apart they are in the middle of the picture.
      const [a, b] = [one, other].map(({ cos, sin, rho }) => (cos * width) / 2 + (sin * height) / 2 - rho) as [number, number];
      const wide = one.cos * other.cos + one.sin * other.sin > 0 ? Math.abs(a - b) : Math.abs(a + b);
      if (wide > 0.18 * Math.min(width, height)) pairs.push([one, other, Math.atan2(one.sin, one.cos)]);
    }
  });
  const slack = 0.02 * width + 1;
  const inside = (point: Point | null): point is Point => !!point && point.x >= -slack && point.y >= -slack && point.x <= width + slack && point.y <= height + slack;
  let best: { corners: Point[]; sides: Side[]; score: number } | null = null;
  pairs.forEach(([a, b, way], n) => {
    for (const [c, d, other] of pairs.slice(n + 1)) {
      if (Math.abs(Math.sin(way - other)) < 0.6) continue;
      const four = [a, c, b, d];
      if (four.filter((one) => one.border).length > 2) continue;
      const corners = [meeting(d, a), meeting(a, c), meeting(c, b), meeting(b, d)];
      if (!corners.every(inside)) continue;
      const round = corners as unknown as Quad;
      const large = area(round);
      if (Math.abs(large) < LEAST * width * height || !plausible(large > 0 ? round : ([...round].reverse() as unknown as Quad))) continue;
      const score = judged(four, corners, size);
      if (score > (best?.score ?? SCORE)) best = { corners, sides: four, score };
    }
  });
  if (!best) return null;
  const { corners, sides: four } = best as { corners: Point[]; sides: Side[] };
  const seen = four.map((one, n) => (one.border ? 0 : part(one, along(one, corners[n]!), along(one, corners[(n + 1) % 4]!))));
  const cut = four.some((one) => one.border);
  const sure = Math.min(1, (seen.reduce((sum, one) => sum + one, 0) / 4) * 0.7 + Math.min(...seen) * 0.3);
  if (sure < SOME) return null;
  // A pixel is a place half a pixel further: corners are those of the picture as a whole.
  return { quad: ordered(corners.map(({ x, y }) => ({ x: x + 0.5, y: y + 0.5 }))), sure, cut };
}

/** Places looked at along each side, and how far from its ends none is. */
const PLACES = 48;
const ENDS = 0.05;

/** The same sheet in a larger picture, where its sides are at most `reach` pixels away: each side where the picture changes most. */
export function sharpened(grey: ArrayLike<number>, { width, height }: Size, quad: Quad, reach: number): Quad {
  const value = (x: number, y: number): number => {
    const [cx, cy] = [Math.max(0, Math.min(width - 1.001, x - 0.5)), Math.max(0, Math.min(height - 1.001, y - 0.5))];
    const [ix, iy] = [Math.floor(cx), Math.floor(cy)];
    const [fx, fy, at] = [cx - ix, cy - iy, iy * width + ix];
    const next = ix + 1 < width ? 1 : 0;
    const below = iy + 1 < height ? width : 0;
    return (grey[at]! * (1 - fx) + grey[at + next]! * fx) * (1 - fy) + (grey[at + below]! * (1 - fx) + grey[at + below + next]! * fx) * fy;
  };
  const lines = quad.map((from, n) => {
    const to = quad[(n + 1) % 4]!;
    const long = Math.hypot(to.x - from.x, to.y - from.y);
    // Towards the inside: the sheet is clockwise.
    const [cos, sin] = [-(to.y - from.y) / long, (to.x - from.x) / long];
    const start: Line = { cos, sin, rho: from.x * cos + from.y * sin };
    const rows: Float64Array[] = [];
    const places: Point[] = [];
    for (let k = 0; k < PLACES; k += 1) {
      const t = ENDS + ((1 - 2 * ENDS) * k) / (PLACES - 1);
      const place = { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) };
      const changes = new Float64Array(4 * reach + 1);
      for (let off = -2 * reach; off <= 2 * reach; off += 1) {
        const [x, y] = [place.x + (off / 2) * cos, place.y + (off / 2) * sin];
        changes[off + 2 * reach] = value(x + 1.5 * cos, y + 1.5 * sin) - value(x - 1.5 * cos, y - 1.5 * sin);
      }
      rows.push(changes);
      places.push(place);
    }
    // Most of its places agree on whether the sheet is the lighter one.
    const sign = rows.reduce((sum, row) => sum + Math.sign(row.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0)), 0) < 0 ? -1 : 1;
    const points = rows.flatMap((row, k) => {
      const at = row.reduce((most, one, place) => (one * sign > row[most]! * sign ? place : most), 0);
      if (row[at]! * sign < 2) return [];
      const [a, b, c] = [row[at - 1] ?? row[at]!, row[at]!, row[at + 1] ?? row[at]!];
      const bend = a - 2 * b + c;
      const off = (at - 2 * reach + (bend ? Math.max(-1, Math.min(1, (a - c) / (2 * bend))) : 0)) / 2;
      return [{ x: places[k]!.x + off * cos, y: places[k]!.y + off * sin }];
    });
    return trimmed(points, start);
  });
  const corners = lines.map((line, n) => meeting(lines[(n + 3) % 4]!, line));
  if (corners.some((one) => !one)) return quad;
  const better = corners as unknown as Quad;
  return plausible(better) && furthest(better, quad) < 3 * reach + 2 ? better : quad;
}

/** The line through most of the points: those that lie far from it are left out, three times over. */
function trimmed(points: Point[], start: Line): Line {
  let line = start;
  let kept = points;
  for (let round = 0; round < 4 && kept.length > PLACES / 3; round += 1) {
    let [sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0];
    for (const { x, y } of kept) {
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
    const now = fitted(kept.length, sx, sy, sxx, sxy, syy, line);
    line = now;
    const off = points.map(({ x, y }) => Math.abs(x * now.cos + y * now.sin - now.rho));
    const usual = [...off].sort((one, other) => one - other)[Math.floor(off.length * 0.6)]!;
    kept = points.filter((_, n) => off[n]! <= Math.max(0.6, 2 * usual));
  }
  return line;
}
