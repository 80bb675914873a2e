import assert from "node:assert/strict";
import { test } from "node:test";
import "../../outbox/testing";
import type { Looked } from "../captures/api";
import { ordered } from "./order";
import type { Reel } from "./reel";

Object.assign(globalThis, { document: Object.assign(new EventTarget(), { visibilityState: "hidden" }), addEventListener: () => undefined });
const { Watching } = await import("./watching.svelte");

const order = ordered(Array.from({ length: 60 }, (_, at) => ({ at: at * 33_333, lasts: 33_333, whole: true })));
const capture = { id: "film", frames: 60, fps: 30, confirmed_rate: null } as unknown as Looked;

/** Its decoder gives up at that image, for good. */
class Breaking {
  order = order;
  shown = -1;
  closed = false;
  constructor(private readonly at = Infinity) {}
  async show(number: number): Promise<number> {
    if (number >= this.at) throw new DOMException("", "EncodingError");
    return (this.shown = number);
  }
  close(): void {
    this.closed = true;
  }
}

/** Images are decoded until `at`; then the browser's own player is opened. */
function watched(at: number, player: Breaking) {
  const decoded = new Breaking(at);
  const asked: boolean[] = [];
  const film = new Watching("c", capture, async (_url, plain) => {
    asked.push(plain);
    return (plain ? player : decoded) as unknown as Reel;
  });
  return { film, decoded, asked };
}

async function until(said: () => boolean): Promise<void> {
  for (let tried = 0; !said(); tried += 1) {
    assert.ok(tried < 100, "never");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("a decoder that gives up at an image: the browser's own player shows that image", async () => {
  const player = new Breaking();
  const { film, decoded, asked } = watched(7, player);
  await film.open();
  await film.show(6, 1);
  assert.equal(film.frame, 6);
  // Asked for quickly, one after the other: it gives up once.
  void film.show(7, 1);
  void film.show(8, 1);
  await until(() => film.frame === 8 && !film.opening);
  assert.equal(film.reel, player);
  assert.equal(film.trouble, "");
  assert.ok(decoded.closed);
  assert.deepEqual(asked, [false, true]);
});

test("it gives up at the first image: the film opens all the same; where neither shows it, that is said", async () => {
  const { film } = watched(0, new Breaking());
  void film.open();
  await until(() => film.frame === 0 && !film.opening);
  const lost = watched(0, new Breaking(0)).film;
  void lost.open();
  await until(() => lost.trouble === "film" && !lost.opening);
  assert.equal(lost.reel, null);
});
