/**
 * Values noted here, kept sealed until the server has them; sent one after the other, in the order of writing, by one tab at a time. One that the
 * server finds far from the one before stays, and is asked about: confirmed it leaves again, as checked.
 */
import { Offline, Problem } from "../../api/errors";
import { patience } from "../../outbox/item";
import { network } from "../../shell/network.svelte";
import { WaitingStore } from "../sheets/waiting-store";
import { addValue, type Content, type Doubt, type Value } from "./api";
import { intoCopy } from "./copy";
import type { Waiting } from "./series";

const TABS = "cs3-values";
const open = (person: string) => WaitingStore.open<Waiting>(person, TABS);

type Received = (carnet: string, value: Value | null) => void;

class WaitingValues {
  list = $state.raw<Waiting[]>([]);
  /** Nothing leaves until the person signs in again. */
  held = $state(false);
  private store: WaitingStore<Waiting> | null = null;
  private person: string | null = null;
  private known!: () => void;
  private someone = new Promise<void>((resolve) => (this.known = resolve));
  private opening: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | null = null;
  private stop = new AbortController();
  private failures = 0;
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
    this.opening = open(person)
      .then((store) => (this.store = store))
      .then(() => this.refresh())
      .catch(() => undefined)
      .finally(() => this.kick());
    this.known();
    return this.opening;
  }

  /** Nobody is signed in any more: what is left stays sealed. */
  close(): void {
    this.halt();
    this.person = this.store = null;
    this.list = [];
  }

  of(carnet: string): Waiting[] {
    return this.list.filter((one) => one.carnet === carnet);
  }

  /** Calls back when the server has one; null: another tab sent it, and only the carnet is known. */
  whenReceived(run: Received): () => void {
    this.listeners.add(run);
    return () => this.listeners.delete(run);
  }

  /** Resolves once it is kept on the phone; it leaves by itself. */
  async add(one: Pick<Waiting, "id" | "carnet" | "content">): Promise<void> {
    await this.someone;
    await this.opening;
    void navigator.storage?.persist?.();
    const whole: Waiting = { ...one, noted_at: new Date().toISOString(), state: "waiting", doubt: null, said: null };
    if (!this.store) throw new Error("This browser keeps nothing.");
    await this.store.write({ number: Date.now(), tried: false, text: whole });
    this.list = [...this.list, whole];
    this.tabs?.postMessage({});
    this.failures = 0;
    this.kick();
  }

  /** Where it stands after `ms` at most: gone from here (null) once the server has it. */
  async settled(id: string, ms: number): Promise<Waiting | null> {
    const ends = Date.now() + ms;
    const find = () => this.list.find((one) => one.id === id) ?? null;
    while (network.online && Date.now() < ends && find()?.state === "waiting") await new Promise((resolve) => setTimeout(resolve, 50));
    return find();
  }

  /** It is so: it leaves as checked. */
  async confirm(one: Waiting): Promise<void> {
    await this.change({ ...one, content: { ...one.content, checked: true }, state: "waiting", doubt: null, said: null });
    this.failures = 0;
    this.kick();
  }

  async again(one: Waiting): Promise<void> {
    await this.change({ ...one, state: "waiting", said: null });
    this.failures = 0;
    this.kick();
  }

  async drop(one: Waiting): Promise<void> {
    this.list = this.list.filter((other) => other.id !== one.id);
    await this.store?.remove(one.id);
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

  private next(): Waiting | undefined {
    return this.list.find((one) => one.state === "waiting");
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
      if (!(await this.store?.claim(one.id))) {
        this.list = this.list.filter((other) => other.id !== one.id);
        return null;
      }
      const value = await addValue(one.carnet, one.id, one.content, one.noted_at, { plain: true, signal: stop });
      this.failures = 0;
      this.held = false;
      // The value must not leave the screen before the answer stands there.
      for (const tell of this.listeners) tell(one.carnet, value);
      await intoCopy(one.carnet, value);
      await this.store?.remove(one.id);
      this.list = this.list.filter((other) => other.id !== one.id);
      this.tabs?.postMessage({ carnet: one.carnet });
      return null;
    } catch (error) {
      return this.failed(one, error);
    }
  }

  private async failed(one: Waiting, error: unknown): Promise<number | null> {
    if (!(error instanceof Problem) || error.status >= 500 || error.status === 408) {
      if (error instanceof Offline || error instanceof Problem) this.failures += 1;
      return patience(Math.max(1, this.failures));
    }
    if (error.status === 401) {
      this.held = true;
      return patience((this.failures += 1));
    }
    if (error.status === 429) return 1000 * (error.retryAfter ?? 60);
    if (error.code === "measure_doubtful") {
      await this.change({ ...one, state: "doubtful", doubt: (error.body.current ?? null) as Doubt | null });
      return null;
    }
    const field = error.fields[0]?.message;
    await this.change({ ...one, state: "failed", said: field ?? error.detail });
    return null;
  }

  private async change(one: Waiting): Promise<void> {
    if (!this.list.some((other) => other.id === one.id)) return;
    this.list = this.list.map((other) => (other.id === one.id ? one : other));
    await this.store?.write({ number: Date.parse(one.noted_at), tried: true, text: one });
    this.tabs?.postMessage({});
  }

  /** What is on the phone now. */
  private async refresh(): Promise<void> {
    const { store } = this;
    if (!store) return;
    const kept = await store.list();
    if (this.store === store) this.list = kept.map(({ text }) => text);
  }
}

export type Writing = Pick<Waiting, "id" | "carnet"> & { content: Content };
export const waiting = new WaitingValues();
