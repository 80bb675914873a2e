/** Looking closer at a picture: arithmetic only. Pixels of the screen; points are from the middle of the box. */
export interface Point {
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}
/** `scale` 1 shows it whole; `x` and `y` say how far its middle is from the box's. */
export interface Look extends Point {
  scale: number;
}

export const WHOLE: Look = { scale: 1, x: 0, y: 0 };
export const MOST = 6;

/** The size at which the picture fits in the box, whole. */
export function fitted(picture: Size, box: Size): Size {
  const ratio = Math.min(box.width / picture.width, box.height / picture.height);
  return { width: picture.width * ratio, height: picture.height * ratio };
}

/** Another scale, the point `at` staying where it is on the screen. */
export function about(look: Look, scale: number, at: Point): Look {
  const held = Math.min(MOST, Math.max(1, scale));
  const ratio = held / look.scale;
  return { scale: held, x: at.x - (at.x - look.x) * ratio, y: at.y - (at.y - look.y) * ratio };
}

/** No emptier than needed: an edge of the picture never comes further in than the box's. */
export function within(look: Look, whole: Size, box: Size): Look {
  const room = (size: number, side: number) => Math.max(0, (size * look.scale - side) / 2);
  const hold = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0;
  return { scale: look.scale, x: hold(look.x, room(whole.width, box.width)), y: hold(look.y, room(whole.height, box.height)) };
}

/** Where a swipe ends: -1 the one before, 1 the one after, 0 back. `moved` in pixels, `speed` in pixels a millisecond. */
export function swiped(moved: number, speed: number, width: number): -1 | 0 | 1 {
  const flick = Math.abs(speed) > 0.4 && Math.abs(moved) > 24 && Math.sign(speed) === Math.sign(moved);
  if (!flick && Math.abs(moved) < width * 0.3) return 0;
  return moved < 0 ? 1 : -1;
}
