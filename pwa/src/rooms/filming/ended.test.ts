import assert from "node:assert/strict";
import { test } from "node:test";
import { endedOf } from "./ended";

test("a film is said to be kept when the phone has it, and only then", () => {
  assert.equal(endedOf([{ state: "waiting", kept: true }]), "kept");
  assert.equal(endedOf([{ state: "received", kept: true }]), "kept");
  assert.equal(endedOf([{ state: "waiting", kept: false }]), "loose");
  assert.equal(endedOf([{ state: "failed", kept: false }]), "refused");
  // The notebook has it already: somebody chooses.
  assert.equal(endedOf([{ state: "failed", kept: true }]), "refused");
  assert.equal(endedOf([]), "refused");
});
