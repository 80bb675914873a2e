/**
 * What is being typed, kept sealed on the phone until it is sent: phones reload pages. Made in a component's script:
 * `const draft = new Draft("carnet/new", { given_name: "" })`, bound as `draft.value.given_name`, ended with `draft.done()`.
 */
import { onDestroy } from "svelte";
import { t } from "../i18n";
import { say } from "../ui/toasts.svelte";
import * as vault from "./vault";

export class Draft<T extends object> {
  value: T = $state() as T;
  /** True once what was kept has been put back: a draft found here may be said. */
  found = $state(false);
  ready: Promise<void>;
  private finished = false;
  private readonly name: string;
  /** What needs no saving, as JSON: nothing typed yet, or what the phone has. */
  private safe: string;
  private saving: Promise<boolean> | null = null;
  private said = false;

  constructor(name: string, empty: T) {
    this.name = `draft/${name}`;
    this.value = structuredClone(empty);
    this.safe = JSON.stringify(empty);
    this.ready = vault.recall<T>(this.name).then((kept) => {
      if (!kept) return;
      this.value = { ...this.value, ...kept.value };
      this.safe = JSON.stringify(this.value);
      this.found = true;
    });
    // At once, never after a pause: sealing takes a moment, and a page may be taken away between two letters.
    $effect(() => {
      JSON.stringify(this.value);
      void this.save();
    });
    const hidden = () => document.visibilityState === "hidden" && void this.save();
    document.addEventListener("visibilitychange", hidden);
    onDestroy(() => {
      void this.save();
      document.removeEventListener("visibilitychange", hidden);
    });
  }

  /** Keeps it at once, before something that may take the page away. */
  async keep(): Promise<void> {
    await this.save();
  }

  /** Sent, or thrown away: the copy goes. */
  async done(): Promise<void> {
    this.finished = true;
    // A copy on its way would come back after it was forgotten.
    await this.saving;
    await vault.forget(this.name).catch(() => undefined);
  }

  /** One at a time; what was typed meanwhile follows. */
  private save(): Promise<boolean> {
    this.saving ??= this.write()
      .catch(() => false)
      .then((kept) => {
        this.saving = null;
        if (!kept && !this.said) say(t.errors.notKept);
        this.said ||= !kept;
        return kept;
      });
    return this.saving;
  }

  private async write(): Promise<boolean> {
    // One that was found takes the place of an empty one, never the other way round.
    await this.ready;
    for (;;) {
      const now = JSON.stringify(this.value);
      if (this.finished || now === this.safe) return true;
      await vault.keep(this.name, $state.snapshot(this.value));
      this.safe = now;
    }
  }
}
