import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnsent, kindOf, nextOf, patience, refusal, type Item } from "./item";

const item = (changes: Partial<Item>): Item => ({
  id: "a", capture: "a", carnet: "c", category: "photos", note: "", tags: [], taken_at: 0, added_at: 0, kind: "photo", name: "", type: "",
  size: 1, state: "waiting", problem: null, said: null, begun: false, sent: 0, kept: true, ...changes,
});

test("a film that the phone gives no type to is known by its name", () => {
  assert.equal(kindOf({ type: "", name: "IMG_0042.MOV" }), "video");
  assert.equal(kindOf({ type: "", name: "IMG_0042.HEIC" }), "photo");
  assert.equal(kindOf({ type: "image/jpeg", name: "marche.mp4" }), "photo");
  assert.equal(kindOf({ type: "video/quicktime", name: "sans nom" }), "video");
  assert.equal(kindOf({ type: "application/pdf", name: "lettre" }), "document");
  assert.equal(kindOf({ type: "", name: "lettre.PDF" }), "document");
});

test("what the phone can know is refused before it leaves", () => {
  assert.equal(refusal("photo", 0, null), "empty");
  assert.equal(refusal("photo", 50_000_000, null), null);
  assert.equal(refusal("photo", 50_000_001, null), "too_large");
  assert.equal(refusal("video", 2_000_000_000, 1200), null);
  assert.equal(refusal("video", 2_000_000_001, 10), "too_large");
  assert.equal(refusal("video", 1000, 1201), "too_long");
  assert.equal(refusal("video", 1000, null), null);
  assert.equal(refusal("document", 50_000_001, null), "too_large");
  const sound = { type: "audio/mpeg", name: "séance" };
  assert.equal(refusal("document", 50_000_001, null, sound), null);
  assert.equal(refusal("document", 200_000_001, null, sound), "too_large");
  assert.equal(refusal("document", 50_000_001, null, { type: "", name: "séance.M4A" }), null);
  assert.equal(refusal("document", 50_000_001, null, { type: "", name: "séance.docx" }), "too_large");
});

test("a film does not keep photos waiting, and of two of one size the oldest goes first", () => {
  const film = item({ id: "film", kind: "video", added_at: 1 });
  const late = item({ id: "late", added_at: 3 });
  const early = item({ id: "early", added_at: 2 });
  assert.equal(nextOf([film, late, early])?.id, "early");
  assert.equal(nextOf([film, item({ state: "failed" }), item({ state: "received" })])?.id, "film");
  assert.equal(nextOf([item({ state: "keeping" })]), undefined);
});

test("only what the server has leaves the count", () => {
  for (const state of ["recording", "keeping", "waiting", "sending", "failed"] as const) assert.ok(isUnsent(item({ state })), state);
  for (const state of ["received", "preparing", "ready", "refused"] as const) assert.ok(!isUnsent(item({ state })), state);
});

test("it tries again soon, then less and less often, and never gives up", () => {
  assert.deepEqual([1, 2, 3, 20].map(patience), [2000, 4000, 8000, 300_000]);
});

test("a film keeps nothing waiting, the smallest goes first, and no film leaves that is held back", () => {
  const long = item({ id: "long", kind: "video", size: 900, added_at: 1, state: "waiting" });
  const short = item({ id: "short", kind: "video", size: 100, added_at: 3, state: "waiting" });
  const photo = item({ id: "photo", size: 5000, added_at: 4, state: "waiting" });
  const letter = item({ id: "letter", kind: "document", size: 9000, added_at: 2, state: "waiting" });
  assert.equal(nextOf([long, short, photo, letter])?.id, "photo");
  assert.equal(nextOf([long, short, letter])?.id, "letter");
  assert.equal(nextOf([long, short])?.id, "short");
  assert.equal(nextOf([long, short], false), undefined);
  assert.equal(nextOf([{ ...long, now: true }, short], false)?.id, "long");
});
