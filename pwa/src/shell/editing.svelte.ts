/**
 * Changing something that others may change too: what is sent names the version that was read. When somebody was faster, what they
 * wrote stands beside what was typed, and the person says which stays. Made in a component's script.
 */
import { patch } from "../api/client";
import { Dismissed, isCode } from "../api/errors";
import type { Draft } from "./draft.svelte";

export class Editing<T extends { version: number }, D extends { version: number }> {
  open = $state(true);
  busy = $state(false);
  error = $state.raw<unknown>(null);
  /** What somebody else wrote meanwhile. */
  theirs = $state.raw<T | null>(null);

  /** `before`: what was read, or what they wrote once it was seen. */
  constructor(
    private readonly address: string,
    readonly draft: Draft<D>,
    public before: T,
    private readonly saved: (value: T) => void,
  ) {}

  /** True once the server has it. */
  async save(body: object): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = this.theirs = null;
    try {
      await this.done(await patch<T>(this.address, { version: this.draft.value.version, ...body }));
      return true;
    } catch (caught) {
      if (isCode(caught, "changed_meanwhile") && caught.body.current) this.theirs = caught.body.current as T;
      else if (!(caught instanceof Dismissed)) this.error = caught;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What was typed goes over what they wrote, which was seen. */
  overTheirs(): void {
    if (!this.theirs) return;
    this.before = this.theirs;
    this.draft.value.version = this.theirs.version;
  }

  async done(value: T): Promise<void> {
    await this.draft.done();
    this.saved(value);
    this.open = false;
  }
}
