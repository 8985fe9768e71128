import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '../../db/seed/demo-accounts';

export interface Reply<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly bytes: Buffer;
  readonly etag: string | null;
}

export interface CallOptions {
  /** Who asks; absent: nobody. */
  readonly as?: string;
  readonly body?: unknown;
  readonly form?: FormData;
  /** Idempotency-Key; absent: a new one. */
  readonly key?: string;
  readonly ifMatch?: string;
}

/** The api answered something else than the story expects. */
class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** No step takes longer, not even while a worker is being restarted. */
const CALL_TIMEOUT_MS = 40_000;
/** How long a step is tried again that the api could not carry out for the time being (503). */
const PATIENCE_MS = 60_000;

/** The api as people's programs see it: signs in each person once, repeats what was answered with 503. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(readonly url: string) {}

  get<Body>(at: string, as?: string): Promise<Body> {
    return this.expect<Body>(200, 'GET', at, { as });
  }

  post<Body>(at: string, as: string, body: unknown = {}, status = 200): Promise<Body> {
    return this.expect<Body>(status, 'POST', at, { as, body });
  }

  async upload<Body>(
    at: string,
    as: string,
    componentId: string,
    file: { readonly name: string; readonly type: string; readonly bytes: Buffer },
  ): Promise<Body> {
    const form = new FormData();
    form.set('componentId', componentId);
    form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
    return (await this.call<Body>('POST', at, { as, form })).body;
  }

  /** @throws UnexpectedAnswer with the problem the api named */
  async expect<Body>(status: number, method: string, at: string, options: CallOptions = {}): Promise<Body> {
    const reply = await this.callPatiently<Body>(method, at, options);
    if (reply.status === status) return reply.body;
    throw new UnexpectedAnswer(
      `${method} ${at} as ${options.as ?? 'nobody'} was answered with ${reply.status} instead of ${status}: ${reply.bytes.toString('utf8').slice(0, 600)}`,
    );
  }

  /** "Try again later" is obeyed with the same key, so that the step is done once. */
  async callPatiently<Body>(method: string, at: string, options: CallOptions = {}): Promise<Reply<Body>> {
    const key = options.key ?? randomUUID();
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await this.call<Body>(method, at, { ...options, key });
      if (reply.status !== 503 || Date.now() >= end) return reply;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  async call<Body = unknown>(method: string, at: string, options: CallOptions = {}): Promise<Reply<Body>> {
    const { as, body, form, ifMatch } = options;
    const headers: Record<string, string> = {};
    if (as !== undefined) headers['authorization'] = `Bearer ${await this.token(as)}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST') headers['idempotency-key'] = options.key ?? randomUUID();
    if (ifMatch !== undefined) headers['if-match'] = ifMatch;
    const response = await fetch(`${this.url}/api/v1${at}`, {
      method,
      headers,
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && bytes.length > 0;
    const parsed = isJson ? (JSON.parse(bytes.toString('utf8')) as Body) : (undefined as Body);
    return { status: response.status, body: parsed, bytes, etag: response.headers.get('etag') };
  }

  private token(username: string): Promise<string> {
    let token = this.tokens.get(username);
    if (!token) {
      token = this.expect<{ token: string }>(201, 'POST', '/sessions', {
        body: { username, password: DEMO_PASSWORD },
      }).then((session) => session.token);
      this.tokens.set(username, token);
    }
    return token;
  }
}
