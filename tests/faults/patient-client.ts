import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, demoAccountId } from '../../db/seed/demo-accounts';
import { pause, waitFor } from './wait-for';

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** What a refusal looks like. */
export interface Problem {
  readonly code?: string;
}

/** A change the api has said yes to. */
export interface Acknowledged {
  /** As it stands in the event log. */
  readonly requestKey: string;
  readonly path: string;
  readonly body: unknown;
  /** How often it was asked before the answer came. */
  readonly attempts: number;
}

const ATTEMPT_MS = 6_000;
const PATIENCE_MS = 90_000;
const RETRY_MS = 250;

/**
 * A person's program as it should be: every change has a key, and as long as no answer comes (connection lost, too slow,
 * 503) the same key is sent again. Anything else than an answer or a proper 503 is a fault, and thrown.
 */
export class PatientClient {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that did not come: what happened instead, and how often. */
  readonly troubles = new Map<string, number>();

  private constructor(
    private readonly apiUrl: string,
    readonly username: string,
    readonly accountId: string,
    private readonly token: string,
  ) {}

  static async signIn(apiUrl: string, username: string): Promise<PatientClient> {
    const response = await fetch(`${apiUrl}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: DEMO_PASSWORD }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.status !== 201) throw new Error(`${username} cannot sign in: ${response.status}`);
    const { token } = (await response.json()) as { token: string };
    return new PatientClient(apiUrl, username, demoAccountId(username), token);
  }

  get<Body>(path: string): Promise<Body> {
    return this.untilAnswered<Body>('GET', path).then(({ reply }) => reply.body);
  }

  /** A change (a body of JSON, or an upload), asked for until it is answered. @throws Error when it is refused */
  async post<Body>(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Body> {
    const { reply, attempts } = await this.untilAnswered<Body>('POST', path, body, key);
    this.acknowledged.push({ requestKey: this.requestKey(key), path, body: reply.body, attempts });
    return reply.body;
  }

  requestKey(key: string): string {
    return `${this.accountId}:${key}`;
  }

  /** One request, as it comes out. @throws the error of a connection that was lost, or TimeoutError */
  async once<Body>(
    method: 'GET' | 'POST',
    path: string,
    options: { readonly body?: unknown; readonly key?: string; readonly withinMs?: number } = {},
  ): Promise<Reply<Body>> {
    const { body, key, withinMs = ATTEMPT_MS } = options;
    const response = await fetch(this.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: body instanceof FormData || body === undefined ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(withinMs),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  private async untilAnswered<Body>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string) {
    let attempts = 0;
    const reply = await waitFor(
      `the answer to ${method} ${path} as ${this.username}`,
      async () => {
        attempts += 1;
        const outcome = await this.once<Body>(method, path, { body, key }).catch(describeLoss);
        if (typeof outcome === 'object' && outcome.status !== 503) return outcome;
        this.note(typeof outcome === 'object' ? describeRefusal(outcome) : outcome);
        await pause(RETRY_MS);
        return undefined;
      },
      PATIENCE_MS,
    );
    if (reply.status < 300) return { reply, attempts };
    throw new Error(
      `${method} ${path} as ${this.username}, asked ${attempts} times, was answered with ${reply.status}: ${JSON.stringify(reply.body)}`,
    );
  }

  private note(trouble: string): void {
    this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
  }
}

function describeLoss(error: { readonly name?: string }): string {
  return error.name === 'TimeoutError' ? 'no answer in time' : 'connection lost';
}

/** A 503 has to say what it is and when to come back; one that does not is noted as something else. */
function describeRefusal({ headers, body }: Reply<unknown>): string {
  return isProperUnavailable(headers, body as Problem) ? '503' : `improper 503: ${JSON.stringify(body)}`;
}

export function isProperUnavailable(headers: Headers, body: Problem): boolean {
  return (
    Number(headers.get('retry-after')) > 0 &&
    (headers.get('content-type') ?? '').startsWith('application/problem+json') &&
    body.code === 'TEMPORARILY_UNAVAILABLE'
  );
}
