/**
 * One way to speak to the server. Adds the language, turns problems into typed errors, tells "offline" from "the server
 * said no", repeats reads that failed on the way, and lets the shell answer two questions in mid-request: a session that
 * ended (sign in again, here) and a proof that is too old (passkey or code). The request is then sent again.
 */
import { locale } from "../i18n";
import { Dismissed, Offline, Problem } from "./errors";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Ask {
  /** Sent as JSON, except a Blob, which goes as it is. */
  body?: unknown;
  signal?: AbortSignal;
  /** Let 401 and 403 through instead of asking the person: for the requests that sign in. */
  plain?: boolean;
}

/** Answered by the shell: true when the request may be sent again. */
export interface Guards {
  proofNeeded(): Promise<boolean>;
  sessionLost(): Promise<boolean>;
  contact(online: boolean): void;
}

let guards: Guards = {
  proofNeeded: async () => false,
  sessionLost: async () => false,
  contact: () => undefined,
};

export function guardWith(answers: Guards): void {
  guards = answers;
}

const RETRIES = [400, 1500];
/** A read that says nothing for this long (ms) is taken for a network that is not there. */
const PATIENCE = 15_000;

/** The caller's signal, and for reads our own patience. `stop` must be called when the answer is there. */
function patience(method: Method, asked?: AbortSignal): { signal?: AbortSignal; stop: () => void } {
  if (method !== "GET") return { signal: asked, stop: () => undefined };
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(), PATIENCE);
  const forward = () => own.abort();
  asked?.addEventListener("abort", forward);
  return {
    signal: own.signal,
    stop: () => {
      clearTimeout(timer);
      asked?.removeEventListener("abort", forward);
    },
  };
}

/** False once nothing came through: the next reads do not insist, so that the phone's copy shows at once. */
let reachable = true;

async function send(method: Method, path: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": locale };
  let body: BodyInit | undefined;
  if (ask.body instanceof Blob) {
    body = ask.body;
    headers["Content-Type"] = ask.body.type || "application/octet-stream";
  } else if (ask.body !== undefined) {
    body = JSON.stringify(ask.body);
    headers["Content-Type"] = "application/json";
  }
  for (let attempt = 0; ; attempt += 1) {
    const { signal, stop } = patience(method, ask.signal);
    try {
      const answer = await fetch(path, { method, headers, body, signal, credentials: "same-origin", cache: "no-store" });
      const retry = method === "GET" && (answer.status === 502 || answer.status === 503 || answer.status === 504);
      if (!retry || attempt >= RETRIES.length) {
        reachable = true;
        guards.contact(true);
        return answer;
      }
    } catch (error) {
      if (ask.signal?.aborted) throw error;
      if (method !== "GET" || attempt >= RETRIES.length || !navigator.onLine || !reachable) {
        reachable = false;
        guards.contact(false);
        throw new Offline();
      }
    } finally {
      stop();
    }
    await new Promise((resolve) => setTimeout(resolve, RETRIES[attempt]));
  }
}

async function problem(answer: Response): Promise<Problem> {
  const retry = Number(answer.headers.get("Retry-After"));
  const body = await answer.json().catch(() => ({}));
  return new Problem(answer.status, typeof body === "object" && body ? body : {}, Number.isFinite(retry) && retry > 0 ? retry : null);
}

/** Sends and returns the raw answer; throws Problem, Offline or Dismissed. */
export async function raw(method: Method, path: string, ask: Ask = {}): Promise<Response> {
  for (;;) {
    const answer = await send(method, path, ask);
    if (answer.ok) return answer;
    const said = await problem(answer);
    if (ask.plain) throw said;
    const question =
      said.code === "fresh_proof_needed" ? guards.proofNeeded : said.code === "not_signed_in" ? guards.sessionLost : null;
    if (!question) throw said;
    if (!(await question())) throw new Dismissed();
  }
}

export async function call<T>(method: Method, path: string, ask: Ask = {}): Promise<T> {
  const answer = await raw(method, path, ask);
  if (answer.status === 204 || answer.headers.get("Content-Length") === "0") return undefined as T;
  return (await answer.json().catch(() => undefined)) as T;
}

export const get = <T>(path: string, ask?: Ask) => call<T>("GET", path, ask);
export const post = <T>(path: string, body?: unknown, ask?: Ask) => call<T>("POST", path, { ...ask, body });
export const put = <T>(path: string, body?: unknown, ask?: Ask) => call<T>("PUT", path, { ...ask, body });
export const patch = <T>(path: string, body?: unknown, ask?: Ask) => call<T>("PATCH", path, { ...ask, body });
export const remove = <T = void>(path: string, ask?: Ask) => call<T>("DELETE", path, ask);
