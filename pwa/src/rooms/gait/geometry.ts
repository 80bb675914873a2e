/**
 * What points set on a picture come to, in degrees; and where its drawing goes. Arithmetic only: the picture's own pixels, y
 * downwards. The server says the same (backend/rooms/gait/geometry.py), for what it writes.
 */
import type { Point } from "../../look/zoom";

export type Convention = "between" | "flexion" | "dorsiflexion";
export type Side = "left" | "right";

/** Between the two segments, 0 to 180; 0 when one of them has no length. */
export function between(one: Point, vertex: Point, other: Point): number {
  const [ax, ay, bx, by] = [one.x - vertex.x, one.y - vertex.y, other.x - vertex.x, other.y - vertex.y];
  if (!Math.hypot(ax, ay) || !Math.hypot(bx, by)) return 0;
  return degrees(Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by));
}

export function read(inner: number, convention: Convention): number {
  return convention === "between" ? inner : convention === "flexion" ? 180 - inner : 90 - inner;
}

/** Degrees from the vertical, 0 to 90, and to which side of the picture its top leans. */
export function lean(one: Point, other: Point): { degrees: number; toward: Side | null } {
  const [top, foot] = one.y <= other.y ? [one, other] : [other, one];
  const [across, up] = [top.x - foot.x, foot.y - top.y];
  return { degrees: degrees(Math.atan2(Math.abs(across), up)), toward: across && up ? (across > 0 ? "right" : "left") : null };
}

/** Where the arc of an angle is drawn, `radius` from the vertex: an SVG path, in whatever space the points are in. */
export function arc(one: Point, vertex: Point, other: Point, radius: number): string {
  const at = (point: Point) => {
    const away = Math.hypot(point.x - vertex.x, point.y - vertex.y) || 1;
    return { x: vertex.x + ((point.x - vertex.x) * radius) / away, y: vertex.y + ((point.y - vertex.y) * radius) / away };
  };
  const [from, to] = [at(one), at(other)];
  const clockwise = (one.x - vertex.x) * (other.y - vertex.y) - (one.y - vertex.y) * (other.x - vertex.x) > 0;
  return `M ${from.x} ${from.y} A ${radius} ${radius} 0 0 ${clockwise ? 1 : 0} ${to.x} ${to.y}`;
}

/** Inside the picture. */
export const inside = (point: Point, width: number, height: number): Point => ({ x: Math.min(width, Math.max(0, point.x)), y: Math.min(height, Math.max(0, point.y)) });

/** Where the points of a new drawing stand, in the middle of what is seen: an angle of three, a line of two. */
export function begun(count: 2 | 3, middle: Point, reach: number): Point[] {
  const { x, y } = middle;
  return count === 3 ? [{ x, y: y - reach }, { x, y }, { x: x - reach / 2, y: y + reach * 0.85 }] : [{ x, y: y - reach }, { x, y: y + reach }];
}

const degrees = (radians: number) => (radians * 180) / Math.PI;
