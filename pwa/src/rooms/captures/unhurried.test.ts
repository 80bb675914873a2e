import assert from "node:assert/strict";
import { test } from "node:test";

type Told = (seen: { target: unknown; isIntersecting: boolean }[]) => void;
const listeners = new Map<string, (event: { timeStamp: number }) => void>();
let told: Told = () => undefined;
let frames: (() => void)[] = [];
Object.assign(globalThis, {
  innerHeight: 800,
  scrollY: 0,
  addEventListener: (name: string, run: () => void) => listeners.set(name, run),
  removeEventListener: (name: string) => listeners.delete(name),
  requestAnimationFrame: (run: () => void) => frames.push(run),
  cancelAnimationFrame: () => undefined,
  IntersectionObserver: class {
    constructor(run: Told) {
      told = run;
    }
    observe = () => undefined;
    unobserve = () => undefined;
  },
});
const { unhurried } = await import("./unhurried");

/** A picture whose top stands there in the album. */
function pictureAt(top: number, month: object) {
  const image = { src: "", closest: () => month, getBoundingClientRect: () => ({ top: top - scrollY, bottom: top + 100 - scrollY }) };
  return { image, action: unhurried(image as unknown as HTMLImageElement, `/at/${top}`) };
}

function scrolls(top: number, timeStamp: number): void {
  Object.assign(globalThis, { scrollY: top });
  listeners.get("scroll")?.({ timeStamp });
}

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const frame = () => frames.splice(0).forEach((run) => run());

test("what is near is asked for, what is far waits, and what a fling passes is not asked for until it stops", async () => {
  const month = {};
  const here = pictureAt(100, month);
  const far = pictureAt(20_000, month);
  const passing = pictureAt(5000, month);
  told([{ target: month, isIntersecting: true }]);
  assert.equal(here.image.src, "/at/100");
  assert.equal(passing.image.src, "");
  await passed(250);
  frames = [];
  for (let step = 0; step <= 50; step += 1) scrolls(step * 100, 1000 + step * 16);
  assert.equal(passing.image.src, "", "flung past");
  await passed(150);
  frame();
  assert.equal(passing.image.src, "/at/5000");
  assert.equal(far.image.src, "");
  far.action.destroy();
  assert.ok(!listeners.has("scroll"), "nothing waits any more");
});

test("a slow finger waits for nothing", async () => {
  const month = {};
  Object.assign(globalThis, { scrollY: 0 });
  const below = pictureAt(2000, month);
  told([{ target: month, isIntersecting: true }]);
  await passed(250);
  for (let step = 0; step <= 60; step += 1) scrolls(step * 10, 9000 + step * 16);
  assert.equal(below.image.src, "/at/2000");
});
