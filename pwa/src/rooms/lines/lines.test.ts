import assert from "node:assert/strict";
import { test } from "node:test";
import type { Waiting } from "../sheets/habits";
import { whyUnchosen } from "../sheets/register";
import { over, placed, type SheetNow } from "./lines";

const AT = "2026-11-21T10:00:00Z";
const me = { id: "me", name: "Moi" };
const other = { id: "o", name: "O" };
const head = (id: string, substance: string) => ({ id, content: { kind: "allergy", substance }, phone_kept: false, author: other, confirmed_by: other, written_at: AT, noted_at: null, confirmed_at: AT, action: "write" });
const line = (place: string, ...heads: unknown[]) => ({ place, kind: "allergy", state: heads.length > 1 ? "conflict" : "to_confirm", to_confirm: [], heads, versions: heads.length });
const sheet = (lines: unknown[], more: object = {}) => ({ carnet_id: "c", sheet: "allergies", may_write: true, sections: [{ kind: "allergy", answer: null, order: null, lines }], removed: [], ...more }) as unknown as SheetNow;
const waits = (id: string, place: string, content: object | null, bases: string[], changes: Partial<Waiting> = {}): Waiting =>
  ({ id, carnet: "c", heading: place, line: { sheet: "allergies", kind: "allergy", name: "x", content }, text: "", bases, restores: null, noted_at: AT, state: "waiting", said: null, ...changes }) as Waiting;
const names = (shown: ReturnType<typeof over>) => shown.sections[0]!.lines.map((one) => one.heads.map((each) => each.content?.substance));

test("a line written here stands where the server will put it, and over what it was written over", () => {
  const shown = over(sheet([line("p1", head("a", "Latex"))]), [waits("b", "p2", { kind: "allergy", substance: "Œuf" }, []), waits("c", "p1", { kind: "allergy", substance: "Latex, gants" }, ["a"])], me);
  assert.deepEqual(names(shown), [["Latex, gants"], ["Œuf"]]);
  assert.deepEqual(shown.sections[0]!.lines.map((one) => one.state), ["holds", "holds"]);
});

test("who wrote at once stands beside; the same words are no second text, whatever the order of their fields", () => {
  const shown = over(sheet([line("p1", head("x", "Autre"))]), [waits("b", "p1", { kind: "allergy", substance: "Latex" }, ["a"])], me);
  assert.deepEqual([names(shown), shown.sections[0]!.lines[0]!.state], [[["Autre", "Latex"]], "conflict"]);
  assert.deepEqual(names(over(sheet([line("p1", head("x", "Latex"))]), [waits("b", "p1", { substance: "Latex", kind: "allergy" }, ["a"])], me)), [["Latex"]]);
});

test("taken away here, it is among what was removed; brought back, it stands again", () => {
  const removed = over(sheet([line("p1", head("a", "Latex"))]), [waits("b", "p1", null, ["a"])], me);
  assert.deepEqual([names(removed), removed.removed.map((one) => one.place)], [[], ["p1"]]);
  const back = over(sheet([], { removed: [line("p1", { ...head("a", ""), content: null })] }), [waits("b", "p1", { kind: "allergy", substance: "Latex" }, ["a"])], me);
  assert.deepEqual([names(back), back.removed], [[["Latex"]], []]);
});

test("« toujours vrai » said here holds; what the server refused, and what is of another sheet, change nothing", () => {
  const says = waits("s", "p1", null, [], { confirms: "a" });
  assert.equal(over(sheet([line("p1", head("a", "Latex"))]), [says], me).sections[0]!.lines[0]!.state, "holds");
  assert.equal(over(sheet([line("p1", head("a", "Latex"))]), [{ ...says, state: "failed" }], me).sections[0]!.lines[0]!.state, "to_confirm");
});

test("what the server answers takes its place in the copy, in the order that somebody gave", () => {
  const order = { place: "order-allergy", kind: "order", state: "holds", to_confirm: [], versions: 1, heads: [{ ...head("o", ""), content: { kind: "order", of: "allergy", places: ["p2", "p1"] } }] };
  const before = sheet([line("p1", head("a", "Latex")), line("p2", head("b", "Œuf"))]);
  const after = placed(before, order as never);
  assert.deepEqual(after.sections[0]!.lines.map((one) => one.place), ["p2", "p1"]);
  assert.deepEqual(placed(after, line("p3", head("c", "Lait")) as never).sections[0]!.lines.map((one) => one.place), ["p2", "p1", "p3"]);
});

