import { Agent, request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A client that keeps its connections, as a browser does. Lean, so that the generator takes little of the machine. */
export interface HttpCaller {
  call(method: 'GET' | 'POST', path: string, options?: HttpCallOptions): Promise<HttpAnswer>;
  close(): void;
}

export interface HttpCallOptions {
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
}

export function createHttpCaller(url: string, connections: number): HttpCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    call: (method, path, { token, key, body } = {}) =>
      new Promise((resolve, reject) => {
        const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        const headers = {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
        };
        const call = request(url + path, { method, agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              body: text === '' ? undefined : (JSON.parse(text) as unknown),
            });
          });
        });
        call.on('error', reject);
        call.end(payload);
      }),
    close: () => agent.destroy(),
  };
}

/** @throws Error with the problem the api named, unless the status is the expected one */
export function expectStatus(answer: HttpAnswer, expected: number, what: string): HttpAnswer {
  if (answer.status === expected) return answer;
  throw new Error(`${what} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
}
