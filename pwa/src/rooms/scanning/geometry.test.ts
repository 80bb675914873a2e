import assert from "node:assert/strict";
import { test } from "node:test";
import { seeded, sheet } from "./generated";
import { area, between, ordered, plausible, proportion, sizeOf, through, whole, within, type Point, type Quad } from "./geometry";

const PICTURE = { width: 1500, height: 2000 };

test("the way to a sheet and back again ends where it began", () => {
  const random = seeded(11);
  for (let n = 0; n < 200; n += 1) {
    const quad = sheet(PICTURE, random, { tilt: 0.4, turn: 1.5 });
    const [there, back] = [between(whole(PICTURE), quad), between(quad, whole(PICTURE))];
    const point = { x: random() * PICTURE.width, y: random() * PICTURE.height };
    const again = through(back, through(there, point));
    assert.ok(Math.hypot(again.x - point.x, again.y - point.y) < 1e-6);
    quad.forEach((corner, k) => assert.ok(Math.hypot(through(there, whole(PICTURE)[k]!).x - corner.x) < 1e-6));
  }
});

test("corners are put in order from the top left, clockwise, however they come", () => {
  const quad: Quad = [{ x: 10, y: 20 }, { x: 200, y: 5 }, { x: 210, y: 300 }, { x: 0, y: 280 }];
  for (const order of [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 0, 1], [1, 0, 3, 2]]) assert.deepEqual(ordered(order.map((n) => quad[n]!)), quad);
  assert.ok(area(quad) > 0 && plausible(quad));
});

test("what no camera sees of a sheet is refused: a bow tie, a dent, three in a line", () => {
  const [a, b, c, d] = whole({ width: 100, height: 100 });
  assert.ok(!plausible([a, c, b, d]));
  assert.ok(!plausible([a, b, { x: 40, y: 40 }, d]));
  assert.ok(!plausible([a, b, { x: 130, y: 4 }, d]));
  assert.throws(() => between([a, { x: 50, y: 0 }, b, { x: 75, y: 0 }], whole({ width: 1, height: 1 })), RangeError);
});

/** A sheet of that shape, seen by a camera from above and aside, as cameras see: by rays through one point. */
function photographed(ratio: number, slant: number, turn: number): Quad {
  const zoom = 1600;
  const corners: Point[] = [{ x: -1, y: -ratio }, { x: 1, y: -ratio }, { x: 1, y: ratio }, { x: -1, y: ratio }];
  return corners.map(({ x, y }) => {
    const [rx, ry] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
    const depth = 4 + ry * Math.sin(slant) + rx * Math.sin(slant) * 0.4;
    return { x: PICTURE.width / 2 + (zoom * rx) / depth, y: PICTURE.height / 2 + (zoom * ry * Math.cos(slant)) / depth };
  }) as unknown as Quad;
}

test("A4 is A4 from any side; a receipt stays long, a card broad", () => {
  for (const slant of [0, 0.15, 0.3]) {
    for (const turn of [0, 0.2, -0.4]) {
      assert.equal(proportion(photographed(Math.SQRT2, slant, turn), PICTURE), Math.SQRT2, `${slant} ${turn}`);
      assert.ok(Math.abs(proportion(photographed(2.4, slant * 0.6, turn), PICTURE) / 2.4 - 1) < 0.1);
    }
  }
  assert.ok(Math.abs(proportion(photographed(0.63, 0, 0), PICTURE) / 0.63 - 1) < 0.01);
});

test("a page has the pixels that the picture has along its sides, and no more than are wanted", () => {
  const quad: Quad = [{ x: 100, y: 100 }, { x: 800, y: 100 }, { x: 800, y: 1090 }, { x: 100, y: 1090 }];
  assert.deepEqual(sizeOf(quad, PICTURE, 2339), { width: 700, height: 990 });
  assert.deepEqual(sizeOf(whole({ width: 3000, height: 4243 }), { width: 3000, height: 4243 }, 2339), { width: 1654, height: 2339 });
});

test("the edge left out is the same part on every side", () => {
  assert.deepEqual(within([{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 200 }, { x: 0, y: 200 }], 0.01), [{ x: 1, y: 2 }, { x: 99, y: 2 }, { x: 99, y: 198 }, { x: 1, y: 198 }]);
});
