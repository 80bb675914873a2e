/**
 * Something a screen reads: loading, there, or failed; read again when the network comes back. With `copy`, the last answer is
 * kept sealed on the phone and shown when there is no network; a 404 removes that copy and says so.
 */
import { onDestroy } from "svelte";
import { Dismissed, Offline, Problem } from "../api/errors";
import { carnets } from "./carnets.svelte";
import { network } from "./network.svelte";
import * as vault from "./vault";

/** After this long (ms) without an answer, the phone's copy is shown while the answer is on its way. */
const PATIENCE = 500;
/** ms: several screens that find nothing at once ask for the list once. */
const JUST_READ = 5000;

export class Reading<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<unknown>(null);
  /** True until the first answer or failure, and again while `reload` runs. */
  loading = $state(true);
  /** Set when `value` is the phone's own copy: when it was kept. */
  keptAt = $state<Date | null>(null);
  private controller = new AbortController();

  constructor(
    private readonly fetcher: (signal: AbortSignal) => Promise<T>,
    private readonly copy?: string,
    /** What is kept, from the answer and what was kept before; the answer itself when absent. */
    private readonly joined: (fresh: T, kept: T) => T = (fresh) => fresh,
  ) {
    const stop = network.whenBack(() => void this.reload());
    onDestroy(() => {
      stop();
      this.controller.abort();
    });
    void this.reload();
  }

  reload = async (): Promise<void> => {
    this.controller.abort();
    const { signal } = (this.controller = new AbortController());
    this.loading = true;
    const slow = setTimeout(() => void this.showCopy(signal), PATIENCE);
    try {
      const value = await this.fetcher(signal);
      if (signal.aborted) return;
      clearTimeout(slow);
      this.value = value;
      this.error = this.keptAt = null;
      this.keep(value);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Offline) await this.showCopy(signal);
      if (error instanceof Problem && error.status === 404) {
        this.value = null;
        if (this.copy) void vault.forget(this.copy);
        // Perhaps the whole carnet is gone: then all its copies go, not this one alone.
        void carnets.load(JUST_READ);
      }
      this.error = this.value !== null && (error instanceof Offline || error instanceof Dismissed) ? null : error;
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) this.loading = false;
    }
  };

  private async showCopy(signal: AbortSignal): Promise<void> {
    if (!this.copy || this.value !== null) return;
    const kept = await vault.recall<T>(this.copy);
    if (!kept || signal.aborted || this.value !== null) return;
    this.value = kept.value;
    this.keptAt = kept.at;
  }

  /** Puts in what a request that changed something has just answered. */
  set(value: T): void {
    this.value = value;
    this.error = null;
    this.keep(value);
  }

  private keep(value: T): void {
    const name = this.copy;
    if (name) void vault.recall<T>(name).then((kept) => vault.keep(name, kept ? this.joined(value, kept.value) : value)).catch(() => undefined);
  }
}
