import assert from "node:assert/strict";
import { test } from "node:test";
import { GROUPS, summary } from "./rights";

test("a carer: reads the urgent sheet and the habits, adds photos without seeing them", () => {
  const carer = summary({ identity: ["read"], emergency: ["read"], "sheets.habits": ["read", "add"], photos: ["add"] });
  assert.deepEqual(carer.reads, ["emergency", "habits"]);
  assert.deepEqual(carer.adds, ["photos", "habits"]);
  assert.ok(carer.hidden.includes("photos"));
  assert.equal(carer.readsAll, false);
});

test("one document category is enough to say documents, and everything is said as everything", () => {
  assert.deepEqual(summary({ "documents.medical": ["read"] }).reads, ["documents"]);
  const all = Object.fromEntries(["emergency", "photos", "gait", "documents.medical", "sheets.habits", "sheets.social", "journal", "agenda", "measurements", "messages", "contacts", "circle"].map((category) => [category, ["read" as const]]));
  assert.equal(summary(all).readsAll, true);
  assert.equal(summary(all).reads.length, GROUPS.length);
});

test("no right at all reads nothing", () => {
  assert.deepEqual(summary({}).reads, []);
  assert.deepEqual(summary({}).hidden, [...GROUPS]);
});
