import assert from "node:assert/strict";
import { test } from "node:test";
import { contentFrom, fieldsOf, FORMS, isOwn, problems, sameLine, typedFrom, type Own } from "./forms";
import { isDrawn, type Content } from "./lines";

const say = { required: "required", notPhone: "phone" };
const found = (section: Own, typed: Record<string, string>) => problems(section, { ...typedFrom(section), ...typed }, say);

test("every form begins empty: nothing is said for the family", () => {
  for (const section of Object.keys(FORMS) as Own[]) assert.ok(Object.values(typedFrom(section)).every((value) => value === ""), section);
});

test("what a sheet holds has no form here, and what no sheet holds has one", () => {
  assert.equal(Object.keys(FORMS).length, 10);
  assert.ok(isOwn("yes_no"));
  assert.ok(!isOwn("toString") && !isDrawn("toString"));
  for (const section of ["weight", "allergies", "diagnoses", "history", "treatments", "devices", "contacts", "doctor"]) assert.ok(isDrawn(section) && !isOwn(section), section);
  for (const section of Object.keys(FORMS) as Own[]) assert.ok(fieldsOf(section).length && !isDrawn(section), section);
});

test("what is needed is asked for, what is optional is not", () => {
  assert.deepEqual(found("todo", {}), { title: "required", tone: "required" });
  assert.deepEqual(found("hospital", { name: "CHU" }), {});
});

test("a number that cannot be dialled is asked about", () => {
  assert.deepEqual(found("hospital", { name: "CHU", phone: "poste 12" }), { phone: "phone" });
  assert.deepEqual(found("hospital", { name: "CHU", phone: "+33 4 65 71 00 03" }), {});
});

test("a line goes into its form and comes back the same", () => {
  const line = { section: "todo", title: "IRM", text: "contrôler la valve", tone: "never" } as Content;
  const typed = typedFrom("todo", line);
  assert.deepEqual(contentFrom("todo", typed), line);
  assert.ok(sameLine("todo", { ...typed, title: "  IRM " }, line));
  assert.ok(!sameLine("todo", { ...typed, title: "Scanner" }, line));
});
