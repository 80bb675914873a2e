/** By how much a phone leans, from what its sensor says of gravity. */

/** Of gravity: below this much of it in the plane of the screen, the phone lies flat and has no level. m/s² */
const FLAT = 4;
/** Degrees within which a phone is held straight: what a film needs, and a hand can do. */
export const STRAIGHT = 2;

/**
 * Degrees by which the ground is turned on the screen, clockwise, from the nearest edge; null for a phone that lies flat.
 * `x`, `y`: gravity along the phone's own edges. iPhones count it the other way round: half a turn, which is the same line.
 */
export function lean(x: number, y: number): number | null {
  if (Math.hypot(x, y) < FLAT) return null;
  const degrees = (Math.atan2(x, y) * 180) / Math.PI;
  return degrees - 90 * Math.round(degrees / 90);
}
