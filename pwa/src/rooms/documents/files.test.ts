import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileView } from "./api";
import { boxesOf, mayTakeBack, pagesWith, placesOf, tagsOf } from "./files";

const part = (place: number, number: number, more: Partial<FileView> = {}) => ({ id: `${place}.${number}`, place, number, shown: false, state: "ready", taken_back_at: null, ...more }) as FileView;

test("each place shows what is read there, with its versions, the newest first", () => {
  const places = placesOf([part(2, 1, { shown: true }), part(1, 1, { shown: true }), part(1, 2, { state: "refused" }), part(3, 1, { taken_back_at: "2026-11-22T08:00:00Z" })]);
  assert.deepEqual(places.map((one) => [one.place, one.shown.id, one.versions.map((version) => version.number)]), [[1, "1.1", [2, 1]], [2, "2.1", [1]]]);
});

test("the only version of the letter itself is not taken back", () => {
  const [letter, annex] = placesOf([part(1, 1, { shown: true }), part(2, 1, { shown: true })]);
  assert.equal(mayTakeBack(letter!), false);
  assert.equal(mayTakeBack(annex!), true);
  assert.equal(mayTakeBack(placesOf([part(1, 1, { shown: true }), part(1, 2, { state: "receiving" })])[0]!), false);
});

test("tags stand between commas, each once", () => assert.deepEqual(tagsOf(" genou, toxine ,,genou"), ["genou", "toxine"]));

test("pages are found by the beginnings of words, without accents, all of them", () => {
  const pages = ["Chirurgie orthopédique\ndu genou gauche", "Œdème du genou", ""];
  assert.deepEqual(pagesWith(pages, "GENOU").map((one) => one.page), [1, 2]);
  assert.deepEqual(pagesWith(pages, "orthoped gen"), [{ page: 1, before: "Chirurgie ", word: "orthopédique", after: " du genou gauche" }]);
  assert.deepEqual(pagesWith(pages, "oedeme").map((one) => one.page), [2]);
  assert.deepEqual(pagesWith(pages, "énou"), []);
  assert.deepEqual(pagesWith(pages, " ,"), []);
});

test("each word that begins with one of those typed has its box, whatever stands around it", () => {
  const page = ["l’Œdème,", "du", "genou.", "gauche"].map((text, n) => ({ text, x: 10 * n, y: 5, width: 9, height: 4, sure: 100 }));
  assert.deepEqual(boxesOf(page, "genou oede").map((one) => one.x), [0, 20]);
  assert.deepEqual(boxesOf(page, " ,"), []);
});
