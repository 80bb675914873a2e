/**
 * What can go wrong between the phone and the server.
 *
 *   ApiError
 *   ├── Offline     nothing reached the server, or no answer came back
 *   ├── Problem     the server answered with a problem (RFC 9457): `code` is stable, `detail` is for the person
 *   └── Dismissed   the person closed the question (proof, sign-in) that the request was waiting for
 */
import { t } from "../i18n";

export class ApiError extends Error {}

export class Offline extends ApiError {
  constructor() {
    super("offline");
  }
}

export class Dismissed extends ApiError {
  constructor() {
    super("dismissed");
  }
}

export interface FieldProblem {
  name: string;
  message: string;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  request_id?: string;
  fields?: FieldProblem[];
}

export class Problem extends ApiError {
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly fields: FieldProblem[];
  /** The whole body: some problems carry more (the current state after a conflict, a limit). */
  readonly body: Record<string, unknown>;

  constructor(
    readonly status: number,
    body: ProblemBody & Record<string, unknown>,
    readonly retryAfter: number | null = null,
  ) {
    super(body.code ?? `http_${status}`);
    this.code = body.code ?? `http_${status}`;
    this.detail = body.detail ?? t.errors.unknown;
    this.requestId = body.request_id ?? null;
    this.fields = body.fields ?? [];
    this.body = body;
  }
}

/** One sentence for the person. `writing` when something they entered was being sent. */
export function sentence(error: unknown, writing = false): string {
  if (error instanceof Offline) return writing ? t.offline.write : t.offline.read;
  if (error instanceof Problem) {
    if (error.status === 429 && error.retryAfter) return `${error.detail} ${t.errors.wait(error.retryAfter)}`;
    return error.status === 404 && !writing ? t.errors.gone : error.detail;
  }
  return t.errors.unknown;
}

export function isCode(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && codes.includes(error.code);
}
