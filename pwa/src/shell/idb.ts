/** IndexedDB as promises. */

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

/** Committed: until then a crash may still lose what was put. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB"));
  });
}

/** Opened once; closed when another tab wants a newer shape. */
export function openDatabase(name: string, version: number, shape: (database: IDBDatabase) => void): () => Promise<IDBDatabase> {
  let opened: Promise<IDBDatabase> | null = null;
  return () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => shape(request.result);
      request.onsuccess = () => {
        const forget = () => (opened = null);
        request.result.onversionchange = () => {
          request.result.close();
          forget();
        };
        request.result.onclose = forget;
        resolve(request.result);
      };
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
    opened.catch(() => (opened = null));
    return opened;
  };
}

/** Kept under `name` in `store`; made on first use. Two tabs that make one at the same moment end up with the same. */
export async function findOrAddKey(database: IDBDatabase, store: string, name: string, make: () => Promise<CryptoKey>): Promise<CryptoKey> {
  const known = await done<CryptoKey | undefined>(database.transaction(store).objectStore(store).get(name));
  if (known) return known;
  const made = await make();
  const keys = database.transaction(store, "readwrite", { durability: "strict" }).objectStore(store);
  await new Promise<void>((resolve, reject) => {
    const adding = keys.add(made, name);
    adding.onsuccess = () => resolve();
    adding.onerror = (event) => {
      event.preventDefault();
      if (adding.error?.name === "ConstraintError") resolve();
      else reject(adding.error ?? new Error("IndexedDB"));
    };
  });
  return (await done<CryptoKey | undefined>(database.transaction(store).objectStore(store).get(name))) ?? made;
}
