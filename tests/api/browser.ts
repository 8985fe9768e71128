import { randomUUID } from 'node:crypto';
import type { ApiLab, JsonBody } from './api-lab';

export interface BrowserReply {
  readonly status: number;
  readonly body: JsonBody;
  readonly headers: Headers;
}

interface Ask {
  readonly body?: unknown;
  readonly csrf?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a browser does of itself: keeps cookies by path, sends them back, and follows no redirect until it is told to. */
export class Browser {
  private readonly jar = new Map<string, { value: string; path: string }>();
  csrfToken = '';

  constructor(
    readonly lab: ApiLab,
    /** Where it stands, as the proxy in front of the api tells. */
    readonly address = '192.0.2.1',
    readonly userAgent = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
  ) {}

  cookie(name: string): string | undefined {
    return this.jar.get(name)?.value;
  }

  cookieNames(): string[] {
    return [...this.jar.keys()];
  }

  setCookie(name: string, value: string, path = '/'): void {
    this.jar.set(name, { value, path });
  }

  async ask(method: string, at: string, { body, csrf, headers = {} }: Ask = {}): Promise<BrowserReply> {
    const path = at.startsWith('/api/') ? at : `/api/v1${at}`;
    const cookies = [...this.jar].filter(([, cookie]) => path.startsWith(cookie.path));
    const token = csrf === null ? undefined : (csrf ?? this.csrfToken);
    const response = await fetch(this.lab.url + path, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        'user-agent': this.userAgent,
        'x-forwarded-for': this.address,
        ...(cookies.length > 0 ? { cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; ') } : {}),
        ...(method === 'get' || !token ? {} : { 'x-csrf-token': token }),
        ...(method === 'post' ? { 'idempotency-key': randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer: JsonBody = isJson && text !== '' ? JSON.parse(text) : undefined;
    if (typeof answer?.csrfToken === 'string') this.csrfToken = answer.csrfToken as string;
    return { status: response.status, body: answer, headers: response.headers };
  }

  signIn(username: string, password: string): Promise<BrowserReply> {
    return this.ask('post', '/sessions', { body: { username, password } });
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const of = (key: string) => attributes.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1);
    const expires = of('Expires');
    if (value === '' || (expires !== undefined && Date.parse(expires) <= Date.now())) this.jar.delete(name);
    else this.jar.set(name, { value, path: of('Path') ?? '/' });
  }
}
