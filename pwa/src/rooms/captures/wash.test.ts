import assert from "node:assert/strict";
import { test } from "node:test";
import { washOf } from "./wash.ts";

const base64 = (...bytes: number[]): string => btoa(String.fromCharCode(...bytes));

test("a picture's colours lie where they are in it", () => {
  const wash = washOf(base64(0, 0, 255, 1, 2, 3, 0, 128, 0, 9, 16, 255));
  assert.equal(
    wash,
    "linear-gradient(90deg, #0910ff80, #0910ff00 50%, #01020300 50%, #01020380), linear-gradient(#0000ff 20%, #008000 80%)",
  );
});

test("what has none keeps the card's own colour", () => {
  assert.equal(washOf(null), undefined);
  assert.equal(washOf(base64(1, 2, 3)), undefined);
});
