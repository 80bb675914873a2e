/**
 * What was handed to CS3 from elsewhere (the gallery, a message), and of which nobody has said yet where it goes. Kept like what waits to
 * leave, under a key of the phone's own: it may come while nobody is signed in. It belongs to whoever opens CS3 next.
 */
import { hold, isAbandoned } from "./holding";
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
  const problem = refusal(kind, size, null);
  const kept: Kept = { id, capture: id, carnet: "", category: "", note: "", tags: [], taken_at: file.lastModified, added_at: Date.now(), kind, name, type, size, state: "keeping", problem, said: null, begun: false };
  const release = hold(id);
  try {
    // Before its bytes: were this stopped in the middle, what is there has a name under which it is found, said and erased.
    await store.write(kept);
    const sum = new Sha256();
    for (let start = 0; start < size && !problem; start += PIECE) {
      const bytes = await file.slice(start, start + PIECE).arrayBuffer();
      sum.update(new Uint8Array(bytes));
      await store.append(id, start, bytes);
    }
    await store.write({ ...kept, state: "waiting", sum: sum.hex() });
  } catch (error) {
    await store.remove(id).catch(() => undefined);
    throw error;
  } finally {
    release();
  }
  tellShared();
}

/** The oldest first; what is a week old is erased. One whose copy was stopped in the middle says so, and its bytes go. */
export async function listShared(now = Date.now()): Promise<Kept[]> {
  const store = await found();
  if (!store) return [];
  const listed: Kept[] = [];
  for (const one of await store.list()) {
    if (now - one.added_at > WEEK) await store.remove(one.id);
    else if (one.state !== "keeping") listed.push(one);
    else if (await isAbandoned(one.id)) listed.push(...(await leftBehind(store, one.id)));
  }
  return listed;
}

/** Read again: since the list was, its copy may have ended, or somebody may have thrown it away. */
async function leftBehind(store: Store, id: string): Promise<Kept[]> {
  const one = (await store.list()).find((kept) => kept.id === id);
  if (one?.state !== "keeping") return one ? [one] : [];
  const said: Kept = { ...one, state: "failed", problem: "copy_unfinished" };
  await store.write(said);
  await store.empty(id);
  return [said];
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
