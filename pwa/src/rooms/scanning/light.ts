/** The paper made white and the shade on it taken away; then grey, or black and white. Pure; four bytes a pixel. */
import { sums } from "./edges";
import type { Size } from "./geometry";
import type { Rgba } from "./warp";

/** How many places of the paper are looked at along the shorter side. */
const PLACES = 40;
/** Shade is never taken for darker than this part of the paper: a dark picture stays dark. */
const DEEPEST = 0.42;
/** What becomes black and what becomes white of the evened picture, 0 to 255. */
const BLACK = 18;
const WHITE = 228;

interface Grid {
  across: number;
  rows: number;
  step: number;
  values: Float32Array;
}

/** How light the paper is at each place, one channel: the lightest fifth there, over what is printed on it. */
function paper(pixels: Rgba, { width, height }: Size, channel: number): Grid {
  const step = Math.max(4, Math.ceil(Math.min(width, height) / PLACES));
  const [across, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const seen = new Float32Array(across * rows);
  const counts = new Uint32Array(256);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < across; column += 1) {
      counts.fill(0);
      let all = 0;
      for (let y = row * step; y < Math.min(height, (row + 1) * step); y += 2) {
        for (let x = column * step; x < Math.min(width, (column + 1) * step); x += 2) {
          counts[pixels[(y * width + x) * 4 + channel]!]! += 1;
          all += 1;
        }
      }
      let [value, left] = [255, all / 5];
      while (value > 0 && (left -= counts[value]!) > 0) value -= 1;
      seen[row * across + column] = value;
    }
  }
  const usual = Float32Array.from(seen).sort()[Math.floor(seen.length * 0.85)]!;
  const floor = Math.max(8, usual * DEEPEST);
  // Letters and lines between two places of paper are stepped over: the lightest around, then back again.
  const grown = around(around(seen, across, rows, 2, Math.max), across, rows, 2, Math.min).map((value) => Math.max(value, floor));
  const mean = (values: Float32Array) => around(values, across, rows, 1, (sum, one) => sum + one, true);
  return { across, rows, step, values: mean(mean(grown)) };
}

function around(values: Float32Array, across: number, rows: number, reach: number, both: (one: number, other: number) => number, mean = false): Float32Array {
  return values.map((_, at) => {
    const [row, column] = [Math.floor(at / across), at % across];
    let [result, count] = [NaN, 0];
    for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1) {
      for (let x = Math.max(0, column - reach); x <= Math.min(across - 1, column + reach); x += 1) {
        const one = values[y * across + x]!;
        result = count ? both(result, one) : one;
        count += 1;
      }
    }
    return mean ? result / count : result;
  });
}

/** The same picture under even light, in place. */
export function evened(pixels: Rgba, size: Size): Rgba {
  const { width, height } = size;
  const grids = [0, 1, 2].map((channel) => paper(pixels, size, channel)) as [Grid, Grid, Grid];
  const { across, rows, step } = grids[0];
  const row = [new Float32Array(width), new Float32Array(width), new Float32Array(width)];
  const scale = 255 / (WHITE - BLACK);
  for (let y = 0; y < height; y += 1) {
    const gy = Math.max(0, Math.min(rows - 1, (y + 0.5) / step - 0.5));
    const [upper, fy] = [Math.floor(gy), gy - Math.floor(gy)];
    const lower = Math.min(rows - 1, upper + 1);
    for (let x = 0; x < width; x += 1) {
      const gx = Math.max(0, Math.min(across - 1, (x + 0.5) / step - 0.5));
      const [left, fx] = [Math.floor(gx), gx - Math.floor(gx)];
      const right = Math.min(across - 1, left + 1);
      for (let n = 0; n < 3; n += 1) {
        const { values } = grids[n]!;
        const top = values[upper * across + left]! * (1 - fx) + values[upper * across + right]! * fx;
        const bottom = values[lower * across + left]! * (1 - fx) + values[lower * across + right]! * fx;
        row[n]![x] = top * (1 - fy) + bottom * fy;
      }
    }
    for (let x = 0, at = y * width * 4; x < width; x += 1, at += 4) {
      for (let n = 0; n < 3; n += 1) pixels[at + n] = ((pixels[at + n]! * 250) / row[n]![x]! - BLACK) * scale;
    }
  }
  return pixels;
}

/** Rec. 601, a byte a pixel. */
export function grey(pixels: Rgba): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(pixels.length / 4);
  for (let at = 0, n = 0; at < pixels.length; at += 4, n += 1) out[n] = 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
  return out;
}

/** Grey on all three channels, in place. */
export function drained(pixels: Rgba): Rgba {
  grey(pixels).forEach((value, n) => (pixels[n * 4] = pixels[n * 4 + 1] = pixels[n * 4 + 2] = value));
  return pixels;
}

/** A letter is darker than its surroundings by this much; paper is never darker, nor ink lighter, than these. */
const DARKER = 0.8;
const INK = 96;
const PAPER = 196;

/** Ink of an evened grey picture: 1 where there is some, a byte a pixel. Each is held against what is around it; lone dots are none. */
export function inked(shades: ArrayLike<number>, { width, height }: Size): Uint8Array<ArrayBuffer> {
  const reach = Math.max(6, Math.round(width / 50));
  const total = sums(shades, width, height);
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const sum = total[bottom * (width + 1) + right]! - total[top * (width + 1) + right]! - total[bottom * (width + 1) + left]! + total[top * (width + 1) + left]!;
      const limit = (DARKER * sum) / ((bottom - top) * (right - left));
      dark[y * width + x] = shades[y * width + x]! < (limit < INK ? INK : limit > PAPER ? PAPER : limit) ? 1 : 0;
    }
  }
  const out = new Uint8Array(dark);
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      if (!dark[at]) continue;
      const beside = dark[at - 1]! + dark[at + 1]! + dark[at - width]! + dark[at + width]! + dark[at - width - 1]! + dark[at - width + 1]! + dark[at + width - 1]! + dark[at + width + 1]!;
      if (!beside) out[at] = 0;
    }
  }
  return out;
}
