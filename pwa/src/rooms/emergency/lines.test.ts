import assert from "node:assert/strict";
import { test } from "node:test";
import { dial, kilograms, shortly, words, type Content } from "./lines";
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
