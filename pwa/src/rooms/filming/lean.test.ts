import assert from "node:assert/strict";
import { test } from "node:test";
import { lean } from "./lean";

const G = 9.81;
const held = (degrees: number, sign = 1) => lean(sign * -G * Math.sin((degrees * Math.PI) / 180), sign * G * Math.cos((degrees * Math.PI) / 180));

test("the ground turns against the phone, upright or lying, on either kind of phone", () => {
  assert.equal(lean(0, G), 0);
  for (const sign of [1, -1]) {
    assert.ok(Math.abs(held(10, sign)! + 10) < 1e-9);
    assert.ok(Math.abs(held(-7, sign)! - 7) < 1e-9);
    assert.ok(Math.abs(held(93, sign)! + 3) < 1e-9);
    assert.ok(Math.abs(held(-88, sign)! + 2) < 1e-9);
  }
});

test("a phone that lies flat has no level", () => {
  assert.equal(lean(0.3, -0.2), null);
});
