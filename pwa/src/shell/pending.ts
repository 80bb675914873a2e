/**
 * What has not left the phone yet. The outbox answers here; the shell asks before signing out.
 * `src/outbox/index.ts`, when it exists, is loaded once the first screen stands, and calls `provideOutbox`.
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

const modules = import.meta.glob<unknown>("../outbox/index.ts");
let provided: Outbox | null = null;
let loading: Promise<unknown> | null = null;

export function provideOutbox(outbox: Outbox): void {
  provided = outbox;
}

/** ms before the outbox's files are asked for again, when a bad network did not bring them. */
const AGAIN = 4000;

/** What waits must leave by itself: insists until the outbox is there. */
export async function wakeOutbox(): Promise<void> {
  if (!(await outbox()) && Object.keys(modules).length) setTimeout(() => void wakeOutbox(), AGAIN);
}

export async function outbox(): Promise<Outbox | null> {
  loading ??= Promise.all(Object.values(modules).map((load) => load()));
  await loading.catch(() => (loading = null));
  return provided;
}
