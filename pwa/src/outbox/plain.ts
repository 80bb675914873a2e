/**
 * Sends one file by tus (https://tus.io) with fetch alone: in the service worker, where no page is open. What is wrong with a file is
 * left for the page to find, which can say it.
 */
import type { Kept } from "./item";
import type { Store } from "./store";
import { CHUNK, FULL, hopeless, metadataOf, WHOSE } from "./told";

/** `left`: the server does not take it as it is, or the phone cannot read it; `full`: this notebook takes no more from this person today. */
export type Sent = "received" | "left" | "full" | "signed_out" | "gone";

const PIECE = "application/offset+octet-stream";
/** A request that says nothing for this long (ms) is taken for a dead line: a piece at 675 kb/s takes 100 s. */
const PATIENCE = 180_000;

/** Times in a row that the server may say that it stands elsewhere than where it was asked to go on. */
const ASTRAY = 5;

const encoded = (value: string) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));

class Line {
  constructor(
    private readonly person: string,
    private readonly stop: AbortSignal,
  ) {}

  /** What the server says for good. Throws when there is no network, when the server is not well, and when it was stopped. */
  async ask(method: string, url: string, headers: Record<string, string> = {}, body?: Blob): Promise<Response | "full"> {
    const patience = new AbortController();
    const end = () => patience.abort();
    const timer = setTimeout(end, PATIENCE);
    this.stop.addEventListener("abort", end);
    if (this.stop.aborted) end();
    const answer = await fetch(url, { method, headers: { "Tus-Resumable": "1.0.0", [WHOSE]: this.person, ...headers }, body, signal: patience.signal, credentials: "same-origin", cache: "no-store" }).finally(() => {
      clearTimeout(timer);
      this.stop.removeEventListener("abort", end);
    });
    if (answer.ok || answer.status === 409 || hopeless(answer.status)) return answer;
    if (answer.status === 429 && (await codeOf(answer)) === FULL) return "full";
    throw new Error(`The server answers ${answer.status}.`);
  }
}

async function codeOf(answer: Response): Promise<string | undefined> {
  return ((await answer.json().catch(() => null)) as { code?: string } | null)?.code;
}

/** `begun` is told before the first byte leaves. Throws when it is worth another try later. */
export async function sendPlain(item: Kept, store: Pick<Store, "person" | "starts" | "size" | "has" | "read">, stop: AbortSignal, begun: () => Promise<void>, tell: (sent: number) => void): Promise<Sent> {
  const line = new Line(store.person, stop);
  const url = `/api/uploads/${item.capture}`;
  const starts = await store.starts(item.id);
  if ((await store.size(item.id).catch(() => -1)) !== item.size) return "left";
  const first = item.begun ? line.ask("HEAD", url) : line.ask("POST", "/api/uploads", { "Upload-Length": String(item.size), "Upload-Metadata": metadata(item) });
  let answer = await first;
  if (answer !== "full" && answer.ok && !item.begun) await begun();
  for (let astray = 0; ; ) {
    if (answer === "full") return "full";
    if (answer.status === 401) return "signed_out";
    if (answer.status === 409 && (astray += 1) < ASTRAY) {
      answer = await line.ask("HEAD", url);
      continue;
    }
    if (!answer.ok) return "left";
    const offset = Number(answer.headers.get("Upload-Offset"));
    if (!Number.isInteger(offset)) return "left";
    tell(offset);
    if (offset >= item.size) return "received";
    if (!(await store.has(item.id))) {
      await line.ask("DELETE", url);
      return "gone";
    }
    const bytes = await store.read(item.id, starts, offset, Math.min(offset + CHUNK, item.size)).catch(() => null);
    if (!bytes) return "left";
    answer = await line.ask("PATCH", url, { "Upload-Offset": String(offset), "Content-Type": PIECE }, bytes);
    if (answer !== "full" && answer.ok) astray = 0;
  }
}

function metadata(item: Kept): string {
  const said = Object.entries({ capture_id: item.capture, ...metadataOf(item) });
  return said.map(([key, value]) => `${key} ${encoded(value)}`).join(",");
}
