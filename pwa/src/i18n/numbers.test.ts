import assert from "node:assert/strict";
import { test } from "node:test";
import { exact } from "./numbers.ts";

test("a dose is said with every digit, and no power of ten", () => {
  const said = [0.0625, 1e6, 2.5, 0.1, 0.0000125, 1e-7, 20].map((one) => exact(one, ","));
  assert.deepEqual(said, ["0,0625", "1000000", "2,5", "0,1", "0,0000125", "0,0000001", "20"]);
  assert.equal(exact(2.5, "."), "2.5");
});
