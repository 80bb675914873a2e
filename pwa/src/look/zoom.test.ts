import assert from "node:assert/strict";
import test from "node:test";
import { about, fitted, MOST, swiped, WHOLE, within } from "./zoom";

const box = { width: 400, height: 600 };

test("the point under the finger stays under it", () => {
  const near = about(WHOLE, 2, { x: 50, y: -80 });
  assert.deepEqual(near, { scale: 2, x: -50, y: 80 });
  const back = about(near, 1, { x: 50, y: -80 });
  assert.deepEqual(back, WHOLE);
});

test("neither smaller than whole nor closer than the most", () => {
  assert.equal(about(WHOLE, 0.2, WHOLE).scale, 1);
  assert.equal(about(WHOLE, 99, WHOLE).scale, MOST);
});

test("a wide picture fits the width, a tall one the height", () => {
  assert.deepEqual(fitted({ width: 4000, height: 3000 }, box), { width: 400, height: 300 });
  assert.deepEqual(fitted({ width: 1000, height: 3000 }, box), { width: 200, height: 600 });
});

test("an edge never comes further in than the box", () => {
  const whole = fitted({ width: 4000, height: 3000 }, box);
  assert.deepEqual(within({ scale: 1, x: 90, y: 90 }, whole, box), WHOLE);
  // Twice as large: 800 wide leaves 200 each side; 600 high just fits.
  assert.deepEqual(within({ scale: 2, x: 999, y: -999 }, whole, box), { scale: 2, x: 200, y: 0 });
});

test("a swipe goes on by its length or its speed, and comes back otherwise", () => {
  assert.equal(swiped(-150, 0, 400), 1);
  assert.equal(swiped(150, 0, 400), -1);
  assert.equal(swiped(-40, -0.6, 400), 1);
  assert.equal(swiped(-40, 0.6, 400), 0);
  assert.equal(swiped(-10, -2, 400), 0);
});
