import assert from "node:assert/strict";
import { test } from "node:test";
import { over, type Content, type Due, type EntryView, type Shown } from "./entries";
import { ahead, apartHours, carried, drawn, meantOf, planned, stands, tooClose, whenNeeded } from "./takings";

const day = "2026-11-20";
const dose = (line: string, due = "", outcome: "given" | "refused" = "given"): Content => ({ kind: "treatment", name: "Baclofène", line, due, outcome });
const entry = (id: string, content: Content, at: string, author = "Anne"): EntryView => ({ id, version: `${id}-1`, content, day: at.slice(0, 10), happened_at: at, ended_at: null, author: { id: author, name: author }, noted_at: null, written_at: at, versions: 1, changed_at: null, to_check: false, removed_at: null, removed_by: "" });
const noted = (...entries: EntryView[]): Shown[] => over(entries, [], { id: "me", name: "Papi" }, (at) => at.slice(0, 10));
const due: Due = { place: "p", name: "Baclofène", dose: "5 mg", times: ["20:00", "13:00"], schedule: "", apart_hours: 6, missed: "", doubt: false, since: null, until: null, stopped_on: null, began: "2026-01-01T00:00:00Z", confirmed_on: null };

test("every taking of an hour is told: two carers who each gave it are both there", () => {
  const entries = noted(entry("a", dose("p", "13:00"), "2026-11-20T12:05:00Z"), entry("b", dose("p", "13:00"), "2026-11-20T12:20:00Z", "Nadia"));
  assert.deepEqual(planned([due], entries, day).map(({ time, entries: all }) => [time, all.map((one) => one.author.name)]), [["13:00", ["Anne", "Nadia"]], ["20:00", []]]);
  assert.deepEqual([...drawn([due], entries, day)], ["a", "b"]);
  assert.deepEqual(planned([due], entries, "2026-11-21").flatMap((one) => one.entries), []);
});

test("an hour is not asked of a day before the treatment, after it, or from when it is stopped; what was noted is hidden nowhere", () => {
  const of = (more: Partial<Due>) => ["2026-11-19", day, "2026-11-21"].map((one) => stands({ ...due, ...more }, one));
  assert.deepEqual(of({}), [true, true, true]);
  assert.deepEqual(of({ since: day }), [false, true, true]);
  assert.deepEqual(of({ until: day }), [true, true, false]);
  assert.deepEqual(of({ stopped_on: day }), [true, false, false]);
  const over = { ...due, until: "2026-11-19" };
  const entries = noted(entry("a", dose("p", "13:00"), "2026-11-20T12:05:00Z"));
  assert.deepEqual([planned([over], entries, day), drawn([over], entries, day).size], [[], 0]);
  assert.deepEqual(whenNeeded([{ ...over, times: [] }], entries, day), []);
});

test("two texts of one treatment give one row an hour, with both doses", () => {
  const texts = [{ ...due, doubt: true }, { ...due, dose: "10 mg", times: ["13:00"], doubt: true }];
  assert.deepEqual(planned(texts, [], day).map(({ time, doses, names }) => [time, doses, names]), [["13:00", ["5 mg", "10 mg"], ["Baclofène"]], ["20:00", ["5 mg"], ["Baclofène"]]]);
  const needed = texts.map((one) => ({ ...one, times: [] }));
  assert.deepEqual(whenNeeded(needed, [], day).map(({ doses }) => doses), [["5 mg", "10 mg"]]);
});

test("a treatment without hours stands too, with what was noted of it", () => {
  const needed = { ...due, place: "n", times: [], schedule: "Si douleur" };
  const entries = noted(entry("a", dose("n"), "2026-11-20T08:00:00Z"), entry("b", dose("n", "", "refused"), "2026-11-20T10:00:00Z"), entry("c", dose("p"), "2026-11-20T11:00:00Z"));
  assert.deepEqual(whenNeeded([due, needed], entries, day).map((one) => [one.place, one.entries.map(({ id }) => id)]), [["n", ["a", "b"]]]);
  assert.deepEqual([...drawn([due, needed], entries, day)], ["a", "b"]);
});

