import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content, Value } from "./api";
import { difference, findSeries, sayNumber, seriesOf, toDecimal, type Waiting } from "./series";

const content = (more: Partial<Content>): Content => ({ kind: "weight", value: "31.4", on: "2026-11-20", time: null, name: "", unit: "", posture: "not_said", how: "", by: "", checked: false, ...more });
const value = (id: string, more: Partial<Content>): Value => ({ id, content: content(more), version: 1, author: { id: "a", name: "Anne" }, added_at: "", noted_at: null, deleted_at: null, may_change: true });
const waits = (id: string, more: Partial<Content>, state: Waiting["state"] = "waiting"): Waiting => ({ id, carnet: "c", content: content(more), noted_at: "", state, doubt: null, said: null });

test("a comma and a point are the same; what is no number is none", () => {
  assert.equal(toDecimal("31,4"), "31.4");
  assert.equal(toDecimal(" 31.40 "), "31.40");
  assert.equal(toDecimal("−5"), "-5");
  for (const wrong of ["", "31,4,2", "1 kg", "1.2345", "1e3", "."]) assert.equal(toDecimal(wrong), null, wrong);
});

test("a difference has no more decimals than what it was made from", () => {
  assert.equal(difference("31.4", "30.9"), "0.5");
  assert.equal(difference("24", "24.25"), "-0.25");
  assert.equal(sayNumber(difference("24", "24.25"), "fr"), "−0,25");
});

test("what is measured alike stands together, by day, with what waits here", () => {
  const calf = { kind: "other", unit: "cm" } as const;
  const all = seriesOf(
    [value("1", { ...calf, name: "Tour de mollet", on: "2026-01-01" }), value("2", {}), value("3", { ...calf, name: "tour  de mollet", on: "2026-03-01" }), value("4", { kind: "height", value: "142" })],
    [waits("5", { on: "2026-02-01" }), waits("6", { ...calf, name: "Tour de mollet", on: "2026-02-01" }, "doubtful"), waits("7", {}, "failed"), waits("2", {})],
  );
  assert.deepEqual(all.map((one) => [one.key, one.unit, one.points.map((point) => point.id)]), [
    ["weight", "kg", ["5", "2"]],
    ["height", "cm", ["4"]],
    ["1", "cm", ["1", "6", "3"]],
  ]);
  assert.equal(findSeries(all, "3")?.key, "1");
  assert.equal(findSeries(all, "9"), undefined);
});
