import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, tidy, withTyped } from "./labels.ts";

test("a label still being typed is kept with those chosen, once", () => {
  assert.deepEqual(withTyped(["marche"], " attelle, droite "), ["marche", "attelle  droite"]);
  assert.deepEqual(withTyped(["marche"], "marche"), ["marche"]);
  assert.deepEqual(withTyped(["marche"], "  "), ["marche"]);
});

test("no more labels, and none longer, than the server takes", () => {
  const ten = Array.from({ length: MOST }, (_, number) => `n${number}`);
  assert.deepEqual(withTyped(ten, "onze"), ten);
  assert.equal(tidy("a".repeat(60)).length, 40);
});
