/** A sheet put right: what a camera saw at a slant, as if it lay flat under it. Pure; four bytes a pixel. */
import { between, whole, type Quad, type Size } from "./geometry";

export type Rgba = Uint8ClampedArray<ArrayBuffer>;

/** Each pixel from the four around the place where the camera saw it. What lies outside the picture is white. Raises RangeError for what is no sheet. */
export function warped(from: Rgba, { width, height }: Size, quad: Quad, to: Size): Rgba {
  const [a, b, c, d, e, f, g, h] = between(whole(to), quad);
  const out = new Uint8ClampedArray(to.width * to.height * 4);
  let at = 0;
  for (let row = 0; row < to.height; row += 1) {
    const y = row + 0.5;
    for (let column = 0; column < to.width; column += 1, at += 4) {
      const x = column + 0.5;
      const depth = g * x + h * y + 1;
      const sx = (a * x + b * y + c) / depth - 0.5;
      const sy = (d * x + e * y + f) / depth - 0.5;
      out[at + 3] = 255;
      if (sx < -1 || sy < -1 || sx > width || sy > height) {
        out[at] = out[at + 1] = out[at + 2] = 255;
        continue;
      }
      const [cx, cy] = [sx < 0 ? 0 : sx > width - 1 ? width - 1 : sx, sy < 0 ? 0 : sy > height - 1 ? height - 1 : sy];
      const ix = cx | 0;
      const iy = cy | 0;
      const fx = cx - ix;
      const fy = cy - iy;
      const one = (iy * width + ix) * 4;
      const right = ix < width - 1 ? 4 : 0;
      const below = one + (iy < height - 1 ? width * 4 : 0);
      for (let n = 0; n < 3; n += 1) {
        const top = from[one + n]! * (1 - fx) + from[one + right + n]! * fx;
        const bottom = from[below + n]! * (1 - fx) + from[below + right + n]! * fx;
        out[at + n] = top * (1 - fy) + bottom * fy;
      }
    }
  }
  return out;
}
