import assert from "node:assert/strict";
import { test } from "node:test";
import { back, placed, scaleOf, STRAIGHT, through, type Aim, type Turn } from "./view";

const PICTURE = { width: 1280, height: 720 };
const BOX = { width: 390, height: 440 };
const near = (one: { x: number; y: number }, x: number, y: number) => assert.ok(Math.hypot(one.x - x, one.y - y) < 1e-6, `${one.x} ${one.y}, not ${x} ${y}`);

test("whole, in the middle of its box", () => {
  const m = placed(PICTURE, BOX, STRAIGHT);
  near(through(m, 640, 360), 195, 220);
  near(through(m, 0, 0), 0, 220 - (720 * 390) / 1280 / 2);
  near(through(m, 1280, 720), 390, 220 + (720 * 390) / 1280 / 2);
});

test("a mirror changes left for right as one sees it, whichever way the picture is turned", () => {
  for (const turn of [0, 90, 180, 270] as Turn[]) {
    const straight = through(placed(PICTURE, BOX, { ...STRAIGHT, turn }), 100, 50);
    const seen = through(placed(PICTURE, BOX, { ...STRAIGHT, turn, mirrored: true }), 100, 50);
    near(seen, BOX.width - straight.x, straight.y);
  }
});

test("a quarter turn brings the left edge up, and fits the picture anew", () => {
  const m = placed(PICTURE, BOX, { ...STRAIGHT, turn: 90 });
  near(through(m, 640, 360), 195, 220);
  near(through(m, 0, 720), 195 - (720 * scaleOf(m)) / 2, 220 - (1280 * scaleOf(m)) / 2);
  assert.ok(Math.abs(scaleOf(m) - 440 / 1280) < 1e-9);
});

test("there and back, and an angle stays what it is, however one looks", () => {
  const angle = (p: { x: number; y: number }[]) => {
    const [a, b, c] = p as [{ x: number; y: number }, { x: number; y: number }, { x: number; y: number }];
    const turn = Math.atan2(a.y - b.y, a.x - b.x) - Math.atan2(c.y - b.y, c.x - b.x);
    return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
  };
  const points = [{ x: 311, y: 95 }, { x: 402.5, y: 318 }, { x: 366, y: 611.25 }];
  for (const turn of [0, 90, 180, 270] as Turn[])
    for (const mirrored of [false, true])
      for (const scale of [1, 2.7, 6]) {
        const aim: Aim = { look: { scale, x: -37, y: 81 }, turn, mirrored };
        const m = placed(PICTURE, BOX, aim);
        const seen = points.map(({ x, y }) => through(m, x, y));
        seen.forEach(({ x, y }, at) => near(back(m, x, y), points[at]!.x, points[at]!.y));
        assert.ok(Math.abs(angle(seen) - angle(points)) < 1e-9);
      }
});
