import assert from "node:assert/strict";
import { test } from "node:test";
import { letGo } from "../../shell/leaving";
import type { CaptureView } from "../captures/api";
import { MOST_FIGURES, MOST_IMAGES, Report, reports, type Shot } from "./draft.svelte";

const shot = (film: string): Omit<Shot, "seen"> => ({ film: { id: film } as CaptureView, frame: 3, picture: new Blob(["x"]), measures: [] });

test("each notebook has a report of its own, and looking at another one loses nothing", () => {
  reports.of("anne", "theo").add("still", [shot("a")]);
  assert.equal(reports.of("anne", "lea").count, 0);
  assert.equal(reports.of("anne", "theo").count, 1);
  letGo();
});

test("the next person on the same phone finds nothing of it, nor does anybody once the notebook is gone", () => {
  const mine = reports.of("anne", "theo");
  mine.add("still", [shot("a")]);
  const seen = mine.figures[0]!.shots[0]!.seen;
  assert.equal(reports.of("marc", "theo").count, 0);
  // Nor by an address that was left behind.
  assert.equal(mine.count, 0);
  return assert.rejects(fetch(seen)).then(() => {
    reports.of("marc", "theo").add("still", [shot("a")]);
    reports.of("marc", "lea").add("still", [shot("b")]);
    letGo("theo");
    assert.equal(reports.of("marc", "theo").count, 0);
    assert.equal(reports.of("marc", "lea").count, 1);
    letGo();
    assert.equal(reports.of("marc", "lea").count, 0);
  });
});

test("no more is chosen than a report may hold", () => {
  const one = new Report();
  one.add("strip", Array.from({ length: 8 }, () => shot("a")));
  assert.equal(one.room, MOST_IMAGES - 8);
  for (let n = 1; n < MOST_FIGURES; n += 1) one.add("still", [shot("a")]);
  assert.equal(one.room, 0);
});
