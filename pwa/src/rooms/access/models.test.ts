import assert from "node:assert/strict";
import { test } from "node:test";
import { matches } from "./models";

test("a few letters at the beginning of any word find it, without accents or capitals", () => {
  assert.ok(matches("kine", ["Kinésithérapeute"]));
  assert.ok(matches("ÉCO", ["AESH, aide à l’école"]));
  assert.ok(matches("papi", ["Famille, grand-parent, proche", "papi, mamie"]));
  assert.ok(matches("parent", ["Famille, grand-parent, proche"]));
  assert.ok(matches("  ", ["Médecin"]));
  assert.ok(!matches("decin", ["Médecin"]));
  assert.ok(!matches("zz", ["Médecin", "Psychologue"]));
});
