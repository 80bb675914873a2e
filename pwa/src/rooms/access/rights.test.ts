import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rights } from "../../api/types";
import { CATEGORIES, difference, glance, inWords, level, meant, offered, ROOMS, said, same, TOPICS, withLevel, type Level, type Said } from "./rights";

const CARER: Rights = { identity: ["read"], emergency: ["read"], "sheets.habits": ["read", "add"], photos: ["add"] };
const EVERYTHING: Rights = Object.fromEntries(CATEGORIES.map((category) => [category, ["read", "add", "manage"]]));
const LEVELS: Level[] = ["none", "read", "both", "add", "manage"];

const spread = (words: Said[]): string[] => words.flatMap(meant);

test("a relative: reads the urgent sheet, completes the habits, adds photos without seeing them", () => {
  const words = inWords(CARER);
  assert.deepEqual(words.read, [{ category: "emergency" }]);
  assert.deepEqual(words.both, [{ category: "sheets.habits" }]);
  assert.deepEqual(words.add, [{ category: "photos" }]);
  assert.ok(spread(words.hidden).includes("gait"));
  assert.ok(!spread(words.hidden).includes("photos"));
});

test("whatever is open, each category is said once and in one place", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    let rights: Rights = {};
    CATEGORIES.forEach((category, index) => (rights = withLevel(rights, [category], LEVELS[(seed * 7919 + index * index * seed) % LEVELS.length] ?? "none")));
    const words = inWords(rights);
    const all = [words.both, words.read, words.add, words.hidden].flatMap(spread);
    assert.deepEqual([...all].sort(), [...CATEGORIES].sort());
    for (const category of spread(words.hidden)) assert.equal(level(rights, category), "none");
    for (const category of spread(words.read)) assert.equal(level(rights, category), "read");
  }
});

test("a large room that is nearly whole is said as the room, and what is missing is named", () => {
  const documents = ROOMS.find((room) => room.key === "documents")?.categories ?? [];
  assert.deepEqual(said(documents), [{ room: "documents", except: [] }]);
  assert.deepEqual(said(documents.filter((one) => one !== "documents.psychology")), [{ room: "documents", except: ["documents.psychology"] }]);
  assert.deepEqual(said(["documents.medical", "documents.projects"]), [{ category: "documents.medical" }, { category: "documents.projects" }]);
});

test("what is left of a room, once some of it was said, is the others", () => {
  const sheets = ROOMS.find((room) => room.key === "sheets")?.categories ?? [];
  const rights = withLevel(withLevel({}, sheets, "read"), ["sheets.habits"], "both");
  assert.deepEqual(inWords(rights).read, [{ room: "sheets", except: ["sheets.habits"], others: true }]);
  // One said already and one not seen: neither « the others » nor « except » would be true.
  const mixed = inWords(withLevel(rights, ["sheets.social"], "none")).read;
  assert.ok(mixed.every((one) => !("room" in one)));
});

test("what goes together is one word only when all of it is meant", () => {
  assert.deepEqual(said(["sheets.schooling", "documents.school"]), [{ topic: "school" }]);
  assert.deepEqual(said(["documents.school"]), [{ category: "documents.school" }]);
  const inTopics = TOPICS.flatMap((topic) => topic.categories);
  assert.equal(new Set(inTopics).size, inTopics.length);
  for (const category of inTopics) assert.ok(CATEGORIES.includes(category), category);
});

test("at a glance: all, all but a few, a few, parts of rooms, only adding, nothing", () => {
  assert.deepEqual(glance(EVERYTHING), { kind: "all" });
  const nearly = withLevel(EVERYTHING, ["sheets.social", "sheets.administrative", "documents.psychology"], "none");
  assert.deepEqual(glance(nearly), { kind: "but", said: [{ topic: "psychology" }, { topic: "social" }] });
  assert.deepEqual(glance(CARER), { kind: "some", said: [{ category: "emergency" }, { category: "sheets.habits" }] });
  assert.deepEqual(glance({ photos: ["add"] }), { kind: "adds", said: [{ category: "photos" }] });
  assert.deepEqual(glance({ identity: ["read"] }), { kind: "none" });
  const many = withLevel({}, ["emergency", "gait", "documents.medical", "documents.school", "agenda", "messages"], "read");
  assert.deepEqual(glance(many), { kind: "parts", rooms: ["urgent", "images", "documents", "days"] });
});

test("changing one line changes that line alone, and nothing of what was given", () => {
  for (const from of [CARER, EVERYTHING, {}]) {
    const kept = structuredClone(from);
    for (const category of CATEGORIES)
      for (const to of LEVELS) {
        const changed = withLevel(from, [category], to);
        assert.equal(level(changed, category), to);
        for (const other of CATEGORIES) if (other !== category) assert.equal(level(changed, other), level(from, other));
      }
    assert.deepEqual(from, kept);
  }
});

test("the difference says what is wider and what is narrower", () => {
  const changed = withLevel(withLevel(CARER, ["photos"], "read"), ["emergency"], "none");
  assert.deepEqual(difference(CARER, changed), { wider: ["photos"], narrower: ["emergency", "photos"] });
  assert.ok(same(CARER, { ...CARER }));
  assert.ok(!same(CARER, changed));
});

test("a proposal that is none of the three levels can be chosen again", () => {
  assert.deepEqual(offered("photos", "add"), ["none", "read", "both", "add"]);
  assert.deepEqual(offered("photos", "read"), ["none", "read", "both"]);
  assert.deepEqual(offered("circle", "none"), ["none", "read"]);
});
