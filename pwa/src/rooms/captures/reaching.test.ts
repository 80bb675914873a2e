import assert from "node:assert/strict";
import { test } from "node:test";
import { reachesEnd } from "./reaching";

type Told = (seen: { isIntersecting: boolean }[]) => void;
const watches: { told: Told; observed: number; over: boolean }[] = [];

class Watch {
  private readonly kept;
  constructor(told: Told) {
    watches.push((this.kept = { told, observed: 0, over: false }));
  }
  observe = () => void (this.kept.observed += 1);
  unobserve = () => undefined;
  disconnect = () => void (this.kept.over = true);
}
Object.assign(globalThis, { IntersectionObserver: Watch });

function started() {
  const album = { error: null as unknown, asked: 0, more: async () => void (album.asked += 1) };
  const action = reachesEnd({} as Element, { album, busy: false });
  return { album, action, watch: watches.at(-1) ?? assert.fail() };
}

test("of several sightings told at once, the last counts", () => {
  const { album, watch } = started();
  watch.told([{ isIntersecting: true }, { isIntersecting: false }]);
  assert.equal(album.asked, 0);
  watch.told([{ isIntersecting: false }, { isIntersecting: true }]);
  assert.equal(album.asked, 1);
});

test("after each reading the end is looked for again, and not once the screen is left", () => {
  const { action, watch } = started();
  action.update();
  assert.equal(watch.observed, 2);
  action.destroy();
  assert.ok(watch.over);
});

test("what went wrong is not tried again by itself", () => {
  const { album, watch } = started();
  album.error = new Error("refused");
  watch.told([{ isIntersecting: true }]);
  assert.equal(album.asked, 0);
});
