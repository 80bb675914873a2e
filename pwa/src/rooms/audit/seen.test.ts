import assert from "node:assert/strict";
import { test } from "node:test";
import { count, days, NONE, query, type TraceGroup } from "./api";
import { about, begun, byPerson, joined } from "./seen";

const group = (id: string, person: string | null): TraceGroup => ({
  id,
  person: person === null ? null : { id: person, name: person, profile: "professional", about: "kiné", structure: "" },
  category: "gait",
  action: "captures:video:read",
  kind: "readings",
  count: 1,
  newest: "2026-11-20T18:00:00Z",
  oldest: "2026-11-20T18:00:00Z",
  deed: "a regardé un film",
  sentence: "",
  unusual: [],
});

test("people keep the order of their newest act, and each has all of theirs", () => {
  const persons = byPerson([group("4", "karim"), group("3", "marc"), group("2", null), group("1", "karim")]);
  assert.deepEqual(persons.map((one) => [one.key, one.groups.map((g) => g.id)]), [["karim", ["4", "1"]], ["marc", ["3"]], ["", ["2"]]]);
  assert.equal(persons[2]?.person, null);
});

test("a day that comes twice is shown once", () => {
  const day = (name: string) => ({ day: name, groups: [] });
  assert.deepEqual(joined([day("2026-11-20")], [day("2026-11-20"), day("2026-11-19")]).map((one) => one.day), ["2026-11-20", "2026-11-19"]);
});

test("what is asked holds only what leaves something out", () => {
  const now = new Date("2026-11-21T23:30:00Z"); // the 22nd in France
  assert.equal(query(NONE), "");
  assert.equal(query({ ...NONE, person: "nobody", kind: "refused" }), "?person=nobody&kind=refused");
  assert.equal(query({ ...NONE, period: "week" }, {}, now), "?from=2026-11-16");
  assert.deepEqual(days({ ...NONE, period: "month" }, now), { from: "2026-10-24", to: "" });
  assert.equal(query({ ...NONE, period: "days", from: "2026-11-01", to: "2026-11-03" }, { before: "2026-11-02" }), "?from=2026-11-01&to=2026-11-03&before=2026-11-02");
  assert.equal(query({ ...NONE, period: "all", from: "2026-11-01" }), "");
});

test("filters are counted when they leave something out", () => {
  assert.equal(count(NONE), 0);
  assert.equal(count({ ...NONE, period: "days" }), 0);
  assert.equal(count({ ...NONE, period: "days", to: "2026-11-01", category: "gait", person: "nobody", kind: "readings" }), 4);
});

test("who somebody was, and a deed as a sentence", () => {
  assert.equal(about({ id: "1", name: "K", profile: "", about: "kiné", structure: "CAMSP" }), "kiné · CAMSP");
  assert.equal(about({ id: "1", name: "K", profile: "", about: "", structure: "CAMSP" }), "CAMSP");
  assert.equal(begun("a lu 3 synthèses"), "A lu 3 synthèses");
  assert.equal(begun(""), "");
});
