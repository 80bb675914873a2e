import assert from "node:assert/strict";
import { test } from "node:test";
import type { Carer } from "./api.ts";
import { before, ended, reading, who } from "./said.ts";

const carer = (more: Partial<Carer>): Carer => ({ id: "1", name: "Dr Martin", profession: "emergency_doctor", profession_said: "", structure: "CHU", phone: "", rpps: "", reason: "", asked_at: "2026-11-22T14:00:00Z", until: "2026-11-22T18:00:00Z", open: true, code: "Cartable", closed: null, ...more });
const words = { emergency_doctor: "urgentiste", other: "une autre" } as Parameters<typeof who>[1];

test("a profession of the list is said in our words, another in theirs", () => {
  assert.equal(who(carer({}), words), "Dr Martin, urgentiste, CHU");
  assert.equal(who(carer({ profession: "other", profession_said: "ergothérapeute" }), words), "Dr Martin, ergothérapeute, CHU");
});

test("who reads now is apart from who did", () => {
  const now = carer({});
  const closed = carer({ id: "2", open: false, closed: { by: { id: "9", name: "Anne" }, at: "2026-11-22T15:00:00Z", relation: "" } });
  assert.deepEqual(reading([now, closed]), [now]);
  assert.deepEqual(before([now, closed]), [closed]);
  assert.equal(ended(closed), "2026-11-22T15:00:00Z");
  assert.equal(ended(now), "2026-11-22T18:00:00Z");
});
