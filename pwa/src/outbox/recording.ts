/** A film that is kept while it is made: what was recorded before a crash is there afterwards. */
import { hold } from "./holding";
import type { Kept } from "./item";
import type { Store } from "./store";

interface Told {
  grown(size: number): void;
  /** `null`: thrown away. */
  over(whole: Kept | null): Promise<void>;
}

export class Recording {
  private last: Promise<void> = Promise.resolve();
  private size = 0;
  private readonly release: () => void;

  constructor(
    private readonly store: Store,
    private readonly kept: Kept,
    private readonly told: Told,
  ) {
    this.release = hold(kept.id);
  }

  get id(): string {
    return this.kept.id;
  }

  /** In the order of the calls. Rejects when the phone has no more room: what was kept before stays. */
  append(piece: Blob): Promise<void> {
    this.last = this.last.then(async () => {
      const bytes = await piece.arrayBuffer();
      if (!bytes.byteLength) return;
      await this.store.append(this.kept.id, this.size, bytes);
      this.size += bytes.byteLength;
      this.told.grown(this.size);
    });
    return this.last;
  }

  /** What was recorded so far, to be looked at. */
  async whole(): Promise<Blob> {
    await this.last.catch(() => undefined);
    const { id, type } = this.kept;
    return new Blob([await this.store.read(id, await this.store.starts(id), 0, this.size)], { type });
  }

  /** It may leave. */
  async finish(changes: Partial<Pick<Kept, "note" | "tags" | "category">> = {}): Promise<void> {
    await this.last.catch(() => undefined);
    const whole: Kept = { ...this.kept, ...changes, size: this.size, state: "waiting" };
    if (this.size) await this.store.write(whole);
    else await this.store.remove(this.kept.id);
    this.release();
    await this.told.over(this.size ? whole : null);
  }

  async discard(): Promise<void> {
    await this.last.catch(() => undefined);
    await this.store.remove(this.kept.id);
    this.release();
    await this.told.over(null);
  }
}
