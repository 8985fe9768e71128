import { Problem } from './problem';
import { awaitReauthentication } from './reauthentication';
import { setServerClock } from './server-clock';
import { awaitNewSession, csrfToken, noteFirstSteps } from './session-store';

export const API = '/api/v1';

export interface CallOptions {
  readonly body?: unknown;
  /** A multipart upload instead of a JSON body. */
  readonly form?: FormData;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Idempotency key: the same for a repeat of the same action. */
  readonly key?: string;
  /** Version that is being changed, as the ETag told it. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
  /** A 401 is an answer here, not the end of the session. */
  readonly anonymous?: boolean;
}

export interface Reply<T> {
  readonly data: T;
  readonly etag: string | undefined;
}

/** The session is good, but something has to be done first that was not asked for when it was opened: new terms, a new rule. */
const FIRST_STEPS = new Set(['PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED', 'SECOND_FACTOR_ENROLMENT_REQUIRED']);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * One request to the API.
 * @param path below `/api/v1`
 * @throws Problem with a stable code; `UNREACHABLE` when there was no answer at all
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Reply<T>> {
  const response = await send(method, path, options);
  const text = await response.text();
  return {
    data: (text === '' ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get('etag') ?? undefined,
  };
}

export async function get<T>(path: string, options?: Omit<CallOptions, 'body' | 'form'>): Promise<T> {
  return (await call<T>('GET', path, options)).data;
}

/** A file of the API, with the name it is offered under. */
export async function download(path: string, options: CallOptions = {}): Promise<{ blob: Blob; fileName: string }> {
  const response = await send('GET', path, options);
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  return { blob: await response.blob(), fileName: encoded ? decodeURIComponent(encoded) : (plain ?? 'sodo') };
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const response = await attempt(method, path, options);
  if (response.ok) return response;
  const problem = await readProblem(response);
  const sessionOver = problem.code === 'UNAUTHENTICATED' || problem.code === 'CSRF_TOKEN_INVALID';
  if (sessionOver && !options.anonymous && (await awaitNewSession())) return send(method, path, options);
  if (problem.code === 'RECENT_SIGN_IN_REQUIRED' && (await awaitReauthentication())) return send(method, path, options);
  if (FIRST_STEPS.has(problem.code) && !options.anonymous) noteFirstSteps();
  throw problem;
}

async function attempt(method: Method, path: string, options: CallOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  const csrf = csrfToken();
  if (csrf) headers.set('x-csrf-token', csrf);
  if (options.key) headers.set('idempotency-key', options.key);
  if (options.ifMatch) headers.set('if-match', options.ifMatch);
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  try {
    const response = await fetch(address(path, options.query), {
      method,
      headers,
      body: options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      credentials: 'same-origin',
      signal: options.signal,
    });
    setServerClock(response.headers.get('date'));
    return response;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem(0, {});
  }
}

function address(path: string, query: CallOptions['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return `${API}${path}${text === '' ? '' : `?${text}`}`;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return new Problem(response.status, (await response.json()) as object);
  } catch {
    return new Problem(response.status, {});
  }
}
