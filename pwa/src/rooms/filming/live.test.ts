import assert from "node:assert/strict";
import { test } from "node:test";
import { rateOf, type Shown } from "./live";

const shown = (images: number, every: number, step = 1): Shown[] => Array.from({ length: images }, (_, at) => ({ at: at * every, count: at * step }));

test("counted among the last images, those that the screen left out too", () => {
  assert.equal(Math.round(rateOf(shown(100, 1000 / 30))!), 30);
  assert.equal(Math.round(rateOf(shown(100, 1000 / 30, 2))!), 60);
  const slower = [...shown(60, 1000 / 60), ...shown(60, 1000 / 15).map(({ at, count }) => ({ at: at + 1000, count: count + 60 }))];
  assert.equal(Math.round(rateOf(slower)!), 15);
});

test("nothing is said before there is enough", () => {
  assert.equal(rateOf([]), null);
  assert.equal(rateOf(shown(10, 16)), null);
});
