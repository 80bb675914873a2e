import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, words, type Piece } from "./differences";

const without = (pieces: Piece[], kind: Piece["kind"]) => pieces.filter((piece) => piece.kind !== kind).map((piece) => piece.text).join("").split(/\s+/).filter(Boolean);

test("what was added is told from what stayed", () => {
  const pieces = differences("S’endort avec la chanson, veilleuse bleue.", "S’endort avec la chanson du bateau, veilleuse bleue.");
  assert.deepEqual(pieces.map(({ kind, text }) => [kind, text.trim()]), [
    ["same", "S’endort avec la"],
    ["removed", "chanson,"],
    ["added", "chanson du bateau,"],
    ["same", "veilleuse bleue."],
  ]);
  assert.equal(words(pieces, "added"), 3);
  assert.equal(words(pieces, "removed"), 1);
});

test("another way of breaking lines is no difference", () => {
  assert.deepEqual(differences("un deux\ntrois", "un deux trois").map((piece) => piece.kind), ["same"]);
  assert.deepEqual(differences("", ""), []);
});

test("both texts can be read back from the pieces, whatever they were", () => {
  let seed = 7;
  const chance = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 300; round += 1) {
    const before = Array.from({ length: chance(30) }, () => "abcdef"[chance(6)]);
    const after = before.filter(() => chance(4)).flatMap((word) => (chance(4) ? [word] : [word, "xyz"[chance(3)]]));
    const pieces = differences(before.join(" "), after.join(" "));
    assert.deepEqual(without(pieces, "added"), before);
    assert.deepEqual(without(pieces, "removed"), after);
  }
});

test("two very long texts are told apart at once", () => {
  const long = (word: string) => Array.from({ length: 4000 }, (_, n) => `${word}${n}`).join(" ");
  const began = performance.now();
  assert.equal(words(differences(long("a"), long("b")), "added"), 4000);
  assert.ok(performance.now() - began < 1000);
});
