import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, pieces, search } from "./here";

const agenda = {
  coming: [{ id: "1", last_day: "2026-12-01", content: { kind: "appointment", title: "Kinésithérapeute", with_whom: "Karim Saïdi", place: "12 rue des Cèdres", bring: "", note: "Apporter les orthèses" } }],
  past: [{ id: "2", last_day: "2026-03-01", content: { kind: "deadline", sort: "disability_card", title: "", note: "" } }],
};
const habits = { headings: [{ heading: "sleep", heads: [{ id: "3", text: "Dort avec son lapin.\nÀ l’école, une sieste.", written_at: "2026-11-01T08:00:00Z", author: { id: "a", name: "Anne" } }] }] };
const kept = { agenda, habits } as never;
const ids = (words: string) => search(kept, words, { sleep: "Sommeil" }, { disability_card: "Carte mobilité" }).groups.flatMap((group) => group.hits.map((hit) => hit.id));

test("accents and capitals make no difference", () => {
  assert.equal(fold("Œdème"), "oedeme");
  assert.deepEqual(ids("CEDRES"), ["1"]);
  assert.deepEqual(ids("saidi kine"), ["1"]);
});

test("every word must begin one that is there", () => {
  assert.deepEqual(ids("lapin sommeil"), ["3"]);
  assert.deepEqual(ids("lapin orthèses"), []);
  assert.deepEqual(ids("carte"), ["2"]);
  assert.deepEqual(ids("pin"), []);
  assert.deepEqual(ids(" ?! "), []);
});

test("the word is shown in its line, and nothing of the line is lost", () => {
  const [hit] = search(kept, "ecole", {}, {}).groups.flatMap((group) => group.hits);
  assert.deepEqual(hit?.text.map((piece) => [piece.text, piece.found]), [["À l’", false], ["école", true], [", une sieste.", false]]);
  for (const text of ["", "L’été, à Noël !", "été"]) assert.equal(pieces(text, ["ete"]).map((piece) => piece.text).join(""), text);
});
