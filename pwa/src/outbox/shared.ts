/**
 * What was handed to CS3 from elsewhere (the gallery, a message), and of which nobody has said yet where it goes. Kept like what waits to
 * leave, under a key of the phone's own: it may come while nobody is signed in. It belongs to whoever opens CS3 next.
 */
import { kindOf, refusal, type Kept } from "./item";
import { Sha256 } from "./sha256";
import { PIECE, Store } from "./store";

/** In the place of a person. */
const NOBODY = "shared";
const NEWS = "cs3-shared";
/** ms after which what nobody took up is erased. */
const WEEK = 7 * 86_400_000;

const found = () => Store.found(NOBODY);

/** Throws when the phone has no room: nothing of it is then kept. */
export async function keepShared(file: File): Promise<void> {
  const store = await Store.open(NOBODY);
  const { name, type, size } = file;
  const kind = kindOf(file);
  const id = crypto.randomUUID();
  const kept: Kept = { id, capture: id, carnet: "", category: "", note: "", tags: [], taken_at: file.lastModified, added_at: Date.now(), kind, name, type, size, state: "keeping", problem: refusal(kind, size, null), said: null, begun: false };
  try {
    const sum = new Sha256();
    if (!kept.problem) {
      for (let start = 0; start < size; start += PIECE) {
        const bytes = await file.slice(start, start + PIECE).arrayBuffer();
        sum.update(new Uint8Array(bytes));
        await store.append(id, start, bytes);
      }
    }
    // Written last: what has an entry is whole.
    await store.write({ ...kept, state: "waiting", sum: sum.hex() });
  } catch (error) {
    await store.remove(id).catch(() => undefined);
    throw error;
  }
  tellShared();
}

/** The oldest first; what is a week old is erased. */
export async function listShared(now = Date.now()): Promise<Kept[]> {
  const store = await found();
  if (!store) return [];
  const all = await store.list();
  for (const old of all.filter((one) => now - one.added_at > WEEK)) await store.remove(old.id);
  return all.filter((one) => now - one.added_at <= WEEK);
}

export async function readShared(id: string): Promise<(start: number, end: number) => Promise<ArrayBuffer>> {
  const store = await found();
  if (!store) throw new Error("Nothing is kept.");
  const starts = await store.starts(id);
  return async (start, end) => (await store.read(id, starts, start, end)).arrayBuffer();
}

export async function dropShared(id: string): Promise<void> {
  await (await found())?.remove(id);
  tellShared();
}

export async function destroyShared(): Promise<void> {
  await (await found())?.destroy();
  tellShared();
}

export const sharedNews = () => new BroadcastChannel(NEWS);

function tellShared(): void {
  const news = sharedNews();
  news.postMessage({});
  news.close();
}
