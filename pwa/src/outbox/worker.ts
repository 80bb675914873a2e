/** What the service worker does of the outbox when no page does: sends what waits, in the name of who is signed in here. */
import { nextOf, type Item, type Kept } from "./item";
import { onWifi } from "./line";
import { sendPlain } from "./plain";
import { askedWith, sameAs } from "./same";
import { readSettings, Store } from "./store";

const LOCK = "cs3-outbox";
const NEWS = "cs3-outbox";
/** ms to wait for a page that is sending; then the browser is asked to come back. */
const TURN = 120_000;

/** Resolves when nothing more can be sent. Throws when it is worth another try: the browser comes back later. */
export async function sendWaiting(): Promise<void> {
  const stop = new AbortController();
  const news = new BroadcastChannel(NEWS);
  news.addEventListener("message", ({ data }: MessageEvent<{ halt?: true }>) => data.halt && stop.abort());
  try {
    await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(TURN) }, () => sendAll(stop.signal, news));
  } finally {
    news.close();
  }
}

async function sendAll(stop: AbortSignal, news: BroadcastChannel): Promise<void> {
  const settings = await readSettings();
  if (settings.paused) return;
  const me = await fetch("/api/me", { credentials: "same-origin", cache: "no-store" });
  if (me.status >= 500) throw new Error("The server is not there.");
  if (!me.ok) return;
  const store = await Store.found(((await me.json()) as { id: string }).id);
  if (!store) return;
  const left = new Set<string>();
  while (!stop.aborted) {
    const waiting = (await store.list()).filter((one) => !left.has(one.id)).map((one): Item => ({ ...one, sent: 0, kept: true }));
    const item = nextOf(waiting, settings.films === "now" || onWifi());
    if (!item) return;
    const { sent: _, kept: __, ...kept } = item as Item & { state: Kept["state"] };
    const begun = async () => {
      // Not for what a page has just thrown away: writing would bring it back.
      if (await store.has(kept.id)) await store.write({ ...kept, begun: true });
      news.postMessage({});
    };
    const outcome = (await isThere(kept, store)) ? "left" : await sendPlain(kept, store, stop, begun, (sent) => news.postMessage({ id: kept.id, sent }));
    if (outcome === "signed_out") return;
    if (outcome === "received") await store.remove(kept.id);
    else left.add(kept.id);
    news.postMessage({});
  }
}

/** The notebook has it: a person chooses, when CS3 is opened. */
async function isThere(kept: Kept, store: Store): Promise<boolean> {
  const same = (await sameAs(askedWith(kept, []))).get(kept.sum ?? "");
  if (same && (await store.has(kept.id))) await store.write({ ...kept, state: "failed", problem: "already", same });
  return same !== undefined;
}
