import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce, dial, eachPlace, kilograms, newOf, sheetOf, shortly, words, writeOf, type Content, type LineView } from "./lines";
import en from "./en";
import fr from "./fr";

const allergy = { section: "allergies", substance: "Latex", reaction: "Rougeurs.", severity: "", certainty: "suspected", note: "gants" } as Content;

test("a line reads in the order of the page behind the code", () => {
  assert.deepEqual(words(allergy, fr), { head: "Latex", rest: "Rougeurs. suspectée, gants", tone: "", phone: "" });
  assert.equal(words({ ...allergy, certainty: "not_said" } as Content, fr).rest, "Rougeurs. gants");
});

test("yes and no are told apart by their words, in each language's typography", () => {
  const line = { section: "yes_no", yes: "ferme les yeux", no: "", note: "" } as Content;
  assert.equal(words(line, fr).rest, "Oui\u202f: ferme les yeux");
  assert.equal(words(line, en).rest, "Yes: ferme les yeux");
});

test("a weight is written as people write it, with the day on the scales", () => {
  assert.equal(kilograms(27.5), "27,5\u202fkg");
});

test("a long line is named by its beginning", () => {
  assert.equal(shortly({ section: "calms", text: "a".repeat(80) } as Content, fr).length, 60);
});

test("dialling keeps digits and the leading plus", () => {
  assert.equal(dial("+33 6 00-00.00 (12)"), "+33600000012");
});

test("a severity is its sheet's choice in the reader's language, or the words of before", () => {
  const said = (severity: string, t: typeof fr) => words({ ...allergy, reaction: "", certainty: "unknown", note: "", severity } as Content, t).rest;
  assert.equal(said("severe", fr), "gravité\u202f: grave, certitude inconnue");
  assert.equal(said("très gênante", fr), "gravité\u202f: très gênante, certitude inconnue");
});

test("a dose is every digit of its number, and what no number says", () => {
  const treatment = { section: "treatments", name: "Midazolam", amount: 0.0625, unit: "mg", dose: "½ le soir", times: [], form: "", way: "", schedule: "", prescriber: "", prescribed_on: null, note: "" };
  assert.equal(words(treatment as unknown as Content, fr).rest, "0,0625\u202fmg, ½ le soir");
  assert.equal(words({ ...treatment, amount: null, unit: "", times: [] } as unknown as Content, fr).rest, "½ le soir");
});

test("a drawn line leads to where it is written, and two texts of one place to where they are settled", () => {
  const line = (id: string, place: string, kind = "") => ({ id, place, section: "contacts", to_confirm: kind ? [{ kind, sentence: "" }] : [] }) as unknown as LineView;
  const [one, other] = [line("1", "p", "conflict"), line("2", "p", "conflict")];
  assert.equal(sheetOf("c", "weight"), "/c/c/mesures");
  assert.equal(newOf("c", "treatments"), "/c/c/fiches/medication/nouveau/treatment");
  assert.equal(writeOf("c", line("3", "q")), "/c/c/fiches/contacts/ecrire/q");
  assert.equal(writeOf("c", one), "/c/c/fiches/contacts/departager/p");
  assert.ok(atOnce(one) && !atOnce(line("3", "q", "long_ago")));
  assert.deepEqual(eachPlace([one, other, line("3", "q")]).map((each) => each.id), ["1", "3"]);
  assert.deepEqual(eachPlace(undefined), []);
});
