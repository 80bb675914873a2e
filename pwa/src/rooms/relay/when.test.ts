import assert from "node:assert/strict";
import { test } from "node:test";
import { inDays, morningAtTen } from "./when.ts";

test("ten in the morning in France, through both changes of the clock", () => {
  assert.equal(morningAtTen(new Date("2026-11-21T20:30:00Z")), "2026-11-22T09:00:00.000Z");
  assert.equal(morningAtTen(new Date("2026-10-24T20:30:00Z")), "2026-10-25T09:00:00.000Z");
  assert.equal(morningAtTen(new Date("2026-03-28T20:30:00Z")), "2026-03-29T08:00:00.000Z");
  // half past midnight in Paris, the day before in UTC: that same night's morning
  assert.equal(morningAtTen(new Date("2026-11-21T23:30:00Z")), "2026-11-22T09:00:00.000Z");
  assert.equal(morningAtTen(new Date("2026-11-22T07:30:00Z")), "2026-11-23T09:00:00.000Z");
  assert.equal(inDays(new Date("2026-12-30T12:00:00Z"), 3), "2027-01-02T09:00:00.000Z");
});
