import assert from "node:assert/strict";
import { test } from "node:test";
import { seeded, shade } from "./generated";
import { between, through, whole, type Quad } from "./geometry";
import { drained, evened, grey, inked } from "./light";
import { warped, type Rgba } from "./warp";

const SIZE = { width: 420, height: 594 };

/** A printed page under a light, with a camera's noise; `cast`: how much of each colour that light has. */
function page(light: (x: number, y: number) => number, cast = [1, 1, 1], noise = 5): Rgba {
  const random = seeded(4);
  const out = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let n = 0; n < SIZE.width * SIZE.height; n += 1) {
    const [x, y] = [n % SIZE.width, Math.floor(n / SIZE.width)];
    const value = (letter(x, y) ? 45 : 235) * light(x, y);
    for (let k = 0; k < 3; k += 1) out[n * 4 + k] = value * cast[k]! + (random() - 0.5) * 2 * noise;
    out[n * 4 + 3] = 255;
  }
  return out;
}

/** Strokes of three pixels, as of letters 200 dots an inch large. */
const letter = (x: number, y: number) => x > 40 && x < 380 && y > 40 && y < 550 && y % 22 < 12 && x % 11 < 3 && (x * 7 + y) % 97 > 20;

const lights = { even: () => 1, shaded: shade(SIZE.width, SIZE.height), dark: () => 0.25, "a hard edge": (x: number) => (x > 200 ? 0.5 : 1) };
for (const [name, light] of Object.entries(lights)) {
  test(`the paper becomes white and the letters stay dark: ${name}`, () => {
    const even = grey(evened(page(light), SIZE));
    let [whiter, darker, paper, ink] = [0, 0, 0, 0];
    even.forEach((value, n) => {
      if (letter(n % SIZE.width, Math.floor(n / SIZE.width))) {
        ink += 1;
        if (value < 110) darker += 1;
      } else {
        paper += 1;
        if (value > 235) whiter += 1;
      }
    });
    // Beside the edge of a shade that ends at once, a band stays grey.
    assert.ok(whiter / paper > (name === "a hard edge" ? 0.93 : 0.97), `${name}: paper ${whiter / paper}`);
    assert.ok(darker / ink > 0.97, `${name}: letters ${darker / ink}`);
  });

  test(`in black and white every stroke is kept, and nothing else: ${name}`, () => {
    const dots = inked(grey(evened(page(light), SIZE)), SIZE);
    let wrong = 0;
    dots.forEach((dot, n) => (wrong += dot === (letter(n % SIZE.width, Math.floor(n / SIZE.width)) ? 1 : 0) ? 0 : 1));
    assert.ok(wrong / dots.length < 0.01, `${name}: ${wrong / dots.length}`);
  });
}

test("a lamp's colour goes from the paper, and a stamp's stays", () => {
  const pixels = page(() => 1, [1, 0.86, 0.6]);
  for (let y = 300; y < 330; y += 1) for (let x = 100; x < 130; x += 1) pixels.set([190, 20, 20], (y * SIZE.width + x) * 4);
  evened(pixels, SIZE);
  const at = (x: number, y: number) => [...pixels.slice((y * SIZE.width + x) * 4, (y * SIZE.width + x) * 4 + 3)];
  assert.ok(at(20, 20).every((value) => value > 240), String(at(20, 20)));
  const [red, green, blue] = at(115, 315) as [number, number, number];
  assert.ok(red > 150 && green < 60 && blue < 60, String(at(115, 315)));
  const [r, g, b] = drained(pixels).slice(0, 3);
  assert.ok(r === g && g === b);
});

test("a large dark picture on the page stays dark", () => {
  const pixels = page(() => 1);
  for (let y = 60; y < 360; y += 1) for (let x = 60; x < 360; x += 1) pixels.set([60, 60, 60], (y * SIZE.width + x) * 4);
  evened(pixels, SIZE);
  assert.ok(pixels[(200 * SIZE.width + 200) * 4]! < 190);
  assert.ok(pixels[(75 * SIZE.width + 75) * 4]! < 140);
});

test("a page seen from a slant is put right within two pixels", () => {
  const picture = { width: 900, height: 1200 };
  const quad: Quad = [{ x: 150, y: 120 }, { x: 700, y: 190 }, { x: 780, y: 1050 }, { x: 90, y: 980 }];
  const back = between(quad, whole({ width: 1, height: 1 }));
  const photo = new Uint8ClampedArray(picture.width * picture.height * 4).fill(90);
  // A cross of one part in a hundred every tenth of the page.
  const cross = (u: number, v: number) => u > 0 && u < 1 && v > 0 && v < 1 && (Math.abs(((u * 10 + 0.5) % 1) - 0.5) < 0.05 || Math.abs(((v * 10 + 0.5) % 1) - 0.5) < 0.05);
  for (let n = 0; n < picture.width * picture.height; n += 1) {
    const { x: u, y: v } = through(back, { x: (n % picture.width) + 0.5, y: Math.floor(n / picture.width) + 0.5 });
    photo.fill(cross(u, v) ? 20 : 230, n * 4, n * 4 + 3);
  }
  const size = { width: 600, height: 850 };
  const flat = grey(warped(photo, picture, quad, size));
  for (let n = 1; n < 10; n += 1) {
    const [column, row] = [Math.round(size.width * 0.25), Math.round(size.height * 0.55)];
    const dark = (along: number, at: (k: number) => number) => {
      const hits = Array.from({ length: 31 }, (_, k) => along - 15 + k).filter((k) => flat[at(k)]! < 125);
      return hits.reduce((sum, k) => sum + k + 0.5, 0) / hits.length;
    };
    const [x, y] = [(size.width * n) / 10, (size.height * n) / 10];
    assert.ok(Math.abs(dark(Math.round(x), (k) => row * size.width + k) - x) < 2, `across ${n}`);
    assert.ok(Math.abs(dark(Math.round(y), (k) => k * size.width + column) - y) < 2, `down ${n}`);
  }
});
