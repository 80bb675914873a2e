import assert from "node:assert/strict";
import { test } from "node:test";
import type { Trace } from "../../api/types";
import { byDay, withoutName } from "./days";

const trace = (id: string, at: string, person: string | null, sentence: string): Trace => ({
  id,
  at,
  person: person === null ? null : { id: person, name: person, profile: "professional" },
  action: "captures:video:read",
  category: "gait",
  kind: "readings",
  item_id: null,
  sentence,
});
const day = (at: string) => at.slice(0, 10);

test("days keep their order, people the order of their newest act", () => {
  const days = byDay([trace("4", "2026-11-20T18:00Z", "karim", "a"), trace("3", "2026-11-20T12:00Z", "marc", "b"), trace("2", "2026-11-20T09:00Z", "karim", "c"), trace("1", "2026-11-19T09:00Z", "marc", "b")], day);
  assert.deepEqual(days.map((one) => one.day), ["2026-11-20", "2026-11-19"]);
  assert.deepEqual(days[0]?.people.map((one) => one.id), ["karim", "marc"]);
  assert.deepEqual(days[0]?.people[0]?.lines.map((line) => line.sentence), ["a", "c"]);
});

test("the same sentence in a day is said once, with its count and both moments", () => {
  const [line] = byDay([trace("2", "2026-11-20T18:00Z", "karim", "a"), trace("1", "2026-11-20T09:00Z", "karim", "a")], day)[0]?.people[0]?.lines ?? [];
  assert.equal(line?.count, 2);
  assert.equal(line?.last, "2026-11-20T18:00Z");
  assert.equal(line?.first, "2026-11-20T09:00Z");
});

test("someone without an account has a place of their own", () => {
  assert.equal(byDay([trace("1", "2026-11-20T18:00Z", null, "a")], day)[0]?.people[0]?.name, null);
});

test("under a person's own heading the sentence does not repeat the name, and says everything else", () => {
  assert.equal(withoutName("Karim Saïdi a regardé un film.", "Karim Saïdi"), "A regardé un film.");
  assert.equal(withoutName("Quelqu’un, sans compte, a ouvert la fiche.", null), "Quelqu’un, sans compte, a ouvert la fiche.");
  assert.equal(withoutName("Karima a regardé un film.", "Karim"), "Karima a regardé un film.");
});
