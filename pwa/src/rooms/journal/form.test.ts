import assert from "node:assert/strict";
import { test } from "node:test";
import kinds from "./described-fr";
import type { About } from "./described";
import { draftName, fresh, made, number, recovered, typedOf, when } from "./form";
import type { Shown } from "./entries";

const about = (kind: string): About => kinds.find((one) => one.kind === kind) as About;
const now = new Date("2026-11-20T12:40:00");
const day = "2026-11-20";

test("nothing is chosen beforehand, in any kind", () => {
  for (const { kind } of kinds) assert.deepEqual(fresh(kind, true, now).values, {});
  assert.equal(fresh("meal", true, now).began, "12:40");
  assert.equal(fresh("meal", false, now).began, "");
  assert.equal(fresh("sleep", true, now).began, "");
});

test("what says nothing is not noted, and the field that lacks is named", () => {
  const faults = kinds.map((one) => made(one, fresh(one.kind, true, now), day, now)).map((one) => ("why" in one ? one.why : "made"));
  assert.deepEqual(Object.fromEntries(kinds.map((one, at) => [one.kind, faults[at]])), {
    sleep: "needsTime", meal: "needsOne", drink: "needsOne", urine: "needsOne", stool: "needsOne", pain: "needsOne", mood: "needsOne",
    seizure: "made", temperature: "needsOne", care: "needsOne", treatment: "needsOne", good: "needsOne", note: "needsOne", photo: "needsOne",
  });
});

test("comma and point are the same, and a total is somebody's who was trained", () => {
  assert.deepEqual([number("38,5"), number(" 38.5 "), Number.isNaN(number("3 8"))], [38.5, 38.5, true]);
  const heat = (celsius: string) => made(about("temperature"), { began: "12:00", ended: "", values: { celsius } }, day, now);
  assert.deepEqual("content" in heat("38,5") && (heat("38,5") as { content: unknown }).content, { kind: "temperature", celsius: 38.5 });
  assert.deepEqual(heat("385"), { field: "celsius", why: "between", least: 30, most: 43 });
  const pain = (values: Record<string, string | string[]>) => made(about("pain"), { began: "12:00", ended: "", values }, day, now);
  assert.deepEqual(pain({ flacc: "4" }), { field: "trained", why: "trained" });
  assert.ok("content" in pain({ flacc: "4", trained: "yes" }));
  assert.deepEqual(pain({ seen: "none", signs: ["raide"] }), { field: "signs", why: "noneAndSigns" });
});

test("an hour to come is questioned, and an entry typed again is the same", () => {
  assert.deepEqual(made(about("meal"), { began: "13:10", ended: "", values: { amount: "half" } }, day, now), { field: "began", why: "coming" });
  const first = made(about("sleep"), { began: "21:10", ended: "06:30", values: { wakings: "1" } }, day, now);
  assert.ok("content" in first);
  const again = typedOf({ ...first, id: "a" } as unknown as Shown, ",");
  assert.deepEqual(made(about("sleep"), again, day, now), first);
});

test("a timed seizure that is corrected lasts what it lasted", () => {
  const known = { happened_at: "2026-11-20T09:02:10.000Z", ended_at: "2026-11-20T09:02:50.000Z" };
  const again = typedOf({ content: { kind: "seizure" }, ...known, id: "a" } as unknown as Shown, ",");
  again.values.after = "dort";
  assert.deepEqual(made(about("seizure"), again, day, now, { known }), { content: { kind: "seizure", after: "dort" }, ...known });
});

test("a draft that was found gives way to what was tapped, and to the hour of now where nobody typed one", () => {
  const kept = { began: "08:00", ended: "", offered: "08:00", values: { outcome: "refused", note: "a craché" } };
  const begun = fresh("treatment", true, now, { outcome: "given" });
  assert.deepEqual(recovered(kept, begun), { began: "12:40", ended: "", offered: "12:40", values: { outcome: "given", note: "a craché" } });
  assert.equal(recovered({ ...kept, began: "08:10" }, begun).began, "08:10");
  assert.deepEqual(recovered({ ...kept, values: { signs: ["raide"] } }, fresh("pain", true, now, { seen: "none" })).values, { seen: "none" });
  assert.deepEqual(recovered({ ...kept, values: { seen: "none" } }, fresh("pain", true, now, { signs: ["raide"] })).values, { signs: ["raide"] });
});

test("what a draft is kept under tells hours and outcomes apart, and holds nothing that a person wrote", () => {
  const preset = { name: "Baclofène", line: "a8b1", due: "08:00", outcome: "refused", amount: "5 mg" };
  const name = draftName("c", day, "treatment", preset);
  assert.equal(name, `journal/c/${day}-treatment-a8b1-08:00-refused`);
  for (const other of [{ ...preset, due: "20:00" }, { ...preset, outcome: "given" }, { ...preset, line: "b9c2" }]) assert.notEqual(draftName("c", day, "treatment", other), name);
  assert.equal(draftName("c", day, "pain", { signs: ["raide"] }), `journal/c/${day}-pain`);
  assert.equal(draftName("c", day, "pain", {}, "e"), "journal/c/e");
});

test("a dose is noted at the hour of now where nobody typed one, whichever hour of the day was tapped", () => {
  const now = new Date(2026, 10, 20, 20, 30, 20);
  const typed = { ...fresh("treatment", true, now), values: {} };
  const at = (time: string, began: string) => when("treatment", { ...typed, began }, day, now, { meant: { day: "2026-11-20", time } })?.happened_at;
  const local = (hours: number, minutes: number, on = 20) => new Date(2026, 10, on, hours, minutes).toISOString();
  assert.deepEqual([at("00:00", "20:30"), at("08:00", "20:30"), at("23:30", "20:30")], [local(20, 30), local(20, 30), local(20, 30)]);
  const tomorrow = new Date(2026, 10, 21, 21, 0);
  assert.equal(when("treatment", typed, day, tomorrow, { meant: { day: "2026-11-20", time: "20:00" }, opened: now })?.happened_at, local(20, 30), "the form was left open for a day");
  assert.equal(at("00:00", "23:40"), local(23, 40, 19), "an hour that was typed is one that can be of it");
});
