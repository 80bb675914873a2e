import assert from "node:assert/strict";
import { test } from "node:test";
import type { SealState } from "../../api/types";
import { keptOf, verdict, type Kept } from "./seal";
import written from "./seal.vectors.json?raw";

/** Made by the server's own code, which checks them too (tests/rooms/audit/test_vectors.py): the key was renewed before the fifth root. */
const vectors = JSON.parse(written) as { key: string; states: SealState[]; uncounted: SealState[]; begun: [SealState, SealState] };
const [one, two, three, four, five, six, sixSinceThree] = vectors.states as [SealState, SealState, SealState, SealState, SealState, SealState, SealState];
const carnet = one.carnet_id;
const now = new Date("2026-11-21T10:00:00Z");
const kept = (state: SealState) => keptOf(state, null, now);
const follows = async (state: SealState, before: Kept | null, of = carnet) => (await verdict(state, of, before)).follows;

test("each state follows the one that the phone kept, over a renewed key too", async () => {
  assert.deepEqual(await verdict(one, carnet, null), { follows: true, signed: true });
  let before = kept(one);
  for (const state of [two, three]) {
    assert.deepEqual(await verdict(state, carnet, before), { follows: true, signed: true });
    before = keptOf(state, before, now);
  }
  assert.equal(await follows(sixSinceThree, before), true);
  assert.equal(await follows(four, kept(one)), true);
  assert.equal(await follows(five, kept(four)), true);
  assert.equal(await follows(six, kept(one)), true);
  assert.equal(await follows(six, kept(six)), true);
});

test("who counts no lines still sees that nothing was removed from the whole", async () => {
  const [first, last] = vectors.uncounted as [SealState, SealState];
  assert.equal(await follows(last, kept(first)), true);
});

test("a server that went back, or began again, is found", async () => {
  assert.equal(await follows(two, kept(three)), false);
  assert.equal(await follows(six, { ...kept(one), root: { ...one.root, hash: three.root.hash } }), false);
  assert.equal(await follows(six, { ...kept(one), head: { size: 2, hash: three.root.hash } }), false);
  assert.equal(await follows({ ...six, growth: null }, kept(one)), false);
  assert.equal(await follows(three, kept(one)), false); // it says how it grew since another
  assert.equal(await follows(six, { ...kept(one), key: "0".repeat(64) }), false);
  assert.equal(await follows({ ...six, keys: [] }, kept(one)), false);
  assert.equal(await follows(one, null, "01a1fd55-7a80-7471-a2e4-8e9ec1e147f6"), false);
});

test("a key that was lost is told apart from a history that was changed", async () => {
  const [before, after] = vectors.begun;
  const lost = "2026-11-21T10:00:00.000000Z";
  assert.deepEqual(await verdict(after, carnet, kept(before)), { follows: false, lost });
  assert.deepEqual(await verdict(after, carnet, null), { follows: true, signed: true });
  assert.equal(await follows(after, kept(after)), true);
  const changed = [
    { ...after, growth: null },
    { ...after, keys: [] },
    { ...after, keys: after.keys.map((one) => ({ ...one, lost: null })) },
    { ...after, keys: after.keys.map((one) => ({ ...one, lost: "2026-11-21T10:00:01.000000Z" })) },
    { ...after, keys: after.keys.map((one) => ({ ...one, signature: one.accepted })) },
    { ...after, head: before.head },
  ];
  for (const state of changed) assert.deepEqual(await verdict(state as SealState, carnet, kept(before)), { follows: false, lost: null });
});

function places(node: unknown, path: string[] = []): string[][] {
  const inner = node && typeof node === "object" ? Object.entries(node) : [];
  return inner.length ? inner.flatMap(([name, value]) => places(value, [...path, name])) : [path];
}

test("whatever is changed in what the server says is found", async () => {
  const before = kept(one);
  let tried = 0;
  for (const path of places(six)) {
    const altered = structuredClone(six) as unknown as Record<string, unknown>;
    let holder = altered;
    for (const name of path.slice(0, -1)) holder = holder[name] as Record<string, unknown>;
    const last = path.at(-1) ?? "";
    const was = holder[last];
    if (path[0] === "file" || was === null) continue;
    // Of the older root and tree only what the phone kept counts: the rest it knows itself.
    if (path[0] === "growth" && (path[1] === "head" || ["signature", "key", "renewals"].includes(path[2] ?? ""))) continue;
    holder[last] = typeof was === "number" ? was + 1 : String(was).replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === "0" ? "1" : "0"));
    assert.notDeepEqual(altered, six, path.join("."));
    assert.equal(await follows(altered as unknown as SealState, before), false, path.join("."));
    tried += 1;
  }
  assert.ok(tried > 20);
});

test("a phone without Ed25519 says that it cannot check the signature, and still finds what was removed", async (context) => {
  context.mock.method(crypto.subtle, "importKey", () => Promise.reject(new DOMException("no", "NotSupportedError")));
  assert.deepEqual(await verdict(six, carnet, kept(one)), { follows: true, signed: null });
  assert.equal(await follows(two, kept(three)), false);
});
