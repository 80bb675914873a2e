import assert from "node:assert/strict";
import { test } from "node:test";
import { blur, type Pixels, type Shape } from "./blurring";

/** A picture full of detail: fine stripes, edges, and grain that is the same at each run. */
function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  let grain = 7;
  for (let at = 0; at < width * height; at += 1) {
    grain = (grain * 1103515245 + 12345) % 2147483648;
    const [x, y] = [at % width, Math.floor(at / width)];
    const value = 90 + (x % 6 < 3 ? 60 : 0) + (Math.hypot(x - width / 2, y - height / 2) < 40 ? 50 : 0) + (grain % 30);
    data.set([value, value * 0.8, 255 - value, 255], 4 * at);
  }
  return { data, width, height };
}

const copy = ({ data, width, height }: Pixels): Pixels => ({ data: data.slice(), width, height });
const red = ({ data, width }: Pixels, x: number, y: number) => data[4 * (y * width + x)]!;

/** What differs from one point to the next: the detail of a picture. */
function detail(pixels: Pixels, { x, y, width, height }: Shape): number[] {
  const found: number[] = [];
  for (let row = y; row < y + height; row += 1) for (let column = x + 1; column < x + width; column += 1) found.push(red(pixels, column, row) - red(pixels, column - 1, row));
  return found;
}

const spread = (values: number[]) => Math.sqrt(values.reduce((sum, one) => sum + one * one, 0) / values.length);
function likeness(one: number[], other: number[]): number {
  const scale = Math.sqrt(one.reduce((sum, value) => sum + value ** 2, 0) * other.reduce((sum, value) => sum + value ** 2, 0));
  return scale ? one.reduce((sum, value, at) => sum + value * other[at]!, 0) / scale : 0;
}

const SHAPES: Shape[] = [
  { kind: "box", x: 60, y: 40, width: 120, height: 100 },
  { kind: "box", x: 10, y: 150, width: 280, height: 14 },
  { kind: "box", x: 100, y: 90, width: 12, height: 12 },
];

test("under a shape no detail is left, nor anything like what was there", () => {
  const whole = picture(320, 200);
  for (const shape of SHAPES) {
    const blurred = copy(whole);
    blur(blurred, shape);
    const [before, after] = [detail(whole, shape), detail(blurred, shape)];
    assert.ok(spread(before) > 20);
    assert.ok(spread(after) < spread(before) / 15, `${spread(after)} of ${spread(before)}`);
    assert.ok(Math.abs(likeness(before, after)) < 0.1, `${likeness(before, after)}`);
  }
});

test("two pictures that differ in everything but a few averages become the same", () => {
  const shape: Shape = { kind: "box", x: 60, y: 40, width: 120, height: 100 };
  const one = picture(320, 200);
  const other = copy(one);
  // Each line of a cell (40 points wide) the other way round: another face with the same averages.
  for (let y = 40; y < 140; y += 1) {
    for (let cell = 60; cell < 180; cell += 40) {
      const line = Array.from({ length: 40 }, (_, at) => one.data.slice(4 * (y * 320 + cell + at), 4 * (y * 320 + cell + at) + 4)).reverse();
      line.forEach((pixel, at) => other.data.set(pixel, 4 * (y * 320 + cell + at)));
    }
  }
  assert.notDeepEqual(one.data, other.data);
  blur(one, shape);
  blur(other, shape);
  assert.deepEqual(one.data, other.data);
});

test("what is outside stays as it was, to the pixel: the corners of a round too", () => {
  const whole = picture(320, 200);
  const blurred = copy(whole);
  blur(blurred, { kind: "round", x: 60, y: 40, width: 120, height: 100 });
  let changed = 0;
  for (let y = 0; y < 200; y += 1) {
    for (let x = 0; x < 320; x += 1) {
      const inside = ((x + 0.5 - 120) / 60) ** 2 + ((y + 0.5 - 90) / 50) ** 2 <= 1;
      if (!inside) assert.equal(red(blurred, x, y), red(whole, x, y));
      else changed += red(blurred, x, y) === red(whole, x, y) ? 0 : 1;
    }
  }
  assert.ok(changed > 0.9 * Math.PI * 60 * 50);
});

test("over the edge, and outside the picture altogether", () => {
  const whole = picture(100, 80);
  const blurred = copy(whole);
  blur(blurred, { kind: "box", x: -20, y: -20, width: 60, height: 60 });
  assert.notEqual(red(blurred, 0, 0), red(whole, 0, 0));
  const same = copy(whole);
  blur(same, { kind: "round", x: 200, y: 200, width: 50, height: 50 });
  assert.deepEqual(same.data, whole.data);
});
