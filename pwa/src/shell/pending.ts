/**
 * What has not left the phone yet. Those who keep something answer here together; the shell asks before signing out.
 * `src/outbox/index.ts` and each room's `unsent.ts` are loaded once the first screen stands, and call `provideOutbox`.
 */
export interface Outbox {
  /** How many things have not been received by the server. */
  count(): Promise<number>;
  /** Sends what can be sent now; resolves when nothing more can be done, with what is left. */
  sendAll(): Promise<number>;
  /** Takes back from the server what it holds in part. What is on the phone stays, and may be sent again. */
  withdraw(): Promise<void>;
  /** Throws everything unsent away, for good. */
  discard(): Promise<void>;
}

const modules = import.meta.glob<unknown>(["../outbox/index.ts", "../rooms/*/unsent.ts"]);
const provided = new Set<Outbox>();
let loading: Promise<unknown> | null = null;

export function provideOutbox(outbox: Outbox): void {
  provided.add(outbox);
}

/** All of them as one. */
const together: Outbox = {
  count: () => sum((one) => one.count()),
  sendAll: () => sum((one) => one.sendAll()),
  withdraw: async () => void (await Promise.all([...provided].map((one) => one.withdraw()))),
  discard: async () => void (await Promise.all([...provided].map((one) => one.discard()))),
};

async function sum(of: (one: Outbox) => Promise<number>): Promise<number> {
  return (await Promise.all([...provided].map(of))).reduce((total, count) => total + count, 0);
}

/** ms before the outbox's files are asked for again, when a bad network did not bring them. */
const AGAIN = 4000;

/** What waits must leave by itself: insists until all of it is there. */
export async function wakeOutbox(): Promise<void> {
  await outbox();
  if (!loading) setTimeout(() => void wakeOutbox(), AGAIN);
}

export async function outbox(): Promise<Outbox> {
  loading ??= Promise.all(Object.values(modules).map((load) => load()));
  await loading.catch(() => (loading = null));
  return together;
}