test("the dose of 23 h that is given past midnight is the evening's, never the next evening's", () => {
  const night = { ...due, times: ["23:00"] };
  // 0:10 in France, in winter and in summer.
  for (const [evening, morning, at] of [["2026-11-20", "2026-11-21", "2026-11-20T23:10:00Z"], ["2026-07-14", "2026-07-15", "2026-07-14T22:10:00Z"]] as const) {
    const entries = over([{ ...entry("a", dose("p", "23:00"), at), day: morning }], [], { id: "me", name: "Papi" }, (one) => one.slice(0, 10));
    const ids = (rows: { entries: Shown[] }[]): string[][] => rows.map((one) => one.entries.map(({ id }) => id));
    assert.deepEqual(ids(planned([night], entries, evening)), [["a"]]);
    assert.deepEqual(ids(planned([night], entries, morning)), [[]], "tomorrow night's dose is not given yet");
    assert.deepEqual(carried([night], entries, morning).map((one) => [one.day, one.time]), [[evening, "23:00"]]);
    assert.deepEqual([...drawn([night], entries, morning)], ["a"]);
    assert.deepEqual(carried([night], entries, evening), []);
  }
});

test("a dose is of its last hour unless the next is near, as on the relay sheet", () => {
  // 8 h in France, of 20 h: tests/rooms/relay/test_dosing.py has the same.
  const entries = noted(entry("a", dose("p", "20:00"), "2026-11-20T07:00:00Z"));
  const ids = (of: string) => planned([due], entries, of).flatMap((one) => one.entries.map(({ id }) => id));
  assert.deepEqual([ids("2026-11-19"), ids(day)], [["a"], []]);
  // Half past eight in the evening, of 8 h: whoever notes the whole day in the evening notes this morning.
  const morning = noted(entry("b", dose("p", "08:00"), "2026-11-20T19:30:00Z"));
  const there = (of: string) => planned([{ ...due, times: ["08:00"] }], morning, of).flatMap((one) => one.entries.map(({ id }) => id));
  assert.deepEqual([there(day), there("2026-11-21")], [["b"], []]);
});

test("a taking stands under the hour that was tapped, on the day of that hour, however early or late it was given", () => {
  const tapped = (due_on: string, at: string, time = "20:00") => {
    const [one] = noted({ ...entry("a", { ...dose("p", time), due_on } as Content, at), day });
    return meantOf(one as Shown)?.day;
  };
  assert.equal(tapped(day, "2026-11-20T12:30:00Z"), day, "half past one, for this evening");
  assert.equal(tapped(day, "2026-11-20T19:30:00Z", "00:00"), day, "half past eight in the evening, for midnight just past");
  assert.equal(tapped("2026-11-19", "2026-11-20T07:00:00Z"), "2026-11-19");
});

test("the dose of midnight is there in the evening before, and is given once", () => {
  const night = { ...due, times: ["00:00", "08:00"] };
  const evening = new Date("2026-11-20T22:50:00Z"); // 23 h 50
  const asked = (entries: Shown[], now: Date | null = evening) => ahead([night], entries, day, now).map((one) => [one.day, one.time, one.entries.length]);
  assert.deepEqual(asked([]), [["2026-11-21", "00:00", 0]]);
  assert.deepEqual(asked([], new Date("2026-11-20T16:59:00Z")), []);
  assert.deepEqual(asked([], null), []);
  const given = noted({ ...entry("a", { ...dose("p", "00:00"), due_on: "2026-11-21" } as Content, "2026-11-20T22:50:00Z"), day });
  assert.deepEqual(asked(given), [["2026-11-21", "00:00", 1]]);
  assert.deepEqual([...drawn([night], given, day)], ["a"]);
  assert.deepEqual(planned([night], given, "2026-11-21").map((one) => one.entries.length), [1, 0]);
});

