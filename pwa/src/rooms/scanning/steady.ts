/** When a sheet is taken by itself: seen whole, near enough, and held still. Pure; the clock is handed in. */
import type { Found } from "./corners";
import { SURE } from "./corners";
import { apart, area, furthest, type Quad, type Size } from "./geometry";

export type Sight = "none" | "far" | "cut" | "moving" | "still" | "take";

/** ms for which it has to be held, and how long one that is lost for a moment still counts. */
const HELD = 900;
const BLINK = 350;
/** ms for which a sheet in the place of the last one is held before it is taken for the next page: the time to change it. */
const AGAIN = 4000;
/** Parts of the picture's width: how far a corner may stray while it is still, and how far it must go to be another sheet. */
const STRAY = 0.02;
const OTHER = 0.2;
/** Of the picture: less is too far away. */
const NEAR = 0.16;

export class Steady {
  private since: number | null = null;
  private at: Quad | null = null;
  private seen = 0;
  /** The sheet that was taken last: it is not taken again until it went away. */
  private done: Quad | null = null;
  private more = false;

  constructor(private readonly size: Size) {}

  see(found: Found | null, now: number): Sight {
    if (!found || found.sure < SURE) {
      if (now - this.seen > BLINK) this.since = this.at = this.done = null;
      return found?.cut ? "cut" : "none";
    }
    this.seen = now;
    if (found.cut) return this.lost("cut");
    if (area(found.quad) < NEAR * this.size.width * this.size.height) return this.lost("far");
    const { width } = this.size;
    if (this.done && furthest(found.quad, this.done) > OTHER * width) this.done = null;
    const near = this.at && Math.max(...found.quad.map((corner, n) => apart(corner, this.at![n]!))) < STRAY * width;
    if (!near || this.since === null) {
      this.at = found.quad;
      this.since = now;
      return "moving";
    }
    const enough = this.done ? (this.more ? AGAIN : Infinity) : HELD;
    return now - this.since < enough ? "still" : "take";
  }

  /** It was taken. */
  taken(): void {
    this.done = this.at;
    this.since = null;
    this.more = false;
  }

  /** Another page is wanted: its sheet may have been laid where the last one lay, while nobody looked. */
  next(): void {
    this.more = true;
    this.since = this.at = null;
  }

  private lost(sight: Sight): Sight {
    this.since = this.at = null;
    return sight;
  }
}
