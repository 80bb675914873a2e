import assert from "node:assert/strict";
import { test } from "node:test";
import { numberAt, ordered, type Packed } from "./order";

const film = (said: string): Packed[] => said.split(" ").map((one) => ({ whole: one.endsWith("!"), at: parseInt(one, 10) * 1000, lasts: 1000 }));

test("the copy's images: each begins at the whole one before it", () => {
  const order = ordered(film("0! 1 2 3! 4 5"));
  assert.deepEqual([...order.places], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...order.starts], [0, 0, 0, 3, 3, 3]);
  assert.equal(order.end, 6000);
});

test("an original keeps images in another order than they are seen, and some lean over a whole one", () => {
  // In the file: 0, 2, 1; then 5, which is whole, and 3 and 4, seen before it.
  const order = ordered(film("0! 2 1 5! 3 4 6"));
  assert.deepEqual([...order.places], [0, 2, 1, 4, 5, 3, 6]);
  assert.deepEqual([...order.starts], [0, 0, 0, 0, 0, 3, 3]);
  assert.deepEqual([...order.numbers], [0, 2, 1, 5, 3, 4, 6]);
});

test("what an edit list takes away has no number", () => {
  const order = ordered(film("-2! -1 0 1"));
  assert.equal(order.count, 2);
  assert.deepEqual([...order.numbers], [-1, -1, 0, 1]);
  assert.deepEqual([...order.starts], [0, 0]);
});

test("images of uneven length: the one that is shown is the last that has begun", () => {
  const times = [0, 10, 60, 61, 200];
  for (const [at, number] of [[-5, 0], [0, 0], [9, 0], [10, 1], [59.9, 1], [60, 2], [61, 3], [199, 3], [200, 4], [1e9, 4]] as const) assert.equal(numberAt(times, at), number, String(at));
});
