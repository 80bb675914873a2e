import assert from "node:assert/strict";
import { test } from "node:test";
import { lastDay, PERIODS, wrong } from "./period";

const TODAY = "2026-11-21";

test("an open access has no last day, a consultation ends today, whatever stands in the field", () => {
  assert.equal(lastDay("open", "2027-01-01", TODAY), null);
  assert.equal(lastDay("consultation", "2027-01-01", TODAY), TODAY);
  assert.equal(lastDay("until", "2027-01-01", TODAY), "2027-01-01");
  assert.equal(lastDay("stay", "2026-11-28", TODAY), "2026-11-28");
});

test("a period with a day wants one, that is not over; today is not over", () => {
  for (const period of ["until", "stay"] as const) {
    assert.equal(wrong(period, "", TODAY), "missing");
    assert.equal(wrong(period, "2026-11-20", TODAY), "past");
    assert.equal(wrong(period, TODAY, TODAY), null);
  }
  for (const period of PERIODS) assert.equal(wrong(period, "2026-12-01", TODAY), null);
});
