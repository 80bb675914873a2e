import assert from "node:assert/strict";
import { test } from "node:test";
import { contentFrom, fieldsOf, FORMS, isSection, problems, sameLine, typedFrom } from "./forms";
import type { Content, Section } from "./lines";

const say = { required: "required", notNumber: "number", notPhone: "phone", future: "future" };
const found = (section: Section, typed: Record<string, string>) => problems(section, { ...typedFrom(section), ...typed }, "2026-11-21", say);

test("every form begins empty: nothing is said for the family", () => {
  for (const section of Object.keys(FORMS) as Section[]) assert.ok(Object.values(typedFrom(section)).every((value) => value === ""), section);
});

test("every section has its form, and nothing else is one", () => {
  assert.equal(Object.keys(FORMS).length, 18);
  assert.ok(isSection("yes_no"));
  assert.ok(!isSection("toString"));
  for (const section of Object.keys(FORMS) as Section[]) assert.ok(fieldsOf(section).length, section);
});

test("what is needed is asked for, what is optional is not", () => {
  assert.deepEqual(found("allergies", {}), { substance: "required" });
  assert.deepEqual(found("treatments", { name: "x" }), {});
  assert.deepEqual(found("todo", { title: "x" }), { tone: "required" });
});

test("a number that is given wants to know who sees it", () => {
  assert.deepEqual(found("contacts", { name: "Anne" }), {});
  assert.deepEqual(found("contacts", { name: "Anne", phone: "06 00 00 00 01" }), { phone_seen: "required" });
  assert.deepEqual(found("contacts", { name: "Anne", phone: "appeler", phone_seen: "me" }), { phone: "phone" });
});

test("a weight is a number and a day that has been", () => {
  assert.deepEqual(found("weight", { kg: "27,5", measured_on: "2026-11-21" }), {});
  assert.deepEqual(found("weight", { kg: "lourd", measured_on: "2026-11-22" }), { kg: "number", measured_on: "future" });
  assert.deepEqual(contentFrom("weight", { kg: " 27,5 ", measured_on: "2026-11-02" }), { section: "weight", kg: 27.5, measured_on: "2026-11-02" });
});

test("what was not chosen is not said, and an empty date is none", () => {
  const treatment = contentFrom("treatments", typedFrom("treatments")) as Extract<Content, { section: "treatments" }>;
  assert.equal(treatment.prescribed_on, null);
  const allergy = contentFrom("allergies", { substance: "x" }) as Extract<Content, { section: "allergies" }>;
  assert.equal(allergy.certainty, "not_said");
});

test("a line goes through its form unchanged", () => {
  const line = { section: "treatments", name: "A", dose: "5 mg", form: "", way: "par la bouche", schedule: "8 h\n20 h", prescriber: "", prescribed_on: "2026-10-04", note: "" } as Content;
  assert.deepEqual(contentFrom("treatments", typedFrom("treatments", line)), line);
  assert.ok(sameLine("treatments", { ...typedFrom("treatments", line), name: " A " }, line));
  assert.ok(!sameLine("treatments", { ...typedFrom("treatments", line), dose: "6 mg" }, line));
});
