/**
 * Pictures are asked for when there is time to see them. A finger that flings passes hundreds: asking for each of them would hold a
 * slow phone at every frame, and spend the person's data on what nobody saw.
 */
import { afterPaint } from "../../shell/paint";

/** What is shorter than this on the screen (ms) is not seen: at that speed, nothing is asked for. */
const SEEN_MS = 300;
/** After this long (ms) without a movement, the finger rests. */
const REST_MS = 100;
/** Movements among which a speed is measured: a slow phone's frames are too uneven to tell it from two of them. */
const LATELY = 6;
/** Asked for in one piece, with a frame between two: a screenful, then what comes next. */
const PIECE = 12;

interface Waiting {
  image: HTMLImageElement;
  url: string;
}

/** What waits, by month: watching each of thousands of pictures would cost a slow phone milliseconds at every frame. */
const months = new Map<Element, Set<Waiting>>();
const near = new Set<Element>();
const watch = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver(told, { rootMargin: "100% 0px" });
let asking: (() => void) | null = null;
let resting: (() => void) | null = null;
let hurried = false;
let lately: { top: number; when: number }[] = [];

function moved({ timeStamp: when }: Event): void {
  const top = scrollY;
  lately = [...lately.slice(-LATELY), { top, when }];
  const since = lately[0] ?? { top, when };
  hurried = Math.abs(top - since.top) * SEEN_MS > innerHeight * (when - since.when);
  resting?.();
  resting = whenStill(() => {
    hurried = false;
    lately = [];
    ask();
  });
  ask();
}

/** Runs once nothing has moved for a while; on a phone so slow that the while passes within one frame, after the next one. */
function whenStill(run: () => void): () => void {
  let frame = 0;
  const timer = setTimeout(() => (frame = requestAnimationFrame(run)), REST_MS);
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}

function told(seen: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of seen) {
    if (isIntersecting) near.add(target);
    else near.delete(target);
  }
  ask();
}

/** On paper everything is seen. */
function askForAll(): void {
  for (const [month, waiting] of [...months]) {
    for (const one of [...waiting]) {
      one.image.src = one.url;
      forget(one, month);
    }
  }
}

/** Asks for what is within a screen of this one, what is looked at first; the rest after a frame. */
function ask(): void {
  if (hurried || asking || !near.size) return;
  const close: { one: Waiting; away: number }[] = [];
  for (const month of near) {
    for (const one of months.get(month) ?? []) {
      const { top, bottom } = one.image.getBoundingClientRect();
      if (bottom > -innerHeight && top < 2 * innerHeight) close.push({ one, away: Math.abs(top + bottom - innerHeight) });
    }
  }
  if (!close.length) return;
  for (const { one } of close.sort((a, b) => a.away - b.away).slice(0, PIECE)) {
    one.image.src = one.url;
    forget(one);
  }
  soon();
}

function soon(): void {
  asking ??= afterPaint(() => {
    asking = null;
    ask();
  });
}

const monthOf = (image: Element): Element => image.closest("section") ?? image;

function forget(one: Waiting, month = monthOf(one.image)): void {
  const mine = months.get(month);
  if (!mine?.delete(one) || mine.size) return;
  months.delete(month);
  near.delete(month);
  watch?.unobserve(month);
  if (months.size) return;
  removeEventListener("scroll", moved);
  removeEventListener("resize", soon);
  removeEventListener("beforeprint", askForAll);
}

/** On the image: its address, given to it once its place is near and the finger slow. */
export function unhurried(image: HTMLImageElement, url: string) {
  const one = { image, url };
  const month = monthOf(image);
  if (!months.size) {
    addEventListener("scroll", moved, { passive: true });
    addEventListener("resize", soon);
    addEventListener("beforeprint", askForAll);
  }
  // Where nobody says what is near, all of it may be.
  if (!watch) near.add(month);
  const mine = months.get(month);
  if (mine) mine.add(one);
  else {
    months.set(month, new Set([one]));
    watch?.observe(month);
  }
  // Of a month that is near already, nothing more will be told.
  if (near.has(month)) soon();
  return {
    update(next: string) {
      if (next === one.url) return;
      one.url = next;
      if (!months.get(month)?.has(one)) image.src = next;
    },
    destroy() {
      forget(one, month);
      // What follows takes its place.
      if (near.size) soon();
    },
  };
}
