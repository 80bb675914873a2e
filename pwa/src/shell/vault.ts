/**
 * What the phone keeps to be read without a network, sealed with a key that cannot be taken out of the browser.
 *
 * The key is a non-extractable CryptoKey in IndexedDB beside the sealed records. Names hold ids only, never anything about a person.
 * docs/storage.md says what lives here and what this key cannot stop.
 */
import { done, findOrAddKey, openDatabase } from "./idb";
import { makeKey, sealWith, unsealWith, type SealedBytes } from "./sealing";

const KEYS = "keys";
const SEALED = "sealed";

interface Sealed extends SealedBytes {
  at: number;
}

export interface Kept<T> {
  value: T;
  /** When it was kept. */
  at: Date;
}

const database = openDatabase("cs3-vault", 1, (made) => {
  made.createObjectStore(KEYS);
  made.createObjectStore(SEALED);
});
let key: Promise<CryptoKey> | null = null;

async function store(name: string, mode: IDBTransactionMode = "readonly"): Promise<IDBObjectStore> {
  return (await database()).transaction(name, mode).objectStore(name);
}

function vaultKey(): Promise<CryptoKey> {
  key ??= database().then((opened) => findOrAddKey(opened, KEYS, "vault", makeKey));
  key.catch(() => (key = null));
  return key;
}

const text = new TextEncoder();

/** `at`, ms: when it was true, for what is older than now. */
export async function keep(name: string, value: unknown, at = Date.now()): Promise<void> {
  const sealed = await sealWith(await vaultKey(), name, text.encode(JSON.stringify(value)));
  await done((await store(SEALED, "readwrite")).put({ ...sealed, at } satisfies Sealed, name));
}

/** What was kept under a name, or null: nothing kept, or not readable any more. */
export async function recall<T>(name: string): Promise<Kept<T> | null> {
  try {
    const record = await done<Sealed | undefined>((await store(SEALED)).get(name));
    if (!record) return null;
    const value = JSON.parse(new TextDecoder().decode(await unsealWith(await vaultKey(), name, record))) as T;
    return { value, at: new Date(record.at) };
  } catch {
    return null;
  }
}

export async function names(prefix = ""): Promise<string[]> {
  const all = await done((await store(SEALED)).getAllKeys());
  return all.map(String).filter((name) => name.startsWith(prefix));
}

export async function forget(...which: string[]): Promise<void> {
  const sealed = await store(SEALED, "readwrite");
  await Promise.all(which.map((name) => done(sealed.delete(name))));
}

/** Forgets every copy of one carnet; what the person was typing stays sealed, as when a session ends. True when there was one. */
export async function forgetCarnet(carnet: string): Promise<boolean> {
  const mine = (await names()).filter((name) => name.split("/").includes(carnet) && !name.startsWith("draft/"));
  if (mine.length) await forget(...mine);
  return mine.length > 0;
}

/** Forgets every copy of what the server knows. Drafts stay sealed, for when the same person comes back. */
export async function wipeCopies(): Promise<void> {
  await forget(...(await names()).filter((name) => !name.startsWith("draft/") && name !== "owner"));
}

/** Forgets everything and destroys the key: whatever remains sealed with it can never be read again. */
export async function wipe(): Promise<void> {
  await done((await store(SEALED, "readwrite")).clear());
  await done((await store(KEYS, "readwrite")).clear());
  key = null;
}
