import assert from "node:assert/strict";
import { test } from "node:test";
import type { Member } from "../../api/types";
import { change, changes, changing, longer, over } from "./changing";
import { withLevel } from "./rights";

const TODAY = "2026-11-21";
const GRANNY: Member = {
  habilitation_id: "h",
  person: { id: "p", name: "Odile" },
  profile: "carer",
  model: "relative",
  profession: "",
  structure: "",
  relation: "grand-mère",
  reason: "vacances",
  since: "2026-01-01T09:00:00Z",
  period: "until",
  until: "2026-12-01",
  rights: { identity: ["read"], photos: ["read", "add"], agenda: ["read"] },
  version: 4,
  last_seen_at: null,
  undelivered_at: null,
  me: false,
};

test("only what was changed goes, with the state that was seen", () => {
  const form = changing(GRANNY);
  assert.ok(!changes(form, TODAY));
  assert.deepEqual(change({ ...form, reason: " séjour " }, TODAY), { version: 4, reason: "séjour" });
  assert.deepEqual(change({ ...form, until: "2026-11-30" }, TODAY), { version: 4, period: "until", until: "2026-11-30" });
  assert.deepEqual(change({ ...form, period: "open" }, TODAY), { version: 4, period: "open", until: null });
  const narrower = withLevel(form.rights, ["photos"], "none");
  assert.deepEqual(change({ ...form, rights: narrower }, TODAY), { version: 4, rights: { identity: ["read"], agenda: ["read"] } });
});

test("what was entered stands over what the other did; what was not touched follows them", () => {
  const form = { ...changing(GRANNY), rights: withLevel(GRANNY.rights, ["gait"], "read"), reason: "séjour" };
  const now: Member = { ...GRANNY, version: 5, rights: { identity: ["read"], agenda: ["read"] }, until: "2026-11-25", reason: "" };
  const rebased = over(form, now);
  assert.deepEqual(rebased.rights, { identity: ["read"], agenda: ["read"], gait: ["read"] });
  assert.equal(rebased.until, "2026-11-25");
  assert.deepEqual(change(rebased, TODAY), { version: 5, rights: rebased.rights, reason: "séjour" });
  assert.deepEqual(change(over({ ...changing(GRANNY), period: "open" }, now), TODAY), { version: 5, period: "open", until: null });
});

test("a consultation that was given for its day keeps that day", () => {
  const form = changing({ ...GRANNY, period: "consultation", until: "2026-11-23" });
  assert.ok(!changes(form, TODAY));
  assert.deepEqual(change({ ...changing(GRANNY), period: "consultation" }, TODAY), { version: 4, period: "consultation", until: TODAY });
});

test("no end is longer than any day", () => {
  assert.ok(longer("2026-12-01", null));
  assert.ok(longer("2026-12-01", "2026-12-02"));
  assert.ok(!longer("2026-12-01", "2026-12-01"));
  assert.ok(!longer(null, "2026-12-01"));
});
