/** What the service worker does of the outbox when no page does: sends what waits, in the name of who is signed in here. */
import { leaves, nextOf, type Item, type Kept } from "./item";
import { onWifi, whenLineChanges } from "./line";
import { newsLine, type News } from "./news";
import { sendPlain, type Sent } from "./plain";
import { askedWith, sameAs } from "./same";
import { readSettings, Store, type Settings } from "./store";

const LOCK = "cs3-outbox";
/** ms to wait for a page that is sending; then the browser is asked to come back. */
const TURN = 120_000;

/** Resolves when nothing more can be sent. Throws when it is worth another try: the browser comes back later. */
export async function sendWaiting(): Promise<void> {
  const run = new Run();
  try {
    await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(TURN) }, () => run.sendAll());
  } finally {
    run.end();
  }
}

/** Sends as long as nobody stops it: a page says when its person paused, held films back or left; the phone, when its network is another. */
class Run {
  private stop = new AbortController();
  /** Of the one that leaves now. */
  private turn = new AbortController();
  private now: Item | undefined;
  private settings: Settings = { films: "held", paused: false };
  private news = newsLine((news) => void this.hear(news).catch(() => this.halt()));
  private forgetLine = whenLineChanges(() => this.obey());

  end(): void {
    this.news.close();
    this.forgetLine();
  }

  async sendAll(): Promise<void> {
    this.settings = await readSettings();
    this.obey();
    if (this.stop.signal.aborted) return;
    const me = await fetch("/api/me", { credentials: "same-origin", cache: "no-store" });
    if (me.status >= 500) throw new Error("The server is not there.");
    if (!me.ok) return;
    const store = await Store.found(((await me.json()) as { id: string }).id);
    if (!store) return;
    const left = new Set<string>();
    const full = new Set<string>();
    while (!this.stop.signal.aborted) {
      const waiting = (await store.list()).filter((one) => !left.has(one.id) && !full.has(one.carnet)).map((one): Item => ({ ...one, sent: 0, kept: true }));
      this.now = nextOf(waiting, this.mayFilms);
      // While the list was read somebody may have said to stop: there was no turn to end.
      if (!this.now || this.stop.signal.aborted) return;
      const { sent: _, kept: __, ...kept } = this.now as Item & { state: Kept["state"] };
      const outcome = await this.attempt(kept, store);
      if (outcome === "signed_out") return;
      if (outcome === "received") await store.remove(kept.id);
      else if (outcome === "full") full.add(kept.carnet);
      else if (outcome !== "stopped") left.add(kept.id);
      this.news.tell({});
    }
  }

  private async attempt(kept: Kept, store: Store): Promise<Sent | "stopped"> {
    const turn = (this.turn = new AbortController()).signal;
    const begun = async () => {
      // Not for what a page has just thrown away: writing would bring it back.
      if (await store.has(kept.id)) await store.write({ ...kept, begun: true });
      this.news.tell({});
    };
    try {
      if (await isThere(kept, store)) return "left";
      return await sendPlain(kept, store, turn, begun, (sent) => this.news.tell({ id: kept.id, sent }));
    } catch (error) {
      if (turn.aborted) return "stopped";
      throw error;
    }
  }

  private async hear(news: News): Promise<void> {
    if (news.halt) this.halt();
    if (!news.settings) return;
    this.settings = await readSettings();
    this.obey();
  }

  private obey(): void {
    if (this.settings.paused) this.halt();
    else if (this.now && !leaves(this.now, this.mayFilms)) this.turn.abort();
  }

  private halt(): void {
    this.stop.abort();
    this.turn.abort();
  }

  private get mayFilms(): boolean {
    return this.settings.films === "now" || onWifi();
  }
}

/** The notebook has it: a person chooses, when CS3 is opened. */
async function isThere(kept: Kept, store: Store): Promise<boolean> {
  const same = (await sameAs(askedWith(kept, []), store.person)).get(kept.sum ?? "");
  if (same && (await store.has(kept.id))) await store.write({ ...kept, state: "failed", problem: "already", same });
  return same !== undefined;
}
