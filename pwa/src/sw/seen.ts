/** The numbers of the notifications that this phone has shown, for two days: random numbers, nothing else. */
const KEPT = 2 * 86_400_000;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("cs3-push", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("seen");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function done<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** False too when nothing can be kept here: better shown twice than not at all. */
export async function seenBefore(id: string): Promise<boolean> {
  try {
    const store = (await open()).transaction("seen").objectStore("seen");
    return (await done(store.getKey(id))) !== undefined;
  } catch {
    return false;
  }
}

export async function remember(id: string, now: number = Date.now()): Promise<void> {
  try {
    const store = (await open()).transaction("seen", "readwrite").objectStore("seen");
    await done(store.put(now, id));
    const [ids, times] = [await done(store.getAllKeys()), (await done(store.getAll())) as number[]];
    for (const [index, at] of times.entries()) if (Math.abs(now - at) > KEPT) void store.delete(ids[index] as string);
  } catch {
    // Nothing can be kept here.
  }
}
