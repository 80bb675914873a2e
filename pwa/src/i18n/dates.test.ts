import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchClock, frenchDay } from "./dates";

test("a day of France begins at its midnight, in winter, in summer, and on the days that are shorter or longer", () => {
  assert.equal(frenchDay("2026-11-21T22:59:59Z"), "2026-11-21");
  assert.equal(frenchDay("2026-11-21T23:00:00Z"), "2026-11-22");
  assert.equal(frenchDay("2026-07-14T22:00:00Z"), "2026-07-15");
  assert.equal(frenchDay("2027-03-27T23:00:00Z"), "2027-03-28");
  assert.equal(frenchDay("2027-03-28T22:00:00Z"), "2027-03-29");
  assert.equal(frenchDay("2027-10-31T22:59:59Z"), "2027-10-31");
});

test("beside a day of France stands the hour of France", () => {
  assert.equal(frenchClock("2026-11-21T23:00:00Z"), "0\u202fh");
  assert.equal(frenchClock("2026-07-14T12:05:00Z"), "14\u202fh\u202f05");
});
