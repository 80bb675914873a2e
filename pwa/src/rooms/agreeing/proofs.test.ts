import assert from "node:assert/strict";
import { test } from "node:test";
import type { DocumentPage } from "../documents/api";
import type { Found, Hit } from "../finding/api";
import { listed, looked, withChosen } from "./proofs.ts";

const hit = (id: string, ready: boolean): Hit => ({ kind: "document", id, sort: "", category: "documents.certificates", day: "2026-03-03", title: [{ text: "Juge", found: true }, { text: "ment", found: false }], by: [], text: [], tags: [], pictured: false, page: null, recognised: false, ready });
const answer = (hits: Hit[], count: number, partial = false): Found => ({ partial, count, groups: hits.length ? [{ kind: "document", count, hits }] : [], kinds: [], categories: [], authors: [], tags: [] });

test("what nobody can read shows no decision", () => {
  assert.deepEqual(looked(answer([hit("a", true), hit("b", false)], 2)), { proofs: [{ id: "a", title: "Jugement", day: "2026-03-03" }], partial: false, more: false });
  const page = { documents: [{ id: "a", title: "", written_on: "2026-01-01", state: "ready" }, { id: "b", title: "B", written_on: "2026-01-02", state: "refused" }], next: null } as unknown as DocumentPage;
  assert.deepEqual(listed(page), [{ id: "a", title: "", day: "2026-01-01" }]);
});

test("that there are more, and that they have some of the words only, is known", () => {
  assert.equal(looked(answer([hit("a", true)], 51)).more, true);
  assert.equal(looked(answer([hit("a", true)], 1, true)).partial, true);
  assert.deepEqual(looked(answer([], 0)), { proofs: [], partial: false, more: false });
});

test("the one that was chosen stays among them, under its name", () => {
  const [one, other] = [{ id: "a", title: "A", day: "" }, { id: "b", title: "B", day: "" }];
  assert.deepEqual(withChosen([one], "b", "B"), [one, other]);
  assert.deepEqual(withChosen([one, other], "b", "B"), [one, other]);
  assert.deepEqual(withChosen([one], "", ""), [one]);
});
