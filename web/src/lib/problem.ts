import type { Problem as ProblemBody } from '../../../contracts/problem.schema';

/** A refusal or fault of the API, or of the way to it (`UNREACHABLE`). Compare `code`, show `title`. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string | undefined;
  /** The same request may be sent again: nothing was refused, a part does not answer. */
  readonly passing: boolean;

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'UNREACHABLE' : 'INTERNAL_ERROR');
    this.title = body.title ?? '';
    this.details = body.details ?? {};
    this.errors = body.errors ?? [];
    this.requestId = body.requestId;
    // What an incident has stopped stays stopped for a while: asking again at once helps nobody.
    const stopped = this.code === 'FUNCTION_STOPPED';
    this.passing = (status === 0 || status === 502 || status === 503 || status === 504) && !stopped;
  }
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}
