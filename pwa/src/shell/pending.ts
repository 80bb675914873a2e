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

export async function outbox(): Promise<Outbox | null> {
  loading ??= Promise.all(Object.values(modules).map((load) => load()));
  await loading.catch(() => (loading = null));
  return provided;
}
