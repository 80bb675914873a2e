import assert from "node:assert/strict";
import { test } from "node:test";
import { keyImages } from "./keys.ts";

test("the first, the last and what was marked between them are key images", () => {
  const found = keyImages(10, 90, [5, 30, 55, 95]);
  assert.equal(found.length, 8);
  for (const one of [10, 30, 55, 90]) assert.ok(found.includes(one), String(one));
  assert.ok(!found.includes(5) && !found.includes(95));
  assert.deepEqual(keyImages(10, 12, []), [10, 11, 12]);
});

test("each once, in order, eight at most; the widest gap is filled first", () => {
  const found = keyImages(0, 1000, [999, 100, 100, 200, 300, 400, 500, 600, 700]);
  assert.equal(found.length, 8);
  assert.deepEqual(found, [...new Set(found)].sort((a, b) => a - b));
  assert.deepEqual(keyImages(0, 80, [20], 4), [0, 20, 50, 80]);
});