test("a refusal of the choice that was sent with a line is not one of the line; what is only told stands nowhere", () => {
  const line = { sheet: "allergies", kind: "allergy", name: "x", content: null, urgent: true } as const;
  const chosen = waits("b", "p1", null, [], { line });
  const standing = { place: "p1", kind: "allergy", state: "holds", to_confirm: [], heads: [head("a", "Latex")], versions: 1 };
  assert.deepEqual([whyUnchosen(chosen, "changed_meanwhile"), whyUnchosen(chosen, "may_not_choose"), whyUnchosen(chosen, "section_full")], ["moved", "lost", null]);
  assert.equal(whyUnchosen({ ...chosen, line: { ...line, urgent: null as never } }, "changed_meanwhile"), null);
  assert.equal(whyUnchosen({ ...chosen, confirms: "a" }, "changed_meanwhile"), null);
  assert.deepEqual(names(over(sheet([standing]), [{ ...chosen, state: "told", unchosen: "moved" }], me)), [["Latex"]]);
});

test("what is given until a text that begins later stands, written here without a network too", () => {
  const given = (amount: number, since: string | null = null) => ({ kind: "treatment", name: "Dépakine", amount, since, stopped_on: null });
  const medication = (lines: unknown[]) => sheet(lines, { sheet: "medication", sections: [{ kind: "treatment", answer: null, order: null, lines }] });
  const stands = (id: string, content: object, more: object = {}) => ({ ...line("p1", { ...head(id, ""), content }), kind: "treatment", ...more });
  const writes = (id: string, content: object | null, bases: string[]) => waits(id, "p1", content, bases, { line: { sheet: "medication", kind: "treatment", name: "x", content: content as never } });
  const then = (before: unknown, here: Waiting[], today = "2026-11-21") => {
    const found = over(medication([before]), here, me, today).sections[0]!.lines[0]?.until_then;
    return found && [found.content.amount, found.last];
  };
  const monday = "2026-11-23";
  assert.deepEqual(then(stands("a", given(250)), [writes("b", given(300, monday), ["a"])]), [250, "2026-11-22"]);
  assert.equal(then(stands("a", given(250)), [writes("b", given(300, monday), ["a"])], monday), null);
  assert.deepEqual(then(stands("a", given(250)), [writes("b", given(300, monday), ["a"]), writes("c", given(350, "2026-11-25"), ["b"])]), [250, "2026-11-24"]);
  assert.equal(then(stands("a", { ...given(250), stopped_on: "2026-11-20" }), [writes("b", given(300, monday), ["a"])]), null);
  assert.equal(then(stands("a", given(250)), [writes("b", given(300), ["a"])]), null);
  // Both written here: what was said today holds until then, unless only the day it begins was put right.
  assert.deepEqual(then(stands("a", given(250)), [writes("b", given(275), ["a"]), writes("c", given(300, monday), ["b"])]), [275, "2026-11-22"]);
  assert.deepEqual(then(stands("a", given(250)), [writes("b", given(300), ["a"]), writes("c", given(300, monday), ["b"])]), [250, "2026-11-22"]);
  assert.equal(then(stands("a", given(300), { heads: [{ ...head("a", ""), content: given(300), author: me }] }), [writes("c", given(300, monday), ["a"])]), null);
  assert.deepEqual(then(stands("a", given(250)), [writes("b", { ...given(250), stopped_on: "2026-11-21" }, ["a"]), writes("c", given(300, monday), ["b"])]), null);
  // Replaced before it began, it was never given: what the server says too.
  const replaced = [writes("b", given(300, "2026-11-20"), ["a"]), writes("c", given(350, "2026-11-25"), ["b"])].map((one) => ({ ...one, noted_at: "2026-11-18T10:00:00Z" }));
  assert.deepEqual(then(stands("a", given(250)), replaced), [250, "2026-11-24"]);
  // The same words as another's, written over what they had replaced: what the server said of theirs holds.
  const theirs = stands("x", given(300, monday), { until_then: { content: given(250), last: "2026-11-22" } });
  assert.deepEqual(then(theirs, [writes("b", given(300, monday), ["a"])]), [250, "2026-11-22"]);
  // Told by the server, and read later from the copy.
  const copy = stands("b", given(300, monday), { until_then: { content: given(250), last: "2026-11-22" } });
  assert.deepEqual(then(copy, []), [250, "2026-11-22"]);
  assert.equal(then(copy, [], monday), null);
  assert.deepEqual(then(copy, [writes("c", given(300, "2026-11-24"), ["b"])]), [250, "2026-11-23"]);
  assert.equal(then(copy, [writes("c", null, ["b"])]), undefined);
});
