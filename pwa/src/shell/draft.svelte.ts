/**
 * What is being typed, kept sealed on the phone until it is sent: phones reload pages. Made in a component's script:
 * `const draft = new Draft("carnet/new", { given_name: "" })`, bound as `draft.value.given_name`, ended with `draft.done()`.
 */
import { onDestroy } from "svelte";
import * as vault from "./vault";

export class Draft<T extends object> {
  value: T = $state() as T;
  /** True once what was kept has been put back: a draft found here may be said. */
  found = $state(false);
  ready: Promise<void>;
  private finished = false;
  private readonly name: string;

  constructor(name: string, empty: T) {
    this.name = `draft/${name}`;
    this.value = structuredClone(empty);
    this.ready = vault.recall<T>(this.name).then((kept) => {
      if (!kept) return;
      this.value = { ...this.value, ...kept.value };
      this.found = true;
    });
    let timer: ReturnType<typeof setTimeout>;
    let first = true;
    const save = () => {
      clearTimeout(timer);
      if (!this.finished) void vault.keep(this.name, $state.snapshot(this.value)).catch(() => undefined);
    };
    $effect(() => {
      JSON.stringify(this.value);
      if (first) {
        first = false;
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(save, 250);
    });
    const hidden = () => document.visibilityState === "hidden" && !first && save();
    document.addEventListener("visibilitychange", hidden);
    onDestroy(() => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", hidden);
    });
  }

  /** Keeps it at once, before something that may take the page away. */
  async keep(): Promise<void> {
    if (!this.finished) await vault.keep(this.name, $state.snapshot(this.value)).catch(() => undefined);
  }

  /** Sent, or thrown away: the copy goes. */
  async done(): Promise<void> {
    this.finished = true;
    await vault.forget(this.name).catch(() => undefined);
  }
}
