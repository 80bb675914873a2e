import assert from "node:assert/strict";
import { test } from "node:test";
import fr from "./fr";
import { afterRefusal } from "./refusal";

const said = (kind: "photo" | "video", reason: string) => afterRefusal({ kind, reason }, fr.look);

test("a film is to be sent again only where that can help", () => {
  for (const reason of ["truncated", "unreadable"]) assert.equal(said("video", reason), fr.look.refusedFilm);
  for (const reason of ["too_long", "too_large"]) assert.equal(said("video", reason), fr.look.refusedShorter);
  for (const reason of ["no_images", "encrypted", "unknown_type", "not_cut", "not_prepared", "infected"]) assert.equal(said("video", reason), "");
});

test("another photo, or the same one in another format; nothing of one that is dangerous", () => {
  assert.equal(said("photo", "unreadable"), fr.look.refusedWhat);
  assert.equal(said("photo", "infected"), "");
});
