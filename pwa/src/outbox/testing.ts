/** For tests in node: what of a browser the outbox asks for, and node has not. Its database is fake-indexeddb, its keys are node's own. */
import "fake-indexeddb/auto";
import type { Kept } from "./item";

/** The Web Locks that are asked for here: one holder at a time, in the order of asking. */
class Locks {
  private held = new Map<string, Promise<unknown>>();

  async request(name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: object | null) => unknown;
    const { ifAvailable } = (rest.length > 1 ? rest[0] : {}) as LockOptions;
    const before = this.held.get(name);
    if (before && ifAvailable) return work(null);
    const turn = (before ?? Promise.resolve()).then(() => work({ name }));
    const over = turn.catch(() => undefined).then(() => {
      if (this.held.get(name) === over) this.held.delete(name);
    });
    this.held.set(name, over);
    return turn;
  }
}

/** One that listens does not keep node from ending. */
class Channel extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    (this as unknown as { unref(): void }).unref();
  }
}

globalThis.BroadcastChannel = Channel;
Object.defineProperty(globalThis, "navigator", { value: { locks: new Locks(), onLine: true }, configurable: true });

export const keptOf = (id: string, changes: Partial<Kept> = {}): Kept => ({
  id, capture: id, carnet: "c", category: "photos", note: "", tags: [], taken_at: 0, added_at: Date.now(), kind: "photo", name: "", type: "",
  size: 4, state: "waiting", problem: null, said: null, begun: false, ...changes,
});