test("six hours pass before it on the nights when the clocks change too, as on the relay sheet", () => {
  const meant = (at: string, on: string) => meantOf(noted({ ...entry("a", dose("p", "08:00"), at), day: on })[0] as Shown)?.day;
  assert.deepEqual([meant("2026-10-25T00:30:00Z", "2026-10-25"), meant("2026-10-25T01:30:00Z", "2026-10-25")], ["2026-10-24", "2026-10-25"]);
  assert.deepEqual([meant("2026-03-28T23:30:00Z", "2026-03-29"), meant("2026-03-29T00:30:00Z", "2026-03-29")], ["2026-03-28", "2026-03-29"]);
});

test("nothing is asked past midnight of a line that was written since: its dose may have been given under another", () => {
  const asked = (began: string) => carried([{ ...due, times: ["20:00", "23:00"], began }], [], "2026-11-21", new Date("2026-11-20T23:10:00Z")).map((one) => one.time);
  assert.deepEqual(asked("2026-11-20T22:30:00Z"), []);
  assert.deepEqual(asked("2026-11-20T21:00:00Z"), ["23:00"]);
  assert.deepEqual(asked(undefined as unknown as string), ["20:00", "23:00"], "of a copy that does not say");
});

test("the evening's dose that nobody noted is asked for past midnight, for six hours, on the sheet of today only", () => {
  const night = { ...due, times: ["20:00", "23:00"] };
  const asked = (now: string | null, entries: Shown[] = []) => carried([night], entries, "2026-11-21", now ? new Date(now) : null).map((one) => one.time);
  assert.deepEqual(asked("2026-11-20T23:10:00Z"), ["20:00", "23:00"]);
  assert.deepEqual(asked("2026-11-21T03:00:00Z"), ["23:00"]);
  assert.deepEqual(asked("2026-11-21T04:01:00Z"), []);
  assert.deepEqual(asked(null), []);
  assert.deepEqual(asked("2026-11-20T23:10:00Z", noted(entry("a", dose("p", "23:00"), "2026-11-20T22:05:00Z"))), ["20:00"]);
});

test("a second dose within the interval is found, the nearest one; a refused one is none, and its own earlier text neither", () => {
  const given = noted(entry("a", dose("p"), "2026-11-20T08:00:00Z"), entry("b", dose("p"), "2026-11-20T12:00:00Z"), entry("c", dose("p", "", "refused"), "2026-11-20T12:30:00Z"));
  const near = (at: string, content = dose("p"), but = "x", treatments = [due]) => tooClose(given, treatments, content, at, but)?.id;
  assert.equal(near("2026-11-20T12:40:00Z"), "b");
  assert.equal(near("2026-11-20T17:59:00Z"), "b");
  assert.equal(near("2026-11-20T18:00:00Z"), undefined);
  assert.equal(near("2026-11-20T12:40:00Z", dose("p", "", "refused")), undefined);
  assert.equal(near("2026-11-20T12:40:00Z", dose("p"), "b"), "a");
  assert.equal(near("2026-11-20T12:40:00Z", dose("p"), "x", [{ ...due, apart_hours: null }]), undefined);
  assert.equal(apartHours([due, { ...due, apart_hours: 8 }], "p", day), 8);
});

test("on each day the text that holds then: a dose that changes on Monday is the former one until Sunday", () => {
  const texts = [{ ...due, dose: "10 mg", since: "2026-11-23", apart_hours: 4 }, { ...due, until: "2026-11-22", apart_hours: 8 }];
  const doses = (day: string) => planned(texts, [], day).map((one) => one.doses);
  assert.deepEqual([doses("2026-11-22"), doses("2026-11-23")], [[["5 mg"], ["5 mg"]], [["10 mg"], ["10 mg"]]]);
  assert.deepEqual(carried(texts, [], "2026-11-23", new Date("2026-11-22T23:10:00Z")).map((one) => one.doses), [["5 mg"]]);
  assert.deepEqual([apartHours(texts, "p", "2026-11-22"), apartHours(texts, "p", "2026-11-23")], [8, 4]);
});
