import assert from "node:assert/strict";
import { test } from "node:test";
import { rateChoices, rateTyped } from "./rates";

test("what the file says is among the choices, once", () => {
  assert.deepEqual(rateChoices(59.94), [30, 60, 120, 240]);
  assert.deepEqual(rateChoices(25), [25, 30, 60, 120, 240]);
  assert.deepEqual(rateChoices(null), [30, 60, 120, 240]);
});

test("a number typed with a comma is one; what no camera takes is none", () => {
  assert.equal(rateTyped(" 119,88 "), 119.88);
  for (const wrong of ["", "0", "0,5", "1001", "-30", "vite", "1e3", "30 fps"]) assert.equal(rateTyped(wrong), null, wrong);
});
