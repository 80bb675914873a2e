import assert from "node:assert/strict";
import { test } from "node:test";
import type { SealState } from "../../api/types";
import type { Verdict } from "./seal";
import vectors from "./seal.vectors.json?raw";
import { saying, type Watched } from "./watched";
import { after } from "./watching";

const [one, two] = (JSON.parse(vectors) as { states: [SealState, SealState] }).states;
const TERMS = { months: 12, reason: "" };
const FOLLOWS: Verdict = { follows: true, signed: true };
const BROKEN: Verdict = { follows: false, lost: null };
const day = (n: number) => new Date(Date.UTC(2026, 10, n));

function look(before: Watched | null, seen: SealState | null, found: Verdict | null, on: number): Watched {
  const now = after(before, seen, found, TERMS, day(on));
  assert.ok(now);
  return now;
}

test("a history that did not follow stays said once it follows again, until it is read", () => {
  const good = look(null, one, FOLLOWS, 1);
  assert.equal(good.broken, null);
  const broken = look(look(good, one, BROKEN, 2), one, BROKEN, 3);
  assert.deepEqual([saying(broken), broken.broken, broken.kept?.root.number], ["broken", day(2).toISOString(), one.root.number]);
  const back = look(look(broken, two, FOLLOWS, 4), two, FOLLOWS, 5);
  assert.deepEqual([saying(back), back.broken, back.back, back.kept?.root.number], ["was", day(2).toISOString(), day(4).toISOString(), two.root.number]);
  assert.equal(saying(look(back, two, BROKEN, 6)), "broken");
  assert.equal(saying(look(broken, null, null, 4)), "broken");
});

test("a first seal that does not hold is said, and kept by no phone", () => {
  const first = look(null, one, BROKEN, 1);
  assert.deepEqual([saying(first), first.broken, first.kept], ["first", day(1).toISOString(), null]);
  assert.equal(saying(look(first, one, FOLLOWS, 2)), "was");
  assert.equal(after(null, null, null, TERMS, day(1)), null);
});

test("a key that is said to be lost is told apart", () => {
  assert.equal(saying(look(look(null, one, FOLLOWS, 1), two, { follows: false, lost: "2026-11-02T10:00:00Z" }, 2)), "lost");
});
