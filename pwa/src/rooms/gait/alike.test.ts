import assert from "node:assert/strict";
import { test } from "node:test";
import { alike, onImage, where } from "./alike";
import type { Measure } from "./measuring.svelte";

const angle = (id: string, frame: number, said: object, added_at = "2026-11-01T10:00:00Z") => ({ id, added_at, degrees: 30, content: { kind: "angle", frame, side: "left", joint: "knee", phase: "mid_stance", convention: "flexion", ...said } }) as unknown as Measure;
const mark = { id: "m", added_at: "2026-11-01T10:00:00Z", content: { kind: "mark", frame: 4, event: "contact", side: "left" } } as unknown as Measure;
const ids = (pairs: [Measure, Measure][]) => pairs.map(([one, other]) => `${one.id}-${other.id}`).join(" ");

test("values named alike are beside each other, the newest of each film", () => {
  const first = [angle("old", 3, {}), angle("new", 9, {}, "2026-11-02T10:00:00Z"), mark];
  assert.equal(ids(alike(first, [angle("after", 12, {})])), "new-after");
});

test("another side, phase or convention is another value, and one whose joint, side or phase was not said is like none", () => {
  const first = [angle("one", 3, {})];
  for (const said of [{ side: "right" }, { phase: "contact" }, { convention: "between" }, { joint: "hip" }]) assert.deepEqual(alike(first, [angle("other", 3, said)]), []);
  for (const said of [{ joint: null }, { side: null }, { phase: null }, { kind: "lean", joint: null, side: null, phase: null }]) assert.deepEqual(alike([angle("one", 3, said)], [angle("other", 3, said)]), []);
  const trunk = { kind: "lean", joint: "trunk", convention: undefined };
  assert.equal(ids(alike([angle("one", 3, trunk)], [angle("other", 3, trunk)])), "one-other");
});

test("on an image is drawn the one that was chosen, else the newest", () => {
  const kept = [angle("old", 4, {}), angle("new", 4, {}, "2026-11-03T10:00:00Z"), angle("far", 9, {}), mark];
  assert.equal(onImage(kept, 4)?.id, "new");
  assert.equal(onImage(kept, 4, "old")?.id, "old");
  for (const chosen of ["far", "gone"]) assert.equal(onImage(kept, 4, chosen)?.id, "new");
  assert.equal(onImage([mark], 4), null);
});

test("where it was measured, in words", () => {
  const words = { left: "Gauche", right: "Droite", lean: "Verticale", joints: { knee: "Genou" }, phases: { mid_stance: "Milieu d’appui" } };
  assert.equal(where(angle("one", 1, {}), words), "genou gauche, milieu d’appui");
  assert.equal(where(angle("one", 1, { side: null, phase: null }), words), "genou");
  assert.equal(where(mark, words), "");
});
