import assert from "node:assert/strict";
import { test } from "node:test";
import type { Found } from "./corners";
import { whole, type Quad } from "./geometry";
import { Steady } from "./steady";

const SIZE = { width: 240, height: 320 };
const at = (dx: number, scale = 0.6): Found => ({ quad: whole({ width: SIZE.width * scale, height: SIZE.height * scale }).map(({ x, y }) => ({ x: x + 30 + dx, y: y + 40 })) as unknown as Quad, sure: 0.95, cut: false });

test("a sheet is taken once it was held still, and not before", () => {
  const steady = new Steady(SIZE);
  assert.equal(steady.see(at(0), 0), "moving");
  assert.equal(steady.see(at(1), 400), "still");
  assert.equal(steady.see(at(-1), 950), "take");
});

test("whoever moves waits again", () => {
  const steady = new Steady(SIZE);
  for (let n = 0; n < 30; n += 1) assert.notEqual(steady.see(at(n * 6), n * 100), "take");
});

test("the sheet that was just taken is not taken again until it went away", () => {
  const steady = new Steady(SIZE);
  steady.see(at(0), 0);
  assert.equal(steady.see(at(0), 1000), "take");
  steady.taken();
  for (let now = 1100; now < 6000; now += 100) assert.notEqual(steady.see(at(1), now), "take");
  assert.equal(steady.see(null, 6500), "none");
  steady.see(at(0), 7000);
  assert.equal(steady.see(at(0), 8000), "take");
});

test("for the next page, a sheet where the last one lay is taken too, once there was time to change it", () => {
  const steady = new Steady(SIZE);
  steady.see(at(0), 0);
  assert.equal(steady.see(at(0), 1000), "take");
  steady.taken();
  steady.next();
  for (let now = 9000; now < 12_900; now += 100) assert.notEqual(steady.see(at(0), now), "take");
  assert.equal(steady.see(at(0), 13_100), "take");
});

test("what is far away, cut off or unsure is never taken", () => {
  const steady = new Steady(SIZE);
  for (let now = 0; now < 5000; now += 100) {
    assert.equal(steady.see(at(0, 0.3), now), "far");
    assert.equal(steady.see({ ...at(0), cut: true }, now), "cut");
    assert.notEqual(steady.see({ ...at(0), sure: 0.5 }, now), "take");
  }
});
