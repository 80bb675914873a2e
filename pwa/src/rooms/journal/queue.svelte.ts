/**
 * What was noted here, kept sealed until the server has it; sent one after the other, in the order of writing, by one tab at a time. A lost
 * network, a reload, a closed page and an ended session are waited out. What the server asks about (a second dose) waits for
 * a person's yes while somebody may be there to give it; then it leaves as it is, and the notebook marks it.
 */
import { put, post, remove } from "../../api/client";
import { Problem } from "../../api/errors";
import { patience } from "../../outbox/item";
import { network } from "../../shell/network.svelte";
import { WaitingStore } from "../sheets/waiting-store";
import { intoCopy } from "./copy";
import { isLate, leaves, PRESENT, replacedBy, type EntryView, type Waiting } from "./entries";

const TABS = "cs3-journal";

async function send(one: Waiting, signal: AbortSignal): Promise<EntryView> {
  const path = `/api/carnets/${one.carnet}/journal/entries/${one.entry}`;
  const ask = { plain: true, signal };
  if (one.act === "remove") return remove<EntryView>(path, ask);
  if (one.act === "check") return post<EntryView>(`${path}/check`, undefined, ask);
  // Who said yes about the taking that they knew of is answered for that one; the server's word tells whether there is another.
  const late = !one.seen && isLate(one, Date.now());
  const restore = (): Promise<EntryView> => post<EntryView>(`${path}/restore?confirmed=${!!one.confirmed}&late=${late}`, undefined, ask);
  if (one.act === "restore") return restore();
  if (one.back) await restore();
  const { id, content, happened_at, ended_at, noted_at, confirmed } = one;
  return put<EntryView>(path, { id, content, happened_at, ended_at, noted_at, confirmed: !!confirmed, late }, ask);
}

type Received = (carnet: string, entry: EntryView | null) => void;

export class JournalQueue {
  list = $state.raw<Waiting[]>([]);
  /** Nothing leaves until the person signs in again. */
  held = $state(false);
  /** What this browser could not keep: in memory only, and said to be. */
  loose = $state.raw(new Set<string>());
  private numbers = new Map<string, number>();
  private gone = new Set<string>();
  private store: WaitingStore<Waiting> | null = null;
  private person: string | null = null;
  private opening: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | null = null;
  private stop = new AbortController();
  private failures = 0;
  /** The number of the one that is on its way. */
  private leaving = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private listeners = new Set<Received>();
  private tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel(TABS) : null;

