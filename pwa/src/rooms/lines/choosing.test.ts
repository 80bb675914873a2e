import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf } from "./choosing";

test("a form in which nobody touched the box sends no choice, whatever stood when it was begun", () => {
  for (const stands of ["shown", "left_out", "proposed"] as const) assert.deepEqual(boxOf(null, stands, true), { shown: stands === "shown", moved: false, sent: null });
});

test("what was chosen here leaves with what stood then", () => {
  assert.deepEqual(boxOf({ shown: true, stood: "proposed" }, "proposed", false), { shown: true, moved: false, sent: { shown: true, stood: "proposed" } });
  assert.deepEqual(boxOf({ shown: false, stood: "shown" }, "shown", true), { shown: false, moved: false, sent: { shown: false, stood: "shown" } });
});

test("a choice that came since is what the box says, and is said; the same choice is no other one", () => {
  assert.deepEqual(boxOf({ shown: true, stood: "proposed" }, "left_out", true), { shown: false, moved: true, sent: null });
  assert.deepEqual(boxOf({ shown: true, stood: "proposed" }, "shown", true), { shown: true, moved: false, sent: null });
});

test("a new line says how it begins; at a fixed place that somebody filled since, what was left at that says nothing", () => {
  assert.deepEqual(boxOf(null, null, true), { shown: true, moved: false, sent: { shown: true, stood: "proposed" } });
  assert.deepEqual(boxOf({ shown: false, stood: "proposed" }, null, true).sent, { shown: false, stood: "proposed" });
  assert.deepEqual(boxOf(null, "left_out", true), { shown: false, moved: false, sent: null });
});
