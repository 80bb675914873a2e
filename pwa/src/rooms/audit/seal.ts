/**
 * The seal of « Qui a vu », looked at on this phone: the same arithmetic as `cs3 audit verify`. Hashes are hexadecimal.
 *
 * Nothing here asks the server anything: what it says is held against what this phone kept.
 */
import type { SealRoot, SealState } from "../../api/types";

/** What this phone keeps: the last root it saw, the notebook's tree in it (representatives), since when, and by which key. */
export interface Kept {
  root: SealRoot;
  head: { size: number; hash: string } | null;
  since: string;
  key: string;
}

/**
 * `signed` null: this phone cannot check signatures (Ed25519 is missing). `lost`: all that this phone saw is still there, but a key that
 * nobody vouches for signs now: since then the one that this phone knows is said to be lost. Null: it is not that.
 */
export type Verdict = { follows: true; signed: true | null } | { follows: false; lost: string | null };

const utf8 = new TextEncoder();

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new RangeError("not hexadecimal");
  return Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
}

const hexOf = (data: ArrayBuffer) => Array.from(new Uint8Array(data), (one) => one.toString(16).padStart(2, "0")).join("");
const hash = async (prefix: number, ...parts: Uint8Array[]) => hexOf(await crypto.subtle.digest("SHA-256", joined([Uint8Array.of(prefix), ...parts])));
const node = (left: string, right: string) => hash(1, bytes(left), bytes(right));
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A form's name, then each value: 0 for nothing, or 1, its length in four bytes, its UTF-8. */
function packed(form: string, ...values: (string | number | null)[]): Uint8Array<ArrayBuffer> {
  return joined([
    utf8.encode(`${form}\n`),
    ...values.flatMap((value) => {
      if (value === null) return [Uint8Array.of(0)];
      const data = utf8.encode(String(value));
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, data.length);
      return [Uint8Array.of(1), length, data];
    }),
  ]);
}

/** Numbers of leaves stay below 2^53: halved, never shifted. */
const half = (n: number) => Math.floor(n / 2);

/** The root that this path leads to from a leaf (RFC 9162 § 2.1.3.2). */
export async function rootFrom(leaf: string, number: number, size: number, path: string[]): Promise<string | null> {
  if (number < 0 || number >= size) return null;
  let [at, last, found] = [number, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 || at === last) {
      found = await node(beside, found);
      while (at && at % 2 === 0) [at, last] = [half(at), half(last)];
    } else found = await node(found, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? found : null;
}

/** Whether nothing of the older tree was changed or removed (RFC 9162 § 2.1.4.2). */
export async function hasGrown(older: number, olderHash: string, newer: number, newerHash: string, path: string[]): Promise<boolean> {
  if (older > newer) return false;
  if (older === newer) return !path.length && olderHash === newerHash;
  if (older === 0) return !path.length && olderHash === EMPTY;
  const rest = [...path];
  let [at, last] = [older - 1, newer - 1];
  while (at % 2) [at, last] = [half(at), half(last)];
  const first = at ? rest.shift() : olderHash;
  if (first === undefined || !rest.length) return false;
  let [one, two] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      [one, two] = [await node(beside, one), await node(beside, two)];
      while (at && at % 2 === 0) [at, last] = [half(at), half(last)];
    } else two = await node(two, beside);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && one === olderHash && two === newerHash;
}

/** True or false; null on a phone that cannot tell. */
async function signed(body: Uint8Array<ArrayBuffer>, key: string, signature: string): Promise<boolean | null> {
  const raw = bytes(key);
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    return error instanceof DOMException && error.name === "DataError" ? false : null;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, bytes(signature), body);
}

const rootSigned = (root: SealRoot) =>
  signed(packed("cs3 root 1", root.number, root.at, root.size, root.hash, root.previous, root.ended_before, root.key, root.renewals), root.key, root.signature);

/** Each key signed for the next, and the next for it; the line holds the key that this phone knows. For one that was lost, the next says so alone. */
async function keysFollow(state: SealState, known: string): Promise<{ hold: boolean | null; lost: string | null }> {
  const line = [state.keys[0]?.by ?? state.root.key];
  let [hold, lost]: [boolean | null, string | null] = [true, null];
  for (const one of state.keys) {
    const body = one.lost ? packed("cs3 seal lost 1", one.key, one.by, one.lost) : packed("cs3 seal key 1", one.key, one.by);
    const both = [one.lost ? !one.signature : await signed(body, one.by, one.signature), await signed(body, one.key, one.accepted)];
    if (both.includes(false) || one.by !== line.at(-1)) return { hold: false, lost: null };
    if (both.includes(null)) hold = null;
    if (one.lost && line.includes(known)) lost = one.lost;
    line.push(one.key);
  }
  return line.includes(known) && line.at(-1) === state.root.key ? { hold, lost } : { hold: false, lost: null };
}

const same = (one: SealRoot, two: SealRoot) => one.number === two.number && one.hash === two.hash && one.size === two.size && one.previous === two.previous && one.at === two.at;

async function headHolds(state: SealState): Promise<boolean> {
  if (!state.head) return true;
  const leaf = await hash(0, packed("cs3 head 1", state.carnet_id, state.head.size, state.head.hash));
  return (await rootFrom(leaf, state.head.number, state.root.size, state.head.path)) === state.root.hash;
}

async function grew(state: SealState, kept: Kept): Promise<boolean> {
  const { root, head, growth } = state;
  if (root.number < kept.root.number) return false;
  if (root.number === kept.root.number) return same(root, kept.root) && (!kept.head || (head?.size === kept.head.size && head.hash === kept.head.hash));
  if (!growth || !same(growth.older, kept.root) || !(await hasGrown(kept.root.size, kept.root.hash, root.size, root.hash, growth.path))) return false;
  // Who is no representative any more is told no size: nothing can be said of the notebook's own tree.
  if (!kept.head || !head) return true;
  return hasGrown(kept.head.size, kept.head.hash, head.size, head.hash, growth.head_path);
}

/** What the server says now, against what this phone kept (null: it sees the seal for the first time). */
export async function verdict(state: SealState, carnet: string, kept: Kept | null): Promise<Verdict> {
  try {
    const signature = await rootSigned(state.root);
    const keys = await keysFollow(state, kept?.key ?? state.root.key);
    const holds = state.carnet_id === carnet && signature !== false && keys.hold !== false && (await headHolds(state)) && (!kept || (await grew(state, kept)));
    if (!holds || keys.lost) return { follows: false, lost: holds ? keys.lost : null };
    return { follows: true, signed: signature === null || keys.hold === null ? null : true };
  } catch {
    return { follows: false, lost: null };
  }
}

export function keptOf(state: SealState, before: Kept | null, now: Date): Kept {
  return {
    root: state.root,
    head: state.head ? { size: state.head.size, hash: state.head.hash } : (before?.head ?? null),
    since: before?.since ?? now.toISOString(),
    key: state.root.key,
  };
}
