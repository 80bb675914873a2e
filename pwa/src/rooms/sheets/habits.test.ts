import assert from "node:assert/strict";
import { test } from "node:test";
import { late, over, type HeadingView, type Waiting } from "./habits";

const me = { id: "me", name: "Moi" };
const AT = "2026-11-21T10:00:00Z";
const head = (id: string, text: string) => ({ id, text, author: { id: "o", name: "O" }, confirmed_by: { id: "o", name: "O" }, written_at: AT, noted_at: AT, confirmed_at: AT, action: "write" });
const sleep = (...heads: ReturnType<typeof head>[]): HeadingView => ({ heading: "sleep", state: heads.length > 1 ? "conflict" : heads.length ? "holds" : "not_noted", heads, versions: heads.length });
const waits = (id: string, text: string, bases: string[], changes: Partial<Waiting> = {}): Waiting => ({ id, carnet: "c", heading: "sleep", text, bases, restores: null, noted_at: AT, state: "waiting", said: null, ...changes });

test("what waits here stands in the place of what it was written over", () => {
  const shown = over(sleep(head("a", "un")), [waits("b", "deux", ["a"]), waits("c", "trois", ["b"])], me);
  assert.deepEqual(shown.heads.map((one) => one.text), ["trois"]);
  assert.equal(shown.state, "holds");
  assert.equal(shown.versions, 3);
});

test("a text that was not read stays beside it", () => {
  const shown = over(sleep(head("x", "autre")), [waits("b", "deux", ["a"])], me);
  assert.deepEqual(shown.heads.map((one) => one.text), ["autre", "deux"]);
  assert.equal(shown.state, "conflict");
});

test("the same words are no second text, and what the server already has is not shown twice", () => {
  assert.equal(over(sleep(head("x", "deux")), [waits("b", "deux", ["a"])], me).heads.length, 1);
  assert.equal(over(sleep(head("b", "deux")), [waits("b", "deux", [])], me).heads.length, 1);
});

test("cleared reads as not noted; what failed, or belongs elsewhere, changes nothing", () => {
  assert.equal(over(sleep(head("a", "un")), [waits("b", "", ["a"])], me).state, "not_noted");
  assert.deepEqual(over(sleep(head("a", "un")), [waits("b", "x", ["a"], { state: "failed" }), waits("c", "y", ["a"], { heading: "food" })], me).heads.map((one) => one.text), ["un"]);
});

test("a text received long after it was written says so", () => {
  assert.ok(late({ noted_at: "2026-11-21T08:00:00Z", written_at: AT }));
  assert.ok(!late({ noted_at: "2026-11-21T09:55:00Z", written_at: AT }));
  assert.ok(!late({ noted_at: null, written_at: AT }));
});
