import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheWay, tooLong } from "./passport";

const film = { kind: "video", state: "ready", deleted_at: null } as const;

test("a film is played, or says why not", () => {
  assert.equal(inTheWay(film), null);
  assert.equal(inTheWay(null), "unknown");
  assert.equal(inTheWay({ ...film, kind: "photo" }), "photoNotFilm");
  assert.equal(inTheWay({ ...film, deleted_at: "2026-11-22T09:00:00Z" }), "binned");
  assert.equal(inTheWay({ ...film, state: "refused" }), "refused");
  assert.equal(inTheWay({ ...film, state: "receiving" }), "preparing");
});

test("more than half a minute is said to be long", () => {
  assert.equal(tooLong({ duration_s: 30.3 }), null);
  assert.equal(tooLong({ duration_s: null }), null);
  assert.equal(tooLong({ duration_s: 61.6 }), 62);
});
