import assert from "node:assert/strict";
import { test } from "node:test";
import { arc, begun, between, inside, lean, read } from "./geometry";
import { back, placed, STRAIGHT, through, type Aim, type Turn } from "./view";

const PICTURE = { width: 720, height: 1280 };
const BOX = { width: 390, height: 420 };
const polar = (degrees: number, length: number) => ({ x: 360 + length * Math.cos((degrees * Math.PI) / 180), y: 640 + length * Math.sin((degrees * Math.PI) / 180) });
const near = (one: number, other: number, within = 1e-9) => assert.ok(Math.abs(one - other) <= within, `${one}, not ${other}`);

test("known angles, however they lie", () => {
  for (let angle = 0; angle <= 180; angle += 7.5)
    for (let turn = 0; turn < 360; turn += 45) near(between(polar(turn, 300), { x: 360, y: 640 }, polar(turn + angle, 90)), angle, 1e-9);
  assert.equal(between({ x: 1, y: 1 }, { x: 1, y: 1 }, { x: 5, y: 1 }), 0);
});

test("a finger that sets whole screen pixels reads within a degree, near, turned and as in a mirror", () => {
  for (const angle of [12, 45, 90, 151])
    for (const turn of [0, 90, 180, 270] as Turn[])
      for (const mirrored of [false, true])
        for (const scale of [2, 3.3, 6]) {
          const m = placed(PICTURE, BOX, { look: { scale, x: 21, y: -14 }, turn, mirrored } satisfies Aim);
          const set = [polar(200, 300), { x: 360, y: 640 }, polar(200 + angle, 260)].map((point) => {
            const seen = through(m, point.x, point.y);
            return back(m, Math.round(seen.x), Math.round(seen.y));
          });
          near(between(set[0]!, set[1]!, set[2]!), angle, 1);
        }
});

test("the three conventions of one angle", () => {
  assert.deepEqual([read(150, "between"), read(150, "flexion"), read(80, "dorsiflexion")], [150, 30, 10]);
});

test("a line leans from the picture's vertical, whichever end comes first and however one looks", () => {
  const top = { x: 100 + 500 * Math.tan((12 * Math.PI) / 180), y: 100 };
  const foot = { x: 100, y: 600 };
  for (const [one, other] of [[top, foot], [foot, top]] as const) {
    near(lean(one, other).degrees, 12, 1e-9);
    assert.equal(lean(one, other).toward, "right");
  }
  const mirrored = placed(PICTURE, BOX, { ...STRAIGHT, mirrored: true });
  const [a, b] = [through(mirrored, top.x, top.y), through(mirrored, foot.x, foot.y)];
  assert.equal(lean(back(mirrored, a.x, a.y), back(mirrored, b.x, b.y)).toward, "right");
  assert.deepEqual(lean({ x: 5, y: 1 }, { x: 5, y: 9 }), { degrees: 0, toward: null });
});

test("the arc goes the short way round, mirrored too", () => {
  assert.equal(arc({ x: 0, y: -10 }, { x: 0, y: 0 }, { x: 10, y: 0 }, 5), "M 0 -5 A 5 5 0 0 1 5 0");
  assert.equal(arc({ x: 0, y: -10 }, { x: 0, y: 0 }, { x: -10, y: 0 }, 5), "M 0 -5 A 5 5 0 0 0 -5 0");
});

test("a drawing begins inside, and stays there", () => {
  assert.deepEqual(inside({ x: -3, y: 2000 }, 720, 1280), { x: 0, y: 1280 });
  assert.equal(begun(3, { x: 360, y: 640 }, 100).length, 3);
  near(lean(begun(2, { x: 9, y: 9 }, 4)[0]!, begun(2, { x: 9, y: 9 }, 4)[1]!).degrees, 0);
});
