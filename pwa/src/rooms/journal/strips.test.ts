import assert from "node:assert/strict";
import { test } from "node:test";
import type { DaySummary } from "./entries";
import { counted, daysOf, heights, meanSleep, total } from "./strips";

const day = (more: Partial<DaySummary>): DaySummary => ({ day: "2026-11-20", noted: 0, sleep_minutes: null, wakings: null, stools: 0, pain: "", flacc: null, dess: null, seizures: 0, seizure_seconds: null, celsius: null, ...more });

test("a day on which nothing was noted draws nothing, and weighs on no mean", () => {
  const days = [day({ stools: 2, sleep_minutes: 540 }), day({}), day({ stools: 1, sleep_minutes: 480 })];
  assert.deepEqual(counted(days, "stools"), [2, null, 1]);
  assert.deepEqual(heights([2, null, 1]), [1, null, 0.5]);
  assert.deepEqual(total([2, null, 1]), { n: 3, days: 2 });
  assert.deepEqual(meanSleep(days), { days: 2, minutes: 510 });
  assert.equal(meanSleep([day({})]), null);
});

test("the days in the title are those that are shown, of a copy too", () => {
  const kept = { days: [day({ day: "2026-10-01" }), day({ day: "2026-10-28" })] };
  assert.deepEqual(daysOf(kept, "2026-11-01", "2026-11-28"), { first: "2026-10-01", last: "2026-10-28" });
  assert.deepEqual(daysOf(null, "2026-11-01", "2026-11-28"), { first: "2026-11-01", last: "2026-11-28" });
});
