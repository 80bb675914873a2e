import assert from "node:assert/strict";
import { test } from "node:test";
import kinds from "./described-fr";
import type { About } from "./described";
import { fresh, made, number, typedOf } from "./form";
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
