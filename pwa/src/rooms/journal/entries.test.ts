import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, daysUpTo, isLate, leaves, over, replacedBy, signsOf, withEntry, type Content, type EntryView, type JournalView, type Waiting } from "./entries";

const me = { id: "me", name: "Papi" };
const dayOf = (moment: string): string => moment.slice(0, 10);
const entry = (id: string, content: Content, at: string): EntryView => ({ id, version: `${id}-1`, content, day: dayOf(at), happened_at: at, ended_at: null, author: { id: "anne", name: "Anne" }, noted_at: null, written_at: at, versions: 1, changed_at: null, to_check: false, removed_at: null, removed_by: "" });
const waits = (one: Partial<Waiting>): Waiting => ({ id: "w", carnet: "c", entry: "e", act: "write", noted_at: "2026-11-20T12:00:00Z", state: "waiting", said: null, ...one });
const meal: Content = { kind: "meal", amount: "half" };
const dose: Content = { kind: "treatment", name: "Baclofène", line: "p", outcome: "given" };

test("what waits here stands over what the server holds, and nobody else's is touched", () => {
  const there = [entry("a", meal, "2026-11-20T11:40:00Z"), entry("b", meal, "2026-11-20T18:00:00Z")];
  const here = [
    waits({ id: "w1", entry: "n", content: { kind: "note", text: "Bonne journée" }, happened_at: "2026-11-20T15:00:00Z" }),
    waits({ id: "w2", entry: "a", content: { kind: "meal", amount: "all" }, happened_at: "2026-11-20T11:40:00Z" }),
    waits({ id: "w3", entry: "b", act: "remove" }),
  ];
  const shown = over(there, here, me, dayOf);
  assert.deepEqual(shown.map((one) => [one.id, one.versions, one.author.name, one.waiting?.id]), [["a", 2, "Anne", "w2"], ["n", 1, "Papi", "w1"]]);
  assert.deepEqual(over([{ ...there[0] as EntryView, version: "w2" }], [here[1] as Waiting], me, dayOf)[0]?.versions, 1);
});

test("a removal that was refused or thought better of hides nothing", () => {
  const there = [entry("a", meal, "2026-11-20T11:40:00Z")];
  const shown = (...waiting: Partial<Waiting>[]) => over(there, waiting.map((one, at) => waits({ id: `w${at}`, entry: "a", ...one })), me, dayOf).map((one) => [one.id, one.author.name, one.versions]);
  assert.deepEqual(shown({ act: "remove" }), []);
  assert.deepEqual(shown({ act: "remove", state: "failed" }), [["a", "Anne", 1]]);
  assert.deepEqual(shown({ act: "remove" }, { act: "restore", content: meal, happened_at: "2026-11-20T11:40:00Z" }), [["a", "Anne", 1]]);
  assert.deepEqual(shown({ act: "restore" }, { act: "remove" }), []);
});

test("a dose noted without a network leaves as it is, and a question that nobody answered does not hold it back", () => {
  const at = Date.parse("2026-11-20T12:00:30Z");
  assert.equal(isLate(waits({}), at), false);
  assert.equal(isLate(waits({ offline: true }), at), true);
  assert.equal(leaves(waits({ state: "asks" }), at), false);
  assert.equal(leaves(waits({ state: "asks" }), at + 120_000), true);
  assert.equal(leaves(waits({ state: "failed" }), at + 120_000), false);
});

test("what was kept to be checked says so until this phone has said yes, and what comes back is no new text", () => {
  const there = [{ ...entry("a", dose, "2026-11-20T08:00:00Z"), to_check: true }];
  assert.equal(over(there, [], me, dayOf)[0]?.to_check, true);
  const said = over(there, [waits({ entry: "a", act: "check" })], me, dayOf)[0];
  assert.deepEqual([said?.to_check, said?.waiting?.act, said?.versions], [false, "check", 1]);
  assert.deepEqual(over([], [waits({ entry: "a", act: "restore", content: dose, happened_at: "2026-11-20T08:00:00Z" })], me, dayOf), []);
});

test("what the server holds back gives way to what is written of the same entry, and nothing else does", () => {
  const list = [waits({ id: "1", state: "asks" }), waits({ id: "2", state: "failed", entry: "other" }), waits({ id: "3" })];
  assert.deepEqual(replacedBy(list, { entry: "e" }).map(({ id }) => id), ["1"]);
});

test("what was received stands in the copy of the phone, once, and what was taken away does not", () => {
  const view = { entries: [entry("a", meal, "2026-11-20T11:40:00Z")] } as JournalView;
  const given = entry("b", { kind: "treatment", name: "Baclofène", line: "p", outcome: "given" }, "2026-11-20T12:00:00Z");
  assert.deepEqual(withEntry(withEntry(view, given), { ...given, versions: 2 }).entries.map(({ id, versions }) => [id, versions]), [["a", 1], ["b", 2]]);
  assert.deepEqual(withEntry(withEntry(view, given), { ...given, removed_at: "2026-11-20T13:00:00Z" }).entries.map(({ id }) => id), ["a"]);
});

test("days go over a month's end", () => {
  assert.equal(dayAfter("2026-02-28"), "2026-03-01");
  assert.deepEqual(daysUpTo("2026-03-01", 3), ["2026-02-27", "2026-02-28", "2026-03-01"]);
});

test("the signs of the passport come first, each once; those written before stay", () => {
  const tracking = { signs: ["se raidit", "pleure"] } as JournalView["tracking"];
  assert.deepEqual(signsOf({ tracking, pain_signs: ["Se raidit", "Ne joue plus"] }), ["Se raidit", "Ne joue plus", "pleure"]);
  // A copy that the phone kept before there was a passport.
  assert.deepEqual(signsOf({ tracking }), ["se raidit", "pleure"]);
});