  constructor() {
    network.whenBack(() => this.kick());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.kick());
    this.tabs?.addEventListener("message", ({ data }: MessageEvent<{ carnet?: string; halt?: true }>) => {
      if (data.halt) return this.halt();
      void this.refresh().then(() => {
        if (data.carnet) for (const tell of this.listeners) tell(data.carnet, null);
        this.kick();
      });
    });
  }

  open(person: string): Promise<unknown> {
    this.person = person;
    this.held = false;
    this.opening = WaitingStore.open<Waiting>(person, TABS)
      .then((store) => (this.store = store))
      .then(() => this.refresh())
      .catch(() => undefined)
      .finally(() => this.kick());
    return this.opening;
  }

  /** Nobody is signed in any more: what is left stays sealed. */
  close(): void {
    this.halt();
    this.person = this.store = null;
    this.list = [];
    this.loose = new Set();
    this.numbers.clear();
  }

  /** Resolves once it is kept on the phone; it leaves by itself. */
  async add(one: Omit<Waiting, "state" | "said" | "noted_at" | "offline">): Promise<void> {
    await this.opening;
    const { person } = this;
    const whole: Waiting = { ...one, noted_at: new Date().toISOString(), offline: !network.online, state: "waiting", said: null };
    this.numbers.set(whole.id, Math.max(Date.now(), ...[...this.numbers.values()].map((number) => number + 1)));
    void navigator.storage?.persist?.();
    // On the screen once the phone has it: a page that goes meanwhile has shown nothing that is lost.
    await this.keep(whole);
    if (this.person !== person) return; // somebody signed out meanwhile: it stays sealed
    const replaced = replacedBy(this.list, whole);
    const there = this.list.some((other) => other.id === whole.id);
    this.list = [...this.list.filter((other) => !replaced.includes(other)), ...(there ? [] : [whole])];
    for (const other of replaced) await this.forget(other.id);
    this.tabs?.postMessage({});
    this.failures = 0;
    this.kick();
  }

  /** True when the server has it within `ms`; false: it is still here, and leaves later or asks something. */
  async arrived(id: string, ms: number): Promise<boolean> {
    const ends = Date.now() + ms;
    while (network.online && Date.now() < ends && this.list.some((one) => one.id === id && one.state === "waiting")) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return !this.list.some((one) => one.id === id);
  }

  whenReceived(run: Received): () => void {
    this.listeners.add(run);
    return () => this.listeners.delete(run);
  }

  of(carnet: string): Waiting[] {
    return this.list.filter((one) => one.carnet === carnet);
  }

  /** A removal that has not left is thought better of: nothing has to be sent. False when it may have left. */
  async recall(entry: string): Promise<boolean> {
    await this.opening;
    const one = this.list.findLast((other) => other.entry === entry && other.act === "remove");
    if (!one || one.id === this.leaving) return false;
    await this.drop(one);
    return true;
  }

  /** Sent again, as it is or with the answer that was asked for. */
  async again(one: Waiting, answer: { confirmed?: boolean; back?: boolean } = {}): Promise<void> {
    await this.replace({ ...one, ...answer, state: "waiting", said: null });
    this.failures = 0;
    this.kick();
  }

  async drop(one: Waiting): Promise<void> {
    this.list = this.list.filter((other) => other.id !== one.id);
    await this.forget(one.id);
    this.tabs?.postMessage({});
  }

  async count(): Promise<number> {
    await this.opening;
    return this.list.length;
  }

  async sendAll(): Promise<number> {
    this.failures = 0;
    this.kick();
    await this.running;
    return this.list.length;
  }

  async withdraw(): Promise<void> {
    this.halt();
    this.tabs?.postMessage({ halt: true });
    await this.running;
  }

  async discard(): Promise<void> {
    this.halt();
    await this.store?.destroy();
    this.close();
    this.tabs?.postMessage({});
  }

  /** Sends what can be sent now. Harmless when there is nothing, or when another tab is at it. */
  kick(): void {
    clearTimeout(this.timer);
    if (this.running || !this.person || !this.next()) return;
    this.stop = new AbortController();
    const { signal } = this.stop;
    const work = () => this.run(signal);
    const alone = navigator.locks ? navigator.locks.request(TABS, { signal }, work) : work();
    this.running = Promise.resolve(alone)
      .catch(() => undefined)
      .finally(() => {
        this.running = null;
        // One that was added as the last run ended.
        if (!signal.aborted && !this.timer && this.next()) this.kick();
      });
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  /** The oldest that may leave: nothing passes before what was written of the same entry. */
  private next(): Waiting | undefined {
    return this.list.find((one, at) => leaves(one, Date.now()) && !this.list.slice(0, at).some((before) => before.entry === one.entry));
  }

  private async run(stop: AbortSignal): Promise<void> {
    this.timer = undefined;
    await this.refresh();
    for (let next = this.next(); next && !stop.aborted; next = this.next()) {
      const pause = await this.attempt(next, stop);
      if (pause === null || stop.aborted) continue;
      this.timer = setTimeout(() => this.kick(), pause);
      return;
    }
  }

  /** ms to wait before going on, or null. */
  private async attempt(one: Waiting, stop: AbortSignal): Promise<number | null> {
    try {
      this.leaving = one.id;
      const entry = await send(one, stop);
      this.failures = 0;
      this.held = false;
      // It must leave neither the screen nor what is read without a network before the answer stands there.
      for (const tell of this.listeners) tell(one.carnet, entry);
      await intoCopy(one.carnet, entry);
      await this.drop(one);
      this.tabs?.postMessage({ carnet: one.carnet });
      return null;
    } catch (error) {
      if (stop.aborted) return null;
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 408) return patience((this.failures += 1));
      if (error.status === 401) {
        this.held = true;
        return patience((this.failures += 1));
      }
      if (error.status === 429) return 1000 * (error.retryAfter ?? 60);
      const asks = error.code === "dose_close";
      if (asks && one.seen && !one.confirmed) {
        // The person has said yes about that very taking: only another one is a new question.
        const known = (error.body.current as EntryView | undefined)?.id === one.seen;
        await this.replace({ ...one, seen: undefined, ...(known ? { confirmed: true } : { state: "asks", said: error.detail, code: error.code }) });
      } else await this.replace({ ...one, state: asks ? "asks" : "failed", said: error.fields[0]?.message ?? error.detail, code: error.code });
      if (asks) setTimeout(() => this.kick(), PRESENT);
      return null;
    } finally {
      this.leaving = "";
    }
  }

  private async replace(one: Waiting): Promise<void> {
    if (!this.list.some((other) => other.id === one.id)) return;
    this.list = this.list.map((other) => (other.id === one.id ? one : other));
    await this.keep(one);
  }

  private async forget(id: string): Promise<void> {
    this.gone.add(id);
    await this.store?.remove(id);
  }

  private async keep(one: Waiting): Promise<void> {
    try {
      if (!this.store) throw new Error("This browser keeps nothing.");
      await this.store.write({ number: this.numbers.get(one.id) ?? Date.now(), tried: false, text: one });
      if (this.gone.has(one.id)) await this.store.remove(one.id);
    } catch {
      this.loose = new Set([...this.loose, one.id]);
      addEventListener("beforeunload", this.warn);
    }
  }

  /** What is on the phone now, with what only this page holds. */
  private async refresh(): Promise<void> {
    const store = this.store;
    if (!store) return;
    const before = new Set(this.list.map((one) => one.id));
    const kept = (await store.list()).filter(({ text }) => !this.gone.has(text.id));
    if (this.store !== store) return;
    for (const { number, text } of kept) this.numbers.set(text.id, number);
    // What was written while the list was read is missing from it.
    const ours = this.list.filter((one) => this.loose.has(one.id) || !before.has(one.id));
    const all = [...kept.map(({ text }) => text).filter((text) => !ours.some((one) => one.id === text.id)), ...ours];
    this.list = all.sort((a, b) => (this.numbers.get(a.id) ?? 0) - (this.numbers.get(b.id) ?? 0));
  }

  private warn = (event: BeforeUnloadEvent): void => {
    if (this.list.some((one) => this.loose.has(one.id))) event.preventDefault();
    else removeEventListener("beforeunload", this.warn);
  };
}

export const queue = new JournalQueue();
