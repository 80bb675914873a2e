import assert from "node:assert/strict";
import { test } from "node:test";
import { stepped, wrapped } from "./timing";

const TIMES = [0, 10_000, 60_000, 61_000, 200_000];
const USUAL = 40_000;

test("forwards, each image once; backwards, each once again", () => {
  let at = 0;
  const there = TIMES.map(() => ([at, (at = stepped(TIMES, USUAL, at, 1))][0] as number));
  assert.deepEqual(there, TIMES);
  assert.equal(at, 240_000);
  const home = TIMES.map(() => (at = stepped(TIMES, USUAL, at, -1)));
  assert.deepEqual(home, [...TIMES].reverse());
});

test("before and after the film, time goes on, and stops at its first and its last image", () => {
  assert.equal(stepped(TIMES, USUAL, 0, -1), -USUAL);
  assert.equal(stepped(TIMES, USUAL, -70_000, 1), -30_000);
  assert.equal(stepped(TIMES, USUAL, -30_000, 1), 0);
  assert.equal(stepped(TIMES, USUAL, 250_000, -1), 210_000);
  assert.equal(stepped(TIMES, USUAL, 210_000, -1), 200_000);
});

test("what is repeated begins again where it began", () => {
  assert.equal(wrapped(350, 100, 300), 150);
  assert.equal(wrapped(900, 300, 300), 300);
});
