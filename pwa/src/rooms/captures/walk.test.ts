import assert from "node:assert/strict";
import { test } from "node:test";
import fr from "./fr";
import { said, toggled, unsaid, type Worn } from "./walk";

test("bare feet wear nothing, and a walking aid goes with either", () => {
  const all = (...taps: Worn[]) => taps.reduce<Worn[]>(toggled, []);
  assert.deepEqual(all("shoes", "orthoses", "aid"), ["shoes", "orthoses", "aid"]);
  assert.deepEqual(all("shoes", "aid", "barefoot"), ["barefoot", "aid"]);
  assert.deepEqual(all("barefoot", "orthoses"), ["orthoses"]);
  assert.deepEqual(all("barefoot", "barefoot"), []);
});

test("what is said of it, and nothing when nothing was", () => {
  assert.equal(said(unsaid(), fr.walk), "");
  assert.equal(said({ from: "left", worn: ["barefoot", "aid"], words: "déambulateur" }, fr.walk), "Profil gauche · pieds nus, aide à la marche (déambulateur)");
  assert.equal(said({ from: "", worn: [], words: "sur tapis" }, fr.walk), "sur tapis");
});
