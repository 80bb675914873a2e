import assert from "node:assert/strict";
import { test } from "node:test";
import sheets from "./described-fr.ts";
import { doseJump, fieldsOf, typedOf } from "./form.ts";
import { inWords, plain, titleOf } from "./say.ts";

const kind = (tag: string) => sheets.flatMap((one) => one.kinds).find((one) => one.tag === tag)!;
const treatment = kind("treatment");
const say = { day: (day: string) => day, hour: (hour: string) => hour.replace(":", " h "), comma: "," };
const typed = { ...typedOf(treatment, null), name: " Baclofène ", amount: "2,5", unit: "mg", times: ["20:00", "08:00", "08:00"], form: "comprimé" };

test("what was typed becomes the fields; what was not said says nothing", () => {
  const { fields, wrong } = fieldsOf(treatment, typed);
  assert.deepEqual(wrong, {});
  assert.deepEqual([fields.name, fields.amount, fields.times, fields.since, fields.note], ["Baclofène", 2.5, ["08:00", "20:00"], null, ""]);
  assert.deepEqual(typedOf(treatment, fields).amount, "2,5");
  assert.equal(fieldsOf(kind("allergy"), { substance: "Latex" }).fields.severity, "not_said");
});

test("each box that cannot be read says why, and the others stay", () => {
  const { wrong } = fieldsOf(treatment, { ...typed, name: " ", amount: "deux", apart_hours: "1000", until_age: "6,5" });
  assert.deepEqual(wrong, { name: { needed: true }, amount: { number: true }, apart_hours: { between: [0, 720] }, until_age: { number: true } });
  assert.deepEqual(fieldsOf(kind("relative"), { name: "Anne", phone: "demain" }).wrong, { phone: { phone: true } });
  assert.deepEqual(fieldsOf(kind("professional"), { name: "Anne", email: "anne" }).wrong, { email: { email: true } });
  assert.deepEqual(fieldsOf(kind("activity"), {}).wrong, { how: { needed: true } });
  const since = (day: string) => fieldsOf(treatment, { ...typed, since: day }).wrong.since;
  assert.deepEqual([since("0202-05-01"), since("1902-05-01"), since("")], [{ day: true }, undefined, undefined]);
});

test("a dose is compared with this person's own, and with nothing else", () => {
  const dose = (amount: number | null, unit = "mg") => ({ kind: "treatment", amount, unit });
  assert.deepEqual([doseJump(dose(5), dose(10)), doseJump(dose(5), dose(2.5)), doseJump(dose(5), dose(5, "ml"))], ["more", "less", "unit"]);
  assert.deepEqual([doseJump(dose(5), dose(9)), doseJump(dose(null), dose(500)), doseJump(null, dose(500)), doseJump(dose(5), dose(5, " MG"))], [null, null, null, null]);
});

test("a line in words: what counts first, a dose with its unit, nothing twice", () => {
  const { fields } = fieldsOf(treatment, { ...typed, prescriber: "Dr Lenoir", reason: "raideur" });
  assert.equal(titleOf(treatment, "p", fields, say), "Baclofène");
  assert.deepEqual(inWords(treatment, fields, say), { lead: ["2,5\u202fmg, comprimé", "08 h 00, 20 h 00"], rest: [{ label: "Pour quoi", words: "raideur" }, { label: "Prescrit par", words: "Dr Lenoir" }] });
  assert.ok(plain(treatment, fields, say).includes("Dose d’une prise\u202f: 2,5\u202fmg\n"));
  assert.equal(inWords(treatment, { ...fields, amount: 0.0625 }, say).lead[0], "0,0625\u202fmg, comprimé");
  assert.equal(titleOf(kind("activity"), "walking", { kind: "activity", how: "alone" }, say), "Marcher");
});

test("every field of every kind can be typed and told, and every lead names fields that there are", () => {
  for (const one of sheets.flatMap((sheet) => sheet.kinds)) {
    const { fields } = fieldsOf(one, typedOf(one, null));
    assert.equal(typeof titleOf(one, "p", fields, say), "string");
    assert.deepEqual(inWords(one, fields, say), { lead: [], rest: [] });
  }
});

test("« on ne sait pas » is said, with what is not known; nothing is said of what was left empty", () => {
  const allergy = kind("allergy");
  const said = (severity: string) => inWords(allergy, fieldsOf(allergy, { substance: "Latex", severity, certainty: "confirmed" }).fields, say).lead;
  assert.deepEqual([said("unknown"), said("")], [["Gravité\u202f: on ne sait pas, confirmée"], ["Confirmée"]]);
});
