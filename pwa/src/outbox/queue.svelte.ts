/**
 * The outbox: photos, films and letters stay on this phone, sealed, until the server has received them. Sent one after the other,
 * by one tab at a time; a lost network, a reload, a closed page and an ended session are waited out.
 */
import { get } from "../api/client";
import type { components } from "../api/schema";
import { network } from "../shell/network.svelte";
import { wakeLater } from "./background";
import { sumOf } from "./hash";
import { abandoned, hold } from "./holding";
import { isUnsent, kindOf, leaves, nextOf, patience, refusal, type About, type Item, type Kept } from "./item";
import { onWifi, whenLineChanges } from "./line";
import { secondsOf } from "./measure";
import { newsLine, type News } from "./news";
import { Recording } from "./recording";
import { askable, askedWith, sameAs } from "./same";
import { send, takeBack, type Outcome, type Source } from "./sending";
import { destroyShared } from "./shared";
import { shared } from "./shared.svelte";
import { PIECE, readSettings, Store, sweepPieces, writeSettings, type Settings } from "./store";

type Seen = Pick<components["schemas"]["CaptureView"], "state" | "reason_sentence">;

const LOCK = "cs3-outbox";
/** ms between two looks at what becomes of a received item, and for how long. */
const LOOK = 3000;
const LOOKS = 400;
/** ms that whoever sends has to stop when somebody signs out. */
const TURN = 5000;
/** ms after which a request that was given up is no longer on its way. */
const LATE = 10_000;

/** A file of the browser's, or one that was handed to CS3 and is kept in pieces already. */
export interface Given {
  name: string;
  type: string;
  size: number;
  lastModified: number;
  /** Bytes [start, end). */
  read(start: number, end: number): Promise<ArrayBuffer>;
  /** What it is known by, when that was worked out before. */
  sum?: string | null;
  /** What the browser itself can open. */
  file?: File;
}

interface Whose {
  person: string | null;
  /** null: nobody is signed in, or this browser keeps nothing. */
  store: Store | null;
}

