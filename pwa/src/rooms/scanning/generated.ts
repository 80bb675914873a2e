/** Pictures for the tests: a printed sheet on something, seen by a camera, whose corners are known. Every number follows from the seed. */
import { between, through, whole, type Point, type Quad, type Size } from "./geometry";

/** Mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Scene extends Size {
  /** What lies under the sheet, at a point of the picture: 0 to 255. */
  under: (x: number, y: number) => number;
  paper: number;
  ink: number;
  sheets: Quad[];
  /** How much light falls there: 1 is all. */
  light: (x: number, y: number) => number;
  /** Standard deviation of the camera's noise. */
  noise: number;
  /** Darkness of the thin shadow that a sheet throws beside its edge. */
  shadow: number;
  seed: number;
}

/** Is there ink at this place of the sheet, both from 0 to 1: a head, then lines of words. */
export function printed(u: number, v: number): boolean {
  if (u < 0.1 || u > 0.9 || v < 0.07 || v > 0.93) return false;
  if (v < 0.12) return u < 0.45 && Math.floor(u * 90) % 4 !== 3;
  if (v > 0.3 && v < 0.45 && u > 0.15 && u < 0.85) return Math.abs(u - 0.15) < 0.004 || Math.abs(u - 0.845) < 0.004 || Math.abs(v - 0.302) < 0.003 || Math.abs(v - 0.447) < 0.003 || Math.abs(v - 0.37) < 0.002;
  const line = Math.floor(v * 55);
  const word = Math.floor(u * 34 + line * 7.3);
  return v * 55 - line < 0.45 && (word * 2654435761) % 7 !== 0 && Math.floor(u * 240) % 3 !== 0 && (line % 9 !== 8 || u < 0.5);
}

/** One grey picture, 0 to 255 a pixel. */
export function drawn(scene: Scene): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = scene;
  const random = seeded(scene.seed);
  const unit = whole({ width: 1, height: 1 });
  const ways = scene.sheets.map((sheet) => between(sheet, unit));
  const out = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Four rays a pixel: a camera shows no stairs.
      let sum = 0;
      for (const [dx, dy] of RAYS) {
        const [px, py] = [x + dx, y + dy];
        let value = scene.under(px, py);
        for (const way of ways) {
          const { x: u, y: v } = through(way, { x: px, y: py });
          if (u >= 0 && u <= 1 && v >= 0 && v <= 1) value = printed(u, v) ? scene.ink : scene.paper;
          else if (u > 0 && u < 1.012 && v > 0 && v < 1.009) value *= 1 - scene.shadow;
        }
        sum += value;
      }
      const spread = (random() + random() + random() + random() - 2) * 1.73 * scene.noise;
      out[y * width + x] = (sum / 4) * scene.light(x, y) + spread;
    }
  }
  return out;
}

const RAYS = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** An A4 sheet in the middle, as a hand holds a phone above it. `tilt`: how far each corner strays, in parts of the sheet's width. */
export function sheet({ width, height }: Size, random: () => number, { share = 0.72, turn = 0.15, tilt = 0.09 } = {}): Quad {
  const wide = Math.min(width * share, (height * share) / Math.SQRT2);
  const angle = (random() - 0.5) * 2 * turn;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const middle = { x: width / 2 + (random() - 0.5) * width * 0.06, y: height / 2 + (random() - 0.5) * height * 0.06 };
  const corner = (sx: number, sy: number): Point => {
    const x = (sx * wide) / 2 + (random() - 0.5) * tilt * wide;
    const y = (sy * wide * Math.SQRT2) / 2 + (random() - 0.5) * tilt * wide;
    return { x: middle.x + x * cos - y * sin, y: middle.y + x * sin + y * cos };
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

const even = (value: number) => () => value;

/** Boards of wood, with grain. */
export const wood = (x: number, y: number): number => 120 + 22 * Math.sin(y / 3 + 4 * Math.sin(x / 60)) + (Math.floor(x / 70) % 2 ? 12 : 0) - (x % 70 < 1.5 ? 60 : 0);
/** A tablecloth of squares. */
export const squares = (x: number, y: number): number => ((Math.floor(x / 24) + Math.floor(y / 24)) % 2 ? 170 : 90);
/** The shade of a hand and a phone over one side. */
export const shade = (width: number, height: number) => (x: number, y: number) => 1 - 0.45 / (1 + Math.exp(-(x / width + y / height - 1.05) * 14));

/** The hard ones too, by name. */
export function scenes(size: Size, seed: number): Record<string, Scene> {
  const random = seeded(seed);
  const base = { ...size, under: even(70), paper: 232, ink: 40, light: even(1), noise: 3, shadow: 0.25, seed };
  const one = (options = {}) => [sheet(size, random, options)];
  return {
    plain: { ...base, sheets: one() },
    wood: { ...base, under: wood, sheets: one() },
    tablecloth: { ...base, under: squares, sheets: one() },
    shaded: { ...base, under: wood, light: shade(size.width, size.height), sheets: one() },
    turned: { ...base, under: wood, sheets: one({ turn: 0.7, share: 0.62 }) },
    leaning: { ...base, sheets: one({ tilt: 0.3 }) },
    "white on white": { ...base, under: (x, y) => 222 + 4 * Math.sin(x / 90 + y / 70), paper: 235, shadow: 0.12, noise: 2, sheets: one() },
    dark: { ...base, under: wood, light: even(0.16), noise: 3, sheets: one() },
    noisy: { ...base, under: wood, noise: 14, sheets: one() },
    small: { ...base, under: wood, sheets: one({ share: 0.45 }) },
  };
}
