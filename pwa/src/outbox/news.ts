/** What tabs and the service worker tell each other of the outbox. */

/** Nothing of these: the list is another than it was. */
export interface News {
  /** Of one that leaves: the bytes that the server holds. */
  id?: string;
  sent?: number;
  /** Whoever sends stops: somebody signs out here. */
  halt?: true;
  /** Somebody chose otherwise what may leave: to be read again (store.ts). */
  settings?: true;
}

export interface NewsLine {
  /** To all others, not to oneself. */
  tell(news: News): void;
  close(): void;
}

export function newsLine(hear: (news: News) => void): NewsLine {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("cs3-outbox") : null;
  channel?.addEventListener("message", ({ data }: MessageEvent<News>) => hear(data));
  return { tell: (news) => channel?.postMessage(news), close: () => channel?.close() };
}
