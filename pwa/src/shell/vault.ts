/**
 * What the phone keeps to be read without a network, sealed with a key that cannot be taken out of the browser.
 *
 * AES-GCM 256; the key is a non-extractable CryptoKey in IndexedDB beside the sealed records. A record's name goes in as
 * authenticated data, so that one cannot be passed off as another. Names hold ids only, never anything about a person.
 * docs/storage.md says what lives here and what this key cannot stop.
 */
const DATABASE = "cs3-vault";
const KEYS = "keys";
const SEALED = "sealed";

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
  at: number;
}

export interface Kept<T> {
  value: T;
  /** When it was kept. */
  at: Date;
}

let opened: Promise<IDBDatabase> | null = null;
let key: Promise<CryptoKey> | null = null;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(KEYS);
      request.result.createObjectStore(SEALED);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
  return opened;
}

async function store(name: string, mode: IDBTransactionMode = "readonly"): Promise<IDBObjectStore> {
  return (await database()).transaction(name, mode).objectStore(name);
}

/** The phone's key, made on first use. Two tabs that make one at the same moment end up with the same. */
async function vaultKey(): Promise<CryptoKey> {
  key ??= (async () => {
    const known = await done<CryptoKey | undefined>((await store(KEYS)).get("vault"));
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const keys = await store(KEYS, "readwrite");
    await new Promise<void>((resolve, reject) => {
      const adding = keys.add(made, "vault");
      adding.onsuccess = () => resolve();
      adding.onerror = (event) => {
        event.preventDefault();
        if (adding.error?.name === "ConstraintError") resolve();
        else reject(adding.error ?? new Error("IndexedDB"));
      };
    });
    return (await done<CryptoKey>((await store(KEYS)).get("vault"))) ?? made;
  })();
  key.catch(() => (key = null));
  return key;
}

const text = new TextEncoder();

/** Seals bytes under a name; the outbox uses it for its own store too. */
export async function seal(name: string, bytes: BufferSource): Promise<{ iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, await vaultKey(), bytes);
  return { iv, data };
}

/** Throws when the record was changed, belongs to another name, or the key is gone. */
export async function unseal(name: string, record: { iv: Uint8Array<ArrayBuffer>; data: BufferSource }): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: record.iv, additionalData: text.encode(name) }, await vaultKey(), record.data);
}

export async function keep(name: string, value: unknown): Promise<void> {
  const sealed = await seal(name, text.encode(JSON.stringify(value)));
  await done((await store(SEALED, "readwrite")).put({ ...sealed, at: Date.now() } satisfies Sealed, name));
}

/** What was kept under a name, or null: nothing kept, or not readable any more. */
export async function recall<T>(name: string): Promise<Kept<T> | null> {
  try {
    const record = await done<Sealed | undefined>((await store(SEALED)).get(name));
    if (!record) return null;
    const value = JSON.parse(new TextDecoder().decode(await unseal(name, record))) as T;
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

/** Forgets every copy of one carnet. True when there was one. */
export async function forgetCarnet(carnet: string): Promise<boolean> {
  const mine = (await names()).filter((name) => name.split("/").includes(carnet));
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
