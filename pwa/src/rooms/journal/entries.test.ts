import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, daysUpTo, isLate, leaves, moments, over, planned, tooClose, type Content, type Due, type EntryView, type Waiting } from "./entries";

const me = { id: "me", name: "Papi" };
const dayOf = (moment: string): string => moment.slice(0, 10);
const entry = (id: string, content: Content, at: string): EntryView => ({ id, version: `${id}-1`, content, day: dayOf(at), happened_at: at, ended_at: null, author: { id: "anne", name: "Anne" }, noted_at: null, written_at: at, versions: 1, changed_at: null, to_check: false, removed_at: null, removed_by: "" });
const waits = (one: Partial<Waiting>): Waiting => ({ id: "w", carnet: "c", entry: "e", act: "write", noted_at: "2026-11-20T12:00:00Z", state: "waiting", said: null, ...one });
const meal: Content = { kind: "meal", amount: "half" };
const dose = (line: string, outcome: "given" | "refused" = "given"): Content => ({ kind: "treatment", name: "Baclofène", line, outcome });
const due: Due = { place: "p", name: "Baclofène", dose: "5 mg", times: ["20:00", "13:00"], schedule: "", apart_hours: 6, missed: "", doubt: false };

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

test("a second dose within the interval is found, a refused one is none, and its own earlier text neither", () => {
  const given = over([entry("a", dose("p"), "2026-11-20T08:00:00Z")], [], me, dayOf);
  assert.equal(tooClose(given, due, dose("p"), "2026-11-20T13:59:00Z", "x")?.id, "a");
  assert.equal(tooClose(given, due, dose("p"), "2026-11-20T14:00:00Z", "x"), null);
  assert.equal(tooClose(given, due, dose("p", "refused"), "2026-11-20T09:00:00Z", "x"), null);
  assert.equal(tooClose(given, due, dose("p"), "2026-11-20T08:10:00Z", "a"), null);
  assert.equal(tooClose(given, { ...due, apart_hours: null }, dose("p"), "2026-11-20T08:10:00Z", "x"), null);
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
  const there = [{ ...entry("a", dose("p"), "2026-11-20T08:00:00Z"), to_check: true }];
  assert.equal(over(there, [], me, dayOf)[0]?.to_check, true);
  const said = over(there, [waits({ entry: "a", act: "check" })], me, dayOf)[0];
  assert.deepEqual([said?.to_check, said?.waiting?.act, said?.versions], [false, "check", 1]);
  assert.deepEqual(over([], [waits({ entry: "a", act: "restore", content: dose("p"), happened_at: "2026-11-20T08:00:00Z" })], me, dayOf), []);
});

test("the takings of a day come from the sheet's hours, each with what was noted of it", () => {
  const noted = over([entry("a", { ...dose("p"), due: "13:00" } as Content, "2026-11-20T12:05:00Z")], [], me, dayOf);
  assert.deepEqual(planned([due], noted, "2026-11-20").map(({ time, entries }) => [time, entries.map((one) => one.id)]), [["13:00", ["a"]], ["20:00", []]]);
  // The same hour, given by two people who could not know: both are seen.
  const both = over([entry("a", { ...dose("p"), due: "13:00" } as Content, "2026-11-20T12:05:00Z"), entry("b", { ...dose("p"), due: "13:00" } as Content, "2026-11-20T12:20:00Z")], [], me, dayOf);
  assert.deepEqual(planned([due], both, "2026-11-20")[0]?.entries.map((one) => one.id), ["a", "b"]);
  assert.deepEqual(planned([due], noted, "2026-11-21").map((one) => one.entries), [[], []]);
});

test("a night typed in the morning began the evening before, and a seizure may pass midnight", () => {
  const now = new Date("2026-11-20T09:00:00");
  const local = (day: string, hour: string): string => new Date(`${day}T${hour}:00`).toISOString();
  assert.deepEqual(moments("sleep", "2026-11-20", "21:10", "06:30", now), { happened_at: local("2026-11-19", "21:10"), ended_at: local("2026-11-20", "06:30") });
  assert.deepEqual(moments("sleep", "2026-11-20", "13:00", "14:00", new Date("2026-11-20T15:00:00")), { happened_at: local("2026-11-20", "13:00"), ended_at: local("2026-11-20", "14:00") });
  assert.equal(moments("sleep", "2026-11-20", "21:10", "", now)?.happened_at, local("2026-11-19", "21:10"));
  assert.deepEqual(moments("seizure", "2026-11-20", "23:58", "00:02", now), { happened_at: local("2026-11-20", "23:58"), ended_at: local("2026-11-21", "00:02") });
  assert.equal(moments("meal", "2026-11-20", "", "", now), null);
});

test("days go over a month's end", () => {
  assert.equal(dayAfter("2026-02-28"), "2026-03-01");
  assert.deepEqual(daysUpTo("2026-03-01", 3), ["2026-02-27", "2026-02-28", "2026-03-01"]);
});
