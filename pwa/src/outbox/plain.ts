/**
 * Sends one file by tus (https://tus.io) with fetch alone: in the service worker, where no page is open. What is wrong with a file is
 * left for the page to find, which can say it.
 */
import type { Kept } from "./item";
import type { Store } from "./store";
import { CHUNK, metadataOf } from "./told";

/** `left`: the server does not take it as it is. */
export type Sent = "received" | "left" | "signed_out" | "gone";

const PIECE = "application/offset+octet-stream";
/** A request that says nothing for this long (ms) is taken for a dead line: a piece at 675 kb/s takes 100 s. */
const PATIENCE = 180_000;

const encoded = (value: string) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));

class Line {
  constructor(private readonly stop: AbortSignal) {}

  /** Throws when there is no network, when the server is not well, and when it was stopped. */
  async ask(method: string, url: string, headers: Record<string, string> = {}, body?: Blob): Promise<Response> {
    const patience = new AbortController();
    const end = () => patience.abort();
    const timer = setTimeout(end, PATIENCE);
    this.stop.addEventListener("abort", end);
    if (this.stop.aborted) end();
    const answer = await fetch(url, { method, headers: { "Tus-Resumable": "1.0.0", ...headers }, body, signal: patience.signal, credentials: "same-origin", cache: "no-store" }).finally(() => {
      clearTimeout(timer);
      this.stop.removeEventListener("abort", end);
    });
    if (answer.status >= 500 || [408, 423, 425, 429].includes(answer.status)) throw new Error(`The server answers ${answer.status}.`);
    return answer;
  }
}

/** `begun` is told before the first byte leaves. Throws when it is worth another try later. */
export async function sendPlain(item: Kept, store: Store, stop: AbortSignal, begun: () => Promise<void>, tell: (sent: number) => void): Promise<Sent> {
  const line = new Line(stop);
  const url = `/api/uploads/${item.capture}`;
  const starts = await store.starts(item.id);
  if ((await store.size(item.id)) !== item.size) return "left";
  let answer: Response;
  if (item.begun) answer = await line.ask("HEAD", url);
  else {
    const said = Object.entries({ capture_id: item.capture, ...metadataOf(item) });
    const metadata = said.map(([key, value]) => `${key} ${encoded(value)}`).join(",");
    answer = await line.ask("POST", "/api/uploads", { "Upload-Length": String(item.size), "Upload-Metadata": metadata });
    if (answer.ok) await begun();
  }
  for (;;) {
    if (answer.status === 401) return "signed_out";
    if (answer.status === 409) answer = await line.ask("HEAD", url);
    if (!answer.ok) return "left";
    const offset = Number(answer.headers.get("Upload-Offset"));
    if (!Number.isInteger(offset)) return "left";
    tell(offset);
    if (offset >= item.size) return "received";
    if (!(await store.has(item.id))) {
      await line.ask("DELETE", url);
      return "gone";
    }
    const bytes = await store.read(item.id, starts, offset, Math.min(offset + CHUNK, item.size));
    answer = await line.ask("PATCH", url, { "Upload-Offset": String(offset), "Content-Type": PIECE }, bytes);
  }
}