const given = (file: File): Given => ({ name: file.name, type: file.type, size: file.size, lastModified: file.lastModified, read: (start, end) => file.slice(start, end).arrayBuffer(), file });

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Queue {
  items = $state<Item[]>([]);
  paused = $state(false);
  /** Why nothing leaves now. */
  held = $state<"network" | "session" | null>(null);
  /** Whether films leave on any network, or wait for one that costs nothing, or for somebody's word. */
  films = $state<Settings["films"]>("now");
  /** The phone's network costs nothing, as far as it says. */
  private free = $state(onWifi());

  /** Bytes received since the outbox was last empty. */
  private done = $state(0);
  unsent = $derived(this.items.filter(isUnsent));
  total = $derived(this.done + this.unsent.reduce((sum, item) => sum + item.size, 0));
  sent = $derived(this.done + this.unsent.reduce((sum, item) => sum + item.sent, 0));
  /** Films that the network of now keeps here. */
  waitingFilms = $derived(this.unsent.filter((item) => item.state === "waiting" && !leaves(item, this.mayFilms)));

  /** Told once, when CS3 is opened and something is still here: how many, and their bytes. */
  whenOpened: (count: number, size: number) => void | Promise<void> = () => undefined;

  private person: string | null = null;
  /** null: nobody is signed in, or this browser keeps nothing. */
  private store: Store | null = null;
  private opening: Promise<unknown> = Promise.resolve();
  /** Resolves the first time it is known who is signed in: a photo may be chosen before, and must be kept all the same. */
  private known!: () => void;
  private someone = new Promise<void>((resolve) => (this.known = resolve));
  /** Files for which the phone had no room: sent from themselves while the page lives. */
  private loose = new Map<string, File>();
  /** What this page is putting on the phone: not in the store yet, and not to be taken for something gone. */
  private making = new Set<string>();
  /** What arrived or was thrown away: a list read just before must not bring it back. */
  private gone = new Set<string>();
  /** Until when (ms since 1970) a notebook takes no more from this person. */
  private full = new Map<string, number>();
  private running: Promise<void> | null = null;
  private stop = new AbortController();
  /** Of the one that leaves now: it may have to give way. */
  private turn = new AbortController();
  /** What the server was asked about: a file is looked for once. */
  private looked = new Set<string>();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private news = newsLine((news) => this.hear(news));

  constructor() {
    network.whenBack(() => this.kick());
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.kick() : this.leaveToWorker()));
    whenLineChanges(() => {
      this.free = onWifi();
      this.kick();
    });
  }

  /** Somebody is signed in: what they left here goes on. */
  open(person: string): Promise<unknown> {
    this.person = person;
    this.held = null;
    this.opening = (async () => {
      this.store = await Store.open(person);
      // What somebody paused goes on at the next opening.
      const settings = await readSettings();
      this.films = settings.films;
      if (settings.paused && !this.paused) await this.keepSettings();
      await this.refresh();
      const here = this.unsent.filter((item) => item.kept && item.state !== "recording");
      if (here.length) void Promise.resolve(this.whenOpened(here.length, here.reduce((sum, item) => sum + item.size, 0))).catch(() => undefined);
      this.recover(this.store);
      void sweepPieces().catch(() => undefined);
    })()
      .catch(() => undefined)
      .finally(() => this.kick());
    this.known();
    return this.opening;
  }

  /** Nobody is signed in any more: what is left stays sealed. */
  close(): void {
    this.halt();
    // What the service worker sends was for them: the next to sign in here is somebody else.
    if (this.person) this.news.tell({ halt: true });
    this.person = this.store = null;
    this.items = [];
    this.loose.clear();
    this.full.clear();
    this.done = 0;
  }

  /** Keeps the files on the phone, then sends them. Resolves once they are kept; a refusal is an item of its own. */
  async add(files: Iterable<File>, about: About): Promise<void> {
    await this.opened();
    this.askToPersist();
    const whose = this.whose();
    for (const file of files) await this.take(given(file), about, whose);
  }

  /** Of what was handed to CS3 from elsewhere. False when this phone could not keep it as well: the one that gave it still has it. */
  async adopt(one: Given, about: About): Promise<boolean> {
    await this.opened();
    this.askToPersist();
    return this.take(one, about, this.whose());
  }

  /** A recording that is kept while it is made. */
  async record(about: About, type: string, name: string): Promise<Recording> {
    await this.opened();
    this.askToPersist();
    const store = this.mine();
    const kept = this.entry({ name, type, size: 0, lastModified: Date.now() }, about, "recording");
    this.making.add(kept.id);
    const item = this.show(kept);
    try {
      await store.write(kept);
    } catch (error) {
      this.items = this.items.filter((one) => one.id !== item.id);
      throw error;
    } finally {
      this.making.delete(kept.id);
    }
    return new Recording(store, kept, {
      grown: (size) => (item.size = size),
      over: async (whole) => {
        if (whole) Object.assign(item, { state: "waiting", size: whole.size });
        else this.items = this.items.filter((one) => one.id !== item.id);
        this.tell();
        this.kick();
      },
    });
  }

  /** Though the notebook has it. */
  async sendAnyway(item: Item): Promise<void> {
    item.wanted = true;
    await this.again(item);
  }

  /** Those that wait now, whatever the network. */
  async sendFilms(): Promise<void> {
    for (const item of this.waitingFilms) {
      item.now = true;
      await this.again(item);
    }
  }

  async setFilms(films: Settings["films"]): Promise<void> {
    this.films = films;
    this.kick();
    await this.keepSettings();
  }

  async again(item: Item): Promise<void> {
    item.problem = item.said = null;
    await this.mark(item, "waiting");
    this.failures = 0;
    this.kick();
  }

  /** Those that have arrived leave the list. */
  tidy(): void {
    this.items = this.items.filter(isUnsent);
  }

  /** Throws one away, here and at the server. */
  async drop(item: Item): Promise<void> {
    const sending = item.state === "sending";
    this.items = this.items.filter((one) => one.id !== item.id);
    this.loose.delete(item.id);
    this.gone.add(item.id);
    await this.store?.remove(item.id);
    this.tell();
    if (sending) this.halt();
    if (item.begun || sending) await takeBack(item);
    // Its first request may still be on its way, and be heard after this one.
    if (sending && !item.begun) setTimeout(() => void takeBack(item), LATE);
    if (sending) this.kick();
  }

  /** The whole file, to be saved elsewhere. */
  async blob(item: Item): Promise<Blob> {
    const source = await this.source(item);
    return new Blob([await source.read(0, source.size)], { type: item.type });
  }

  pause(): void {
    this.paused = true;
    this.halt();
    void this.keepSettings();
  }

  resume(): void {
    this.paused = false;
    void this.keepSettings();
    this.failures = 0;
    this.kick();
  }

  async count(): Promise<number> {
    await this.opening;
    await shared.look();
    return this.unsent.length + shared.list.length;
  }

  async sendAll(): Promise<number> {
    this.resume();
    await this.sendFilms();
    await this.running;
    return this.count();
  }

  async withdraw(): Promise<void> {
    this.halt();
    // Another tab, or the service worker, may be the one that sends.
    this.news.tell({ halt: true });
    await this.running;
    const takeAll = async () => {
      await this.refresh();
      for (const item of this.unsent.filter((one) => one.begun)) {
        await takeBack(item);
        Object.assign(item, { begun: false, sent: 0 });
      }
    };
    if (!navigator.locks) return takeAll();
    // Their last request is over once the turn is ours; one that holds it longer is not waited for.
    await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(TURN) }, takeAll).catch((error: unknown) => {
      if ((error as Error).name === "TimeoutError") return takeAll();
      throw error;
    });
  }

  async discard(): Promise<void> {
    this.halt();
    await this.store?.destroy();
    await destroyShared().catch(() => undefined);
    await shared.look();
    this.close();
    this.tell();
  }

  /** Sends what can be sent now. Harmless when there is nothing, or when another tab is at it. */
  kick(): void {
    clearTimeout(this.timer);
    if (this.running && this.stop.signal.aborted) void this.running.then(() => this.kick());
    if (this.running) this.giveWay();
    if (this.running || this.paused || !this.person || !this.next()) return;
    this.stop = new AbortController();
    const work = () => this.run();
    const alone = navigator.locks ? navigator.locks.request(LOCK, { signal: this.stop.signal }, work) : work();
    this.running = Promise.resolve(alone)
      .catch(() => undefined)
      .finally(() => (this.running = null));
  }

  private hear({ id, sent, halt, settings }: News): void {
    if (halt) return this.halt();
    if (settings) return void this.readAgain().catch(() => undefined);
    const item = this.items.find((one) => one.id === id);
    if (item && sent !== undefined) item.sent = sent;
    else void this.refresh().then(() => this.kick());
  }

  /** Told once they are written: whoever sends, another tab or the service worker, reads them again. */
  private async keepSettings(): Promise<void> {
    await writeSettings({ films: this.films, paused: this.paused }).catch(() => undefined);
    this.news.tell({ settings: true });
  }

  private async readAgain(): Promise<void> {
    const { films, paused } = await readSettings();
    Object.assign(this, { films, paused });
    if (paused) this.halt();
    else this.kick();
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.stop.abort();
    this.turn.abort();
  }

  /** A film on its way stops, where it is, for what is smaller, and when the network of now is not for films. */
  private giveWay(): void {
    const now = this.items.find((item) => item.state === "sending");
    if (now?.kind !== "video") return;
    const next = this.next();
    if ((next && next.kind !== "video") || !leaves(now, this.mayFilms)) this.turn.abort();
  }

  private get mayFilms(): boolean {
    return this.films === "now" || this.free;
  }

  private askToPersist(): void {
    void navigator.storage?.persist?.().catch(() => undefined);
  }

  /** The screen goes away: where the system can, CS3 is woken to send the rest. */
  private leaveToWorker(): void {
    if (!this.paused && this.unsent.some((item) => item.kept && item.state !== "failed")) void wakeLater();
  }

  private async run(): Promise<void> {
    const stop = this.stop.signal;
    await this.refresh();
    for (;;) {
      const next = this.next();
      if (!next || stop.aborted) return;
      this.turn = new AbortController();
      const turn = this.turn.signal;
      const result = await this.attempt(next, turn);
      if (stop.aborted && result.kind !== "received") return;
      if (turn.aborted && result.kind === "later") continue;
      if (result.kind === "received" || result.kind === "full") continue;
      if (result.kind === "signed_out") {
        this.held = "session";
        return;
      }
      if (result.kind === "later") {
        this.held = navigator.onLine ? this.held : "network";
        this.failures += 1;
        this.timer = setTimeout(() => this.kick(), patience(this.failures));
        return;
      }
    }
  }

  private async attempt(item: Item, stop: AbortSignal): Promise<Outcome> {
    try {
      if (await this.foundAlready(item)) return { kind: "refused", said: null };
    } catch {
      return { kind: "later" };
    }
    if (!this.items.includes(item)) return { kind: "refused", said: null };
    let source: Source;
    try {
      source = await this.source(item);
    } catch {
      await this.fail(item, "unreadable");
      return { kind: "refused", said: null };
    }
    const { person, store } = this.whose();
    if (!person) return { kind: "later" };
    item.state = "sending";
    item.said = null;
    const result = await send(
      $state.snapshot(item) as unknown as Kept,
      person,
      source,
      stop,
      (sent) => this.progress(item, sent),
      () => {
        item.begun = true;
        void this.save(item, store).then(
          () => this.tell(),
          () => undefined,
        );
      },
    );
    if (!this.items.includes(item)) return result;
    if (result.kind === "received") await this.received(item);
    else if (result.kind === "refused") await this.fail(item, "server", result.said);
    else {
      if (result.kind === "full") this.untilTomorrow(item, result);
      if (result.kind === "new_number") Object.assign(item, { capture: crypto.randomUUID(), begun: false, sent: 0 });
      await this.mark(item, "waiting");
    }
    return result;
  }

  /** The notebook has it, or another that waits here is the same: somebody chooses. What waits beside it is asked about with it. */
  private async foundAlready(item: Item): Promise<boolean> {
    if (!askable(item) || this.looked.has(item.id)) return false;
    const others = this.items.filter((one) => one !== item && one.state === "waiting" && !this.looked.has(one.id));
    const asked = askedWith(item, others);
    const there = await sameAs(asked, this.person ?? "");
    for (const one of asked) {
      this.looked.add(one.id);
      const same = there.get(one.sum ?? "");
      if (!same || !this.items.includes(one)) continue;
      one.same = same;
      await this.fail(one, "already");
    }
    return item.problem === "already";
  }

  /** Which goes next, of the notebooks that take some. */
  private next(): Item | undefined {
    return nextOf(this.items.filter((item) => (this.full.get(item.carnet) ?? 0) <= Date.now()), this.mayFilms);
  }

  private untilTomorrow(item: Item, { wait: ms, said }: { wait: number; said: string | null }): void {
    this.full.set(item.carnet, Date.now() + ms);
    item.said = said;
    setTimeout(() => this.kick(), ms);
  }

  private progress(item: Item, sent: number): void {
    this.held = null;
    this.failures = 0;
    item.sent = sent;
    this.news.tell({ id: item.id, sent });
  }

  private async received(item: Item): Promise<void> {
    item.state = "received";
    item.sent = item.size;
    this.done = this.unsent.length ? this.done + item.size : 0;
    this.loose.delete(item.id);
    this.gone.add(item.id);
    await this.store?.remove(item.id);
    this.tell();
    void this.follow(item);
  }

  /** What the server makes of it, as long as somebody may be looking. */
  private async follow(item: Item): Promise<void> {
    // What goes with a document is told on that document's own screen.
    if (item.letter?.document_id) return;
    for (let look = 0; look < LOOKS && this.items.includes(item); look += 1) {
      await wait(LOOK);
      if (document.visibilityState !== "visible" || !network.online) continue;
      const room = item.kind === "document" ? "documents" : "captures";
      const seen = await get<Seen>(`/api/carnets/${item.carnet}/${room}/${item.capture}`, { plain: true }).catch(() => null);
      if (!seen || seen.state === "receiving") continue;
      item.state = seen.state;
      item.said = seen.reason_sentence;
      if (seen.state !== "preparing") return;
    }
  }

  /** Who is signed in now: what takes long goes on for them, whoever comes after. */
  private whose(): Whose {
    return { person: this.person, store: this.store };
  }

  /** False when it could not be kept, and there is no file to send it from. */
  private async take(one: Given, about: About, whose: Whose): Promise<boolean> {
    const { store } = whose;
    const here = () => whose.person === this.person;
    const kept = this.entry(one, about, "keeping");
    const release = hold(kept.id);
    this.making.add(kept.id);
    const made = () => {
      this.making.delete(kept.id);
      release();
    };
    const item: Item = here() ? this.show(kept) : { ...kept, sent: 0, kept: true };
    const problem = refusal(kept.kind, one.size, kept.kind === "video" && one.file ? await secondsOf(one.file) : null, one);
    if (problem) {
      Object.assign(item, { state: "failed", problem, kept: false });
      made();
      return here();
    }
    const sum = one.sum !== undefined ? Promise.resolve(one.sum) : one.file ? sumOf(one.file) : Promise.resolve(null);
    try {
      if (!store) throw new Error("This browser keeps nothing.");
      await store.write(kept);
      for (let start = 0; start < one.size; start += PIECE) {
        await store.append(kept.id, start, await one.read(start, Math.min(start + PIECE, one.size)));
      }
      item.sum = await sum;
      if (here() && this.twice(item)) Object.assign(item, { state: "failed", problem: "already" });
      else item.state = "waiting";
      await this.save(item, store);
    } catch {
      await store?.remove(kept.id).catch(() => undefined);
      if (!one.file || !here()) {
        this.items = this.items.filter((other) => other.id !== item.id);
        made();
        return false;
      }
      // No room, or a browser that keeps nothing: it is sent from the file, and said to be.
      this.loose.set(item.id, one.file);
      addEventListener("beforeunload", this.warn);
      Object.assign(item, { state: "waiting", kept: false, sum: await sum });
    }
    made();
    this.tell();
    this.kick();
    return true;
  }

  /** The same file was chosen twice for one notebook. */
  private twice(item: Item): boolean {
    return !!item.sum && this.items.some((one) => one.id !== item.id && one.carnet === item.carnet && one.sum === item.sum && one.state !== "failed" && one.state !== "refused");
  }

  private entry(file: { name: string; type: string; size: number; lastModified: number }, about: About, state: Kept["state"]): Kept {
    const { name, type, size } = file;
    const { carnet, category, note, tags, letter, walk, copy_of } = about;
    const kind = letter ? "document" : kindOf(file);
    const id = crypto.randomUUID();
    const taken_at = about.taken_at?.getTime() ?? file.lastModified;
    return { id, capture: id, carnet, category, note, tags: [...tags], taken_at, letter: letter && { ...letter }, walk: kind === "video" && walk ? { ...walk } : undefined, copy_of, added_at: Date.now(), kind, name, type, size, state, problem: null, said: null, begun: false };
  }

  private show(kept: Kept): Item {
    this.items.push({ ...kept, sent: 0, kept: true });
    // The proxy that the list made of it: what is changed through it is drawn.
    return this.items[this.items.length - 1]!;
  }

  private async mark(item: Item, state: Kept["state"]): Promise<void> {
    item.state = state;
    await this.save(item);
  }

  private async fail(item: Item, problem: Kept["problem"], said: string | null = null): Promise<void> {
    Object.assign(item, { problem, said });
    await this.mark(item, "failed");
  }

  private async save(item: Item, store = this.store): Promise<void> {
    if (!item.kept) return;
    const { sent: _, kept: __, ...rest } = $state.snapshot(item);
    const state = rest.state === "sending" ? "waiting" : (rest.state as Kept["state"]);
    if (this.gone.has(item.id)) return;
    await store?.write({ ...rest, state });
    if (this.gone.has(item.id)) await store?.remove(item.id);
  }

  /** What is on the phone now; what this page knows besides is kept. */
  private async refresh(): Promise<void> {
    if (!this.store) return;
    // What is put on the phone while the list is read may be missing from it.
    const settled = new Set(this.items.filter((item) => !this.making.has(item.id)).map((item) => item.id));
    const kept = (await this.store.list()).filter((one) => !this.gone.has(one.id));
    const known = new Map(this.items.map((item) => [item.id, item]));
    const here = new Set(kept.map((one) => one.id));
    // Another tab may have begun it: what the server holds of it can be taken back from here too.
    for (const one of kept) if (one.begun && known.has(one.id)) known.get(one.id)!.begun = true;
    const thrown = this.items.find((item) => item.state === "sending" && item.kept && settled.has(item.id) && !here.has(item.id));
    if (thrown && !this.gone.has(thrown.id)) {
      // Thrown away in another tab while this one sends it.
      this.gone.add(thrown.id);
      this.halt();
      void takeBack(thrown);
    }
    const others = this.items.filter((item) => !here.has(item.id) && (!isUnsent(item) || !item.kept || !settled.has(item.id)));
    this.items = [...kept.map((one) => known.get(one.id) ?? { ...one, sent: 0, kept: true }), ...others];
  }

  /** After a crash: a film that was being recorded is whole as far as it goes; a copy that was being made is not. */
  private recover(store: Store): void {
    for (const { id, state } of this.items) {
      if (state === "recording" || state === "keeping") void abandoned(id).then(() => this.takeUp(store, id));
    }
  }

  private async takeUp(store: Store, id: string): Promise<void> {
    await this.refresh();
    const kept = (await store.list()).find((one) => one.id === id);
    const item = this.items.find((one) => one.id === id);
    if (!item || !kept || this.store !== store) return;
    if (kept.state === "keeping") {
      await store.remove(id);
      Object.assign(item, { state: "failed", problem: "copy_unfinished", kept: false });
    } else if (kept.state === "recording") {
      item.size = await store.size(id);
      if (item.size) await this.mark(item, "waiting");
      else await this.drop(item);
    } else Object.assign(item, kept);
    this.kick();
  }

  private async source(item: Item): Promise<Source> {
    const file = this.loose.get(item.id);
    if (file) return { size: file.size, read: async (start, end) => file.slice(start, end) };
    const store = this.mine();
    const starts = await store.starts(item.id);
    if ((await store.size(item.id)) !== item.size) throw new Error("A piece is missing.");
    return { size: item.size, read: (start, end) => store.read(item.id, starts, start, end) };
  }

  /** Resolves once it is known what this person left here. */
  async opened(): Promise<void> {
    await this.someone;
    await this.opening;
  }

  private mine(): Store {
    if (!this.store) throw new Error("Nobody is signed in.");
    return this.store;
  }

  /** What the phone had no room for leaves with the page, from whatever screen: a reload asks first. */
  private warn = (event: BeforeUnloadEvent): void => {
    if (this.unsent.some((item) => !item.kept && item.state !== "failed")) event.preventDefault();
    else removeEventListener("beforeunload", this.warn);
  };

  private tell(): void {
    this.news.tell({});
  }
}

export const queue = new Queue();
