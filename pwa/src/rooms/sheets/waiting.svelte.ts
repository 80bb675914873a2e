/**
 * Texts written here, and « toujours vrai » said here, kept sealed until the server has them; sent one after the other, in the order of writing, by one tab at a
 * time. A lost network, a reload, a closed page and an ended session are waited out. Nothing is merged: the server keeps each.
 */
import { Offline, Problem } from "../../api/errors";
import { patience } from "../../outbox/item";
import { network } from "../../shell/network.svelte";
import * as vault from "../../shell/vault";
import { lineCopy, placed, type LineNow, type SheetNow } from "../lines/lines";
import type { HabitsView, HeadingView, Waiting } from "./habits";
import { whyUnchosen } from "./register";
import { send } from "./send";
import { WaitingStore } from "./waiting-store";

const TABS = "cs3-texts";

export const copyName = (carnet: string): string => `habits/${carnet}`;

/** What the notebook says now at the place of what left. */
export interface Heard {
  heading?: HeadingView;
  sheet?: string;
  line?: LineNow;
}

type Received = (carnet: string, heard: Heard | null) => void;

class WaitingTexts {
  list = $state.raw<Waiting[]>([]);
  /** Nothing leaves until the person signs in again. */
  held = $state(false);
  private numbers = new Map<string, number>();
  /** What this browser could not keep: in memory only, and said to be. */
  loose = $state.raw(new Set<string>());
  /** What this page is putting on the phone, and what left: a list read just before must neither lose nor bring it back. */
  private making = new Set<string>();
  private gone = new Set<string>();
  /** Given to the network at least once. */
  private tried = new Set<string>();
  /** Why the server said no, for the screen that asked. */
  readonly refusals = new Map<string, Problem>();
  /** What left without the choice that was made with it. */
  readonly unchosen = new Set<string>();
  private store: WaitingStore | null = null;
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
    this.opening = WaitingStore.open(person)
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
    this.loose = new Set();
    this.numbers.clear();
  }

  /** Resolves once it is known what this person left here. */
  async opened(): Promise<void> {
    await this.someone;
    await this.opening;
  }

  /** Resolves once it is kept on the phone; it leaves by itself. */
  async add(text: Omit<Waiting, "state" | "said" | "noted_at">): Promise<void> {
    await this.opened();
    const { person } = this;
    const whole: Waiting = { ...text, noted_at: new Date().toISOString(), state: "waiting", said: null };
    this.numbers.set(whole.id, Math.max(Date.now(), ...[...this.numbers.values()].map((number) => number + 1)));
    void navigator.storage?.persist?.();
    // On the screen once the phone has it: a page that goes meanwhile has shown nothing that is lost.
    await this.keep(whole);
    if (this.person !== person) return; // somebody signed out meanwhile: it stays sealed
    if (!this.gone.has(whole.id) && !this.list.some((one) => one.id === whole.id)) this.list = [...this.list, whole];
    this.tabs?.postMessage({});
    this.failures = 0;
    this.kick();
  }

  /** True when the server has it within `ms`; false: it is still here, and leaves later. */
  async arrived(id: string, ms: number): Promise<boolean> {
    const ends = Date.now() + ms;
    while (network.online && Date.now() < ends && this.list.some((one) => one.id === id && one.state === "waiting")) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return !this.list.some((one) => one.id === id);
  }

  /** Calls back when the server has one; null: another tab sent it, and only the carnet is known. */
  whenReceived(run: Received): () => void {
    this.listeners.add(run);
    return () => this.listeners.delete(run);
  }

  /** What has not left, of one carnet. */
  of(carnet: string): Waiting[] {
    return this.unsent.filter((one) => one.carnet === carnet);
  }

  get unsent(): Waiting[] {
    return this.list.filter((one) => one.state !== "told");
  }

  async again(one: Waiting): Promise<void> {
    if (one.state === "told") return;
    await this.change({ ...one, state: "waiting", said: null });
    this.failures = 0;
    this.kick();
  }

  async drop(one: Waiting): Promise<void> {
    this.list = this.list.filter((other) => other.id !== one.id);
    await this.forget(one.id);
    this.tabs?.postMessage({});
  }

  /** « Toujours vrai » was not meant. It never leaves if it was not given to the network yet; else it is taken back after it, by what is answered here. */
  async takeBack({ id, carnet, heading, line }: Pick<Waiting, "id" | "carnet" | "heading" | "line">): Promise<string | null> {
    if (await this.neverTried(id)) {
      this.gone.add(id);
      this.list = this.list.filter((one) => one.id !== id);
      this.tabs?.postMessage({});
      return null;
    }
    const own = crypto.randomUUID();
    await this.add({ id: own, carnet, heading, line, text: "", bases: [], restores: null, takes_back: id });
    return own;
  }

  private async neverTried(id: string): Promise<boolean> {
    if (this.tried.has(id) || !this.list.some((one) => one.id === id)) return false;
    return this.loose.has(id) || !this.store || this.store.removeUntried(id);
  }

  async count(): Promise<number> {
    await this.opening;
    return this.unsent.length;
  }

  async sendAll(): Promise<number> {
    this.failures = 0;
    this.kick();
    await this.running;
    return this.unsent.length;
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
      .finally(() => (this.running = null));
  }

  private halt(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  private next(): Waiting | undefined {
    return this.list.find((one) => one.state === "waiting");
  }

  private async run(stop: AbortSignal): Promise<void> {
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
      if (!(await this.claim(one.id))) {
        this.list = this.list.filter((other) => other.id !== one.id);
        return null;
      }
      const now = await send(one, stop);
      this.failures = 0;
      this.held = false;
      await this.received(one, now);
      return null;
    } catch (error) {
      return this.failed(one, error);
    }
  }

  /** False: it is not to be sent any more. */
  private async claim(id: string): Promise<boolean> {
    this.tried.add(id);
    return this.gone.has(id) ? false : this.loose.has(id) || this.making.has(id) || !this.store || this.store.claim(id);
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
    if (error.code === "version_id_taken") {
      const id = crypto.randomUUID();
      this.numbers.set(id, this.numbers.get(one.id) ?? Date.now());
      await this.replace(one, { ...one, id });
      await this.rewire(one.id, [id]);
      return null;
    }
    // What the urgent sheet shows is not for this person to choose any more, or was chosen otherwise meanwhile: the line itself is kept all the same.
    const unchosen = whyUnchosen(one, error.code);
    if (unchosen && one.line) {
      if (error.body.current) await this.learn(one, error.body.current as LineNow);
      await this.change({ ...one, unchosen, line: { ...one.line, urgent: null, stood: null } });
      return null;
    }
    // A base that the server does not know, or an older text that is not there: the text itself is kept all the same.
    const unfit = error.fields.some(({ name }) => name.startsWith("content"));
    if (error.status === 422 && !unfit && (one.bases.length || one.restores)) {
      await this.change({ ...one, bases: [], restores: null });
      return null;
    }
    const moved = error.code === "changed_meanwhile";
    if (moved && error.body.current) await this.learn(one, error.body.current as HeadingView | LineNow);
    const taken = this.list.find((other) => other.takes_back === one.id);
    if (taken) {
      // Neither meant nor heard: there is nothing to take back, and nothing to tell.
      await this.drop(one);
      await this.drop(taken);
      return null;
    }
    this.refusals.set(one.id, error);
    await this.change({ ...one, state: "failed", said: moved ? null : error.detail });
    await this.rewire(one.id, one.bases);
    return null;
  }

  /** Later texts that were written over this one are now written over those; what takes it back follows its new number. */
  private async rewire(id: string, instead: string[]): Promise<void> {
    for (const other of this.list.filter((one) => one.takes_back === id)) await this.change({ ...other, takes_back: instead[0] ?? id });
    for (const other of this.list.filter((one) => one.bases.includes(id))) {
      await this.change({ ...other, bases: [...new Set(other.bases.flatMap((base) => (base === id ? instead : [base])))] });
    }
  }

  /** What the notebook says now: the phone's copy first, then the screens. */
  async learn({ carnet, line }: Pick<Waiting, "carnet" | "line">, now: HeadingView | LineNow): Promise<void> {
    const heard: Heard = line ? { sheet: line.sheet, line: now as LineNow } : { heading: now as HeadingView };
    const name = line ? lineCopy(carnet, line.sheet) : copyName(carnet);
    const copy = await vault.recall<HabitsView | SheetNow>(name);
    if (copy) await vault.keep(name, heard.line ? placed(copy.value as SheetNow, heard.line) : changed(copy.value as HabitsView, now as HeadingView)).catch(() => undefined);
    for (const tell of this.listeners) tell(carnet, heard);
  }

  private async received(one: Waiting, now: HeadingView | LineNow): Promise<void> {
    // The text must not leave the screen before the copy holds it.
    await this.learn(one, now);
    if (one.unchosen) await this.tell(one);
    await this.forget(one.id);
    this.list = this.list.filter((other) => other.id !== one.id);
    this.tabs?.postMessage({ carnet: one.carnet });
  }

  /** It left without its choice: said until somebody has seen it, whenever that was. */
  private async tell(one: Waiting): Promise<void> {
    this.unchosen.add(one.id);
    const told: Waiting = { ...one, id: crypto.randomUUID(), line: one.line && { ...one.line, content: null }, text: "", bases: [], restores: null, state: "told" };
    this.numbers.set(told.id, Date.now());
    this.list = [...this.list, told];
    await this.keep(told);
  }

  private async change(one: Waiting): Promise<void> {
    if (!this.list.some((other) => other.id === one.id)) return;
    await this.replace(one, one);
  }

  private async replace(old: Waiting, one: Waiting): Promise<void> {
    this.list = this.list.map((other) => (other.id === old.id ? one : other));
    await this.keep(one);
    if (old.id !== one.id) await this.forget(old.id);
  }

  private async forget(id: string): Promise<void> {
    this.gone.add(id);
    await this.store?.remove(id);
  }

  private async keep(one: Waiting): Promise<void> {
    this.making.add(one.id);
    try {
      if (!this.store) throw new Error("This browser keeps nothing.");
      await this.store.write({ number: this.numbers.get(one.id) ?? Date.now(), tried: this.tried.has(one.id), text: one });
      if (this.gone.has(one.id)) await this.store.remove(one.id);
    } catch {
      this.loose = new Set([...this.loose, one.id]);
      addEventListener("beforeunload", this.warn);
    } finally {
      this.making.delete(one.id);
    }
  }

  /** What is on the phone now, with what only this page holds. */
  private async refresh(): Promise<void> {
    const store = this.store;
    if (!store) return;
    const making = new Set(this.making);
    const kept = (await store.list()).filter(({ text }) => !this.gone.has(text.id));
    if (this.store !== store) return;
    for (const { number, tried, text } of kept) {
      this.numbers.set(text.id, number);
      if (tried) this.tried.add(text.id);
    }
    // What was written while the list was read may be missing from it, or be older there.
    const ours = this.list.filter((one) => this.loose.has(one.id) || making.has(one.id) || this.making.has(one.id));
    const all = [...kept.map(({ text }) => text).filter((text) => !ours.some((one) => one.id === text.id)), ...ours];
    this.list = all.sort((a, b) => (this.numbers.get(a.id) ?? 0) - (this.numbers.get(b.id) ?? 0));
  }

  private warn = (event: BeforeUnloadEvent): void => {
    if (this.list.some((one) => this.loose.has(one.id))) event.preventDefault();
    else removeEventListener("beforeunload", this.warn);
  };
}

const changed = (view: HabitsView, heading: HeadingView): HabitsView => ({ ...view, headings: view.headings.map((one) => (one.heading === heading.heading ? heading : one)) });

export const waiting = new WaitingTexts();
