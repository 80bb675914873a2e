import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, decision, EMPTY, kindsFor, mayEnd, missing, stepOf } from "./adding.ts";

test("what is asked is of the age: parental authority until the eighteenth birthday", () => {
  assert.ok(kindsFor("2016-10-25", "2034-10-24").includes("exclusive"));
  assert.deepEqual(kindsFor("2016-10-25", "2034-10-25"), ["guardian", "curator"]);
  assert.ok(kindsFor("2008-02-29", "2026-02-28").includes("foster"));
  assert.ok(kindsFor("2008-02-29", "2026-03-01").includes("guardian"));
});

test("one question at a time, and none is left out", () => {
  assert.equal(missing(EMPTY), "kind");
  assert.equal(missing({ ...EMPTY, step: "person", kind: "shared" }), "person_id");
  assert.equal(missing({ ...EMPTY, step: "days" }), "since");
  assert.equal(missing({ ...EMPTY, step: "proof", proof: "  TJ " }), "proof");
  assert.equal(missing({ ...EMPTY, step: "check" }), null);
  assert.deepEqual(["kind", "person_id", "until", "document_id"].map(stepOf), ["kind", "person", "days", "proof"]);
});

test("an end that was typed for another kind is not sent", () => {
  const said = { ...EMPTY, kind: "withdrawn" as const, person: "p", since: "2026-03-03", until: "2027-01-01", proof: " Jugement " };
  assert.equal(mayEnd("withdrawn"), false);
  assert.deepEqual(decision(said), { kind: "withdrawn", person_id: "p", since: "2026-03-03", until: null, proof: "Jugement", document_id: null });
});

test("who has left and is to be given it back can be chosen, and nobody twice", () => {
  const member = (id: string, profile: string) => ({ person: { id, name: id }, profile, relation: id, profession: "" });
  const circle = [member("anne", "representative"), member("karim", "professional"), member("theo", "holder")] as unknown as Parameters<typeof candidates>[1];
  const decisions = ["anne", "marc", "marc", "karim"].map((id) => ({ person: { id, name: id } })) as unknown as Parameters<typeof candidates>[2];
  const ids = (kind: Parameters<typeof candidates>[0]) => candidates(kind, circle, decisions).map((one) => one.id);
  assert.deepEqual(ids("authority"), ["anne", "marc"]);
  assert.deepEqual(ids("withdrawn"), ["anne"]);
  assert.deepEqual(ids("foster"), ["anne", "karim"]);
});
