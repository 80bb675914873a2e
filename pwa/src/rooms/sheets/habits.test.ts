import assert from "node:assert/strict";
import { test } from "node:test";
import { late, over, seenHistory, type HeadingView, type HistoryPage, type Waiting } from "./habits";

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

const says = (id: string, version: string, changes: Partial<Waiting> = {}) => waits(id, "", [], { confirms: version, noted_at: "2026-11-21T18:00:00Z", ...changes });

test("« toujours vrai » said here holds from then, until it is taken back or somebody wrote", () => {
  const held = over({ ...sleep(head("a", "un")), state: "to_confirm" }, [says("s", "a")], me);
  assert.deepEqual([held.state, held.heads[0]?.confirmed_by.name, held.heads[0]?.confirmed_at, held.heads[0]?.text], ["holds", "Moi", "2026-11-21T18:00:00Z", "un"]);
  const taken = over({ ...sleep(head("a", "un")), state: "to_confirm" }, [says("s", "a"), waits("t", "", [], { takes_back: "s" })], me);
  assert.deepEqual([taken.state, taken.heads[0]?.confirmed_by.name, taken.heads[0]?.saying], ["to_confirm", "O", undefined]);
  assert.equal(over(sleep(head("b", "deux")), [says("s", "a")], me).heads[0]?.saying, undefined);
  assert.equal(over(sleep(head("a", "un"), head("b", "deux")), [says("s", "a")], me).state, "conflict");
  assert.equal(over(sleep(head("a", "un")), [says("s", "a", { state: "failed" })], me).heads[0]?.saying, undefined);
});

test("what is written after it takes its place, and it is no text of its own", () => {
  const shown = over(sleep(head("a", "un")), [says("s", "a"), waits("b", "deux", ["a"])], me);
  assert.deepEqual(shown.heads.map((one) => one.text), ["deux"]);
  assert.equal(shown.versions, 2);
  assert.equal(over(sleep(head("a", "")), [says("s", "a")], me).state, "not_noted");
});

test("what was received and is taken back here says so", () => {
  const mine = { ...head("a", "un"), confirmed_by: me };
  const left = waits("t", "", [], { takes_back: "s" });
  assert.equal(over(sleep(mine), [left], me).heads[0]?.saying, left);
  assert.equal(over(sleep(head("a", "un")), [left], me).heads[0]?.saying, undefined);
});

const page = (ids: string, next: string | null): HistoryPage => ({ heading: "sleep", versions: [...ids].map((id) => ({ ...head(id, id), bases: [], confirmations: [] })), next });
const read = ({ versions, next }: HistoryPage) => [versions.map((one) => one.id).join(""), next];

test("the history that was seen stays, with no hole in it", () => {
  assert.deepEqual(read(seenHistory(page("edc", "c"), page("dcba", null))), ["edcba", null]);
  assert.deepEqual(read(seenHistory(page("hgf", "f"), page("dcba", null))), ["hgf", "f"]);
  assert.deepEqual(read(seenHistory(page("ba", null), page("b", "b"))), ["ba", null]);
  assert.deepEqual(read(seenHistory(page("", null), page("b", "b"))), ["", null]);
});
