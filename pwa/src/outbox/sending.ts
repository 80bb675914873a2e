/** Sends one file by tus (https://tus.io), from wherever it is; what arrived before a cut is not sent again. */
import { locale } from "../i18n";
import type { Kept } from "./item";
import { CHUNK, FULL, hopeless, metadataOf, WHOSE } from "./told";

/** A file, whole or in pieces on the phone. */
export interface Source {
  size: number;
  /** Bytes [start, end). */
  read(start: number, end: number): Promise<Blob>;
}

export type Outcome =
  | { kind: "received" }
  /** Nothing is wrong with the file: the network or the server is not there, or somebody stopped it. */
  | { kind: "later" }
  /** The session ended: it goes on once the same person is signed in again. */
  | { kind: "signed_out" }
  /** This notebook takes no more from this person today: again in `wait` ms. */
  | { kind: "full"; wait: number; said: string | null }
  /** The server gave this number up, or never takes it: a new one is needed. */
  | { kind: "new_number" }
  | { kind: "refused"; said: string | null };

/** A request without any progress for this long (ms) is taken for a dead line. */
const STALL = 40_000;
const RETRIES = [500, 2000, 5000];

function answered(error: unknown): { status: number; code: string; said: string | null; wait: number } | null {
  const response = (error as { originalResponse?: { getStatus(): number; getBody(): string; getHeader(name: string): string | undefined } | null }).originalResponse;
  if (!response || !response.getStatus()) return null;
  const wait = 1000 * (Number(response.getHeader("Retry-After")) || 3600);
  try {
    const { code, detail } = JSON.parse(response.getBody()) as { code?: string; detail?: string };
    return { status: response.getStatus(), code: code ?? "", said: detail ?? null, wait };
  } catch {
    return { status: response.getStatus(), code: "", said: null, wait };
  }
}

function outcome(error: unknown): Outcome {
  const answer = answered(error);
  if (!answer) return { kind: "later" };
  if (answer.status === 401) return { kind: "signed_out" };
  if (answer.code === FULL) return { kind: "full", wait: answer.wait, said: answer.said };
  if (answer.code === "upload_expired" || answer.code === "capture_id_taken") return { kind: "new_number" };
  return hopeless(answer.status) ? { kind: "refused", said: answer.said } : { kind: "later" };
}

/**
 * What the server is told of it. `number`: the same at each try, so that nothing arrives twice; `begun`: the server knows of it; `person`:
 * whose it is; `once`: what the server no longer has is not sent anew, since it was whole and is no longer needed.
 */
export interface Told {
  person?: string;
  number: string;
  begun: boolean;
  once?: boolean;
  metadata: Record<string, string>;
}

export function send(item: Kept, person: string, source: Source, stop: AbortSignal, tell: (sent: number) => void, begun: () => void): Promise<Outcome> {
  return sendFile({ person, number: item.capture, begun: item.begun, metadata: metadataOf(item) }, source, stop, tell, begun);
}

export async function sendFile(told: Told, source: Source, stop: AbortSignal, tell: (sent: number) => void, begun: () => void): Promise<Outcome> {
  const tus = await import("tus-js-client").catch(() => null);
  if (!tus || stop.aborted) return { kind: "later" };
  return new Promise((resolve) => {
    let stalled: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => over({ kind: "later" }), STALL);
    };
    const halt = () => over({ kind: "later" });
    const over = (result: Outcome) => {
      clearTimeout(stalled);
      stop.removeEventListener("abort", halt);
      if (result.kind !== "received") void upload.abort();
      resolve(result);
    };
    const upload = new tus.Upload(new Blob(), {
      endpoint: told.once && told.begun ? null : "/api/uploads",
      uploadUrl: told.begun ? `/api/uploads/${told.number}` : null,
      headers: { "Accept-Language": locale, ...(told.person && { [WHOSE]: told.person }) },
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      // The file is not the browser's: it is read, piece by piece, from where it is kept.
      fileReader: {
        openFile: async () => ({
          size: source.size,
          slice: async (start: number, end: number) => {
            const stops = Math.min(end, source.size);
            return { value: await source.read(start, stops), size: stops - start, done: stops >= source.size };
          },
          close: () => undefined,
        }),
      },
      metadata: { capture_id: told.number, ...told.metadata },
      onBeforeRequest: alive,
      onUploadUrlAvailable: () => {
        if (told.once) upload.options.endpoint = null;
        begun();
      },
      onProgress: (sent) => {
        alive();
        tell(sent);
      },
      onShouldRetry: (error) => {
        const answer = answered(error);
        return navigator.onLine && (answer === null || (answer.code !== FULL && !hopeless(answer.status)));
      },
      onSuccess: () => over({ kind: "received" }),
      onError: (error) => over(outcome(error)),
    });
    stop.addEventListener("abort", halt);
    alive();
    upload.start();
  });
}

/** The server forgets the part it holds. Without a network it does so by itself, a week later. */
export async function takeBack(item: Pick<Kept, "capture">): Promise<void> {
  const tus = await import("tus-js-client").catch(() => null);
  await tus?.Upload.terminate(`/api/uploads/${item.capture}`, { retryDelays: null }).catch(() => undefined);
}
