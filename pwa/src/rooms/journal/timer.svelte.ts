/** A seizure under way: when it began is kept on the phone, sealed, so that a locked screen or a page taken away loses nothing. Made in a component's script. */
import { onDestroy } from "svelte";
import * as vault from "../../shell/vault";

export class SeizureTimer {
  began = $state<string | null>(null);
  ended = $state<string | null>(null);
  now = $state(Date.now());
  /** This browser could not keep it: it is on this page only. */
  loose = $state(false);
  private readonly name: string;

  constructor(carnet: string) {
    this.name = `draft/journal-seizure/${carnet}`;
    void vault.recall<{ began: string; ended: string | null }>(this.name).then((kept) => {
      if (!kept || this.began) return;
      this.began = kept.value.began;
      this.ended = kept.value.ended;
    });
    const tick = setInterval(() => (this.now = Date.now()), 1000);
    onDestroy(() => clearInterval(tick));
  }

  get seconds(): number {
    return this.began ? Math.max(0, Math.floor(((this.ended ? Date.parse(this.ended) : this.now) - Date.parse(this.began)) / 1000)) : 0;
  }

  async start(): Promise<void> {
    this.began = new Date().toISOString();
    this.ended = null;
    this.now = Date.now();
    await this.keep();
  }

  async stop(): Promise<void> {
    this.ended = new Date().toISOString();
    await this.keep();
  }

  /** Noted, or it was none. */
  async clear(): Promise<void> {
    this.began = this.ended = null;
    this.loose = false;
    await vault.forget(this.name).catch(() => undefined);
  }

  private async keep(): Promise<void> {
    this.loose = !(await vault.keep(this.name, { began: this.began, ended: this.ended }).then(
      () => true,
      () => false,
    ));
  }
}
