/**
 * Where a point of a film's image is on the screen, and back: what is drawn over an image follows its zoom, its place, its
 * quarter turns and its mirror. Arithmetic only.
 *
 * A picture's own pixels are those of the film as it was received, upright (`CaptureView.width` × `height`), from its top left
 * corner, y downwards, whichever file is shown, the original or its smaller copy: a point that was kept stays good. Screen points
 * are CSS pixels from the top left corner of the box in which the film is shown.
 */
import { fitted, WHOLE, within, type Look, type Point, type Size } from "../../look/zoom";

export type { Look, Point, Size };

/** Degrees, clockwise, by which a person turned the picture. */
export type Turn = 0 | 90 | 180 | 270;

/** How one looks at a film: closer, aside, turned, as in a mirror. */
export interface Aim {
  look: Look;
  turn: Turn;
  mirrored: boolean;
}

export const STRAIGHT: Aim = { look: WHOLE, turn: 0, mirrored: false };

/** As CSS has it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Matrix {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** What the player hands to whatever is drawn over its image. A new one whenever the image or the way it is looked at changes. */
export interface FrameView {
  /** The image that is shown, the first is 0; people read one more. -1 while nothing is shown yet. */
  frame: number;
  /** True time since the first image, µs; null while nobody has confirmed how many images a second were taken. */
  time: number | null;
  /** The picture's own pixels. */
  width: number;
  height: number;
  /** CSS pixels for one pixel of the picture. */
  scale: number;
  mirrored: boolean;
  /** True while the film runs: nothing is then set on an image. */
  playing: boolean;
  toScreen(x: number, y: number): Point;
  toPicture(x: number, y: number): Point;
  /** The image itself, whole, upright, unmirrored, of any size; null while nothing is shown. Good until the next image. */
  pixels(): CanvasImageSource | null;
}

const turned = (size: Size, turn: Turn): Size => (turn % 180 ? { width: size.height, height: size.width } : size);

/** The picture's own pixels to the box's, as it is looked at. */
export function placed(picture: Size, box: Size, aim: Aim): Matrix {
  const upright = turned(picture, aim.turn);
  const scale = (fitted(upright, box).width / upright.width) * aim.look.scale;
  const cos = [1, 0, -1, 0][aim.turn / 90]!;
  const sin = [0, 1, 0, -1][aim.turn / 90]!;
  const flip = aim.mirrored ? -1 : 1;
  const [a, b, c, d] = [flip * cos * scale, sin * scale, flip * -sin * scale, cos * scale];
  const [across, down] = [picture.width / 2, picture.height / 2];
  return { a, b, c, d, e: box.width / 2 + aim.look.x - a * across - c * down, f: box.height / 2 + aim.look.y - b * across - d * down };
}

export const through = (m: Matrix, x: number, y: number): Point => ({ x: m.a * x + m.c * y + m.e, y: m.b * x + m.d * y + m.f });

/** The other way. Every matrix of `placed` has one, as long as box and picture have a size. */
export function back(m: Matrix, x: number, y: number): Point {
  const size = m.a * m.d - m.b * m.c;
  return { x: (m.d * (x - m.e) - m.c * (y - m.f)) / size, y: (m.a * (y - m.f) - m.b * (x - m.e)) / size };
}

/** No emptier than needed: see `within` of look/zoom.ts. */
export const held = (aim: Aim, picture: Size, box: Size): Aim => ({ ...aim, look: within(aim.look, fitted(turned(picture, aim.turn), box), box) });

export const scaleOf = (m: Matrix): number => Math.hypot(m.a, m.b);

export const toCss = (m: Matrix): string => `matrix(${[m.a, m.b, m.c, m.d, m.e, m.f].join(",")})`;
