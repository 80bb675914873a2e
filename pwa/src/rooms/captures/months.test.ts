import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaptureView } from "./api";
import { byMonth } from "./months";

const one = (id: string, taken_at: string) => ({ id, taken_at }) as CaptureView;
const november = [one("4", "2026-11-03T10:00:00Z"), one("3", "2026-10-31T23:30:00Z")];
const october = [one("2", "2026-10-31T22:30:00Z"), one("1", "2026-10-02T10:00:00Z")];

test("months are those of France, newest first", () => {
  assert.deepEqual(byMonth([...november, ...october]), [
    { month: "2026-11", captures: november },
    { month: "2026-10", captures: october },
  ]);
});

test("a month in which nothing changed is the very same as before", () => {
  const before = byMonth([...november, ...october.slice(0, 1)]);
  const after = byMonth([...november, ...october], before);
  assert.equal(after[0], before[0]);
  assert.notEqual(after[1], before[1]);
  const renamed = byMonth([{ ...november[0], note: "pieds nus" } as CaptureView, ...november.slice(1)], after);
  assert.notEqual(renamed[0], after[0]);
});
