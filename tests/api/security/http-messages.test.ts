import { connect } from 'node:net';
import { ownRoutes } from '../../../api/own-routes';
import { ApiLab } from '../api-lab';
import { Browser } from '../browser';

jest.setTimeout(120_000);

let lab: ApiLab;
let behindProxy: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
  behindProxy = await ApiLab.open({ trustedProxies: 1 });
});
afterAll(async () => {
  await lab.close();
  await behindProxy.close();
});

/** Sends bytes as they are, and tells what came back until the server closes or has been silent for a second. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(lab.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setTimeout(1_000, () => socket.end());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

describe('where a message ends (ASVS 4.2.1)', () => {
  const smuggled = 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n';

  test.each([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 40', `{}\r\n${smuggled}`],
    ['a length beside chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${smuggled}`],
    ['an unknown transfer encoding', 'Transfer-Encoding: xchunked', `0\r\n\r\n${smuggled}`],
    ['a length that is no number', 'Content-Length: +2', `{}${smuggled}`],
    ['a header name with a space', 'Content-Length : 2', `{}${smuggled}`],
    ['a broken chunk', 'Transfer-Encoding: chunked', `zz\r\n{}\r\n0\r\n\r\n${smuggled}`],
  ])('%s: refused, and nothing behind it is read', async (_what, headers, body) => {
    const answer = await sendRaw(
      `POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`,
    );
    expect(statusesOf(answer)).toEqual(['400']);
    expect(answer).not.toContain('"status":"ok"');
  });

  test('headers without end are cut off', async () => {
    const answer = await sendRaw(`GET /health HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
    expect(statusesOf(answer)).toEqual(['431']);
  });

  test('a line end in a path or a value makes no second header', async () => {
    const answer = await sendRaw(
      'GET /api/v1/terms%0d%0aSet-Cookie:%20sodo_session=x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(statusesOf(answer)).toEqual(['404']);
    expect(answer).not.toMatch(/^set-cookie/im);
  });
});

describe('methods (ASVS 4.1.4, 13.4.4)', () => {
  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'PATCH', 'OPTIONS'])(
    '%s is answered by nothing of ours',
    async (method) => {
      const target = method === 'CONNECT' ? 'evil.example:80' : '/api/v1/me';
      const answer = await sendRaw(
        `${method} ${target} HTTP/1.1\r\nHost: a\r\nX-Echo: secret\r\nConnection: close\r\n\r\n`,
      );
      expect(statusesOf(answer).filter((status) => !['400', '404', '405'].includes(status ?? ''))).toEqual([]);
      expect(answer).not.toContain('secret');
    },
  );

  test('reading changes nothing: every change has a method of its own (ASVS 3.5.3)', () => {
    const reads = ownRoutes.filter(({ method, body, upload }) => method === 'get' && (body || upload));
    expect(reads).toEqual([]);
  });
});

describe('who the caller says he is (ASVS 4.1.3, 15.3.4)', () => {
  const signIn = (to: ApiLab, forwarded: string) =>
    to.call('post', '/sessions', {
      body: { username: 'canbo2.dongxoai', password: 'sai' },
      headers: { 'x-forwarded-for': forwarded, 'x-real-ip': forwarded, forwarded: `for=${forwarded}` },
    });
  const addresses = async ({ pool }: ApiLab) => {
    const { rows } = await pool.query<{ address: string }>(
      `select distinct address from audit_entry where action = 'session.signInFailed'`,
    );
    return rows.map(({ address }) => address).sort();
  };

  test('without a proxy in front, a made-up address neither spreads guesses nor stands in the log', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) statuses.push((await signIn(lab, `203.0.113.${n}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await addresses(lab)).join()).not.toContain('203.0.113');
  });

  test('behind one proxy, only what that proxy added counts', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 8; n++) statuses.push((await signIn(behindProxy, `203.0.113.${n}, 198.51.100.7`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await addresses(behindProxy)).toEqual(['198.51.100.7']);
  });
});

describe('parameters (ASVS 15.3.5, 15.3.7)', () => {
  test.each(['limit=1&limit=100000', 'limit=1e3', 'limit=NaN', 'limit=', 'limit=%00'])(
    '%s is refused, not guessed at',
    async (query) => {
      const reply = await lab.get(`/dossiers?${query}`, 'canbo1.dongxoai');
      expect(reply).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    },
  );

  test.each(['limit[]=1', 'limit[$gt]=1', '__proto__[limit]=1', 'constructor.prototype.limit=1'])(
    '%s is another name than "limit", and changes nothing',
    async (query) => {
      expect((await lab.get(`/dossiers?${query}`, 'quanly')).body).toEqual((await lab.get('/dossiers', 'quanly')).body);
      expect(({} as { limit?: unknown }).limit).toBeUndefined();
    },
  );

  test('a body’s numbers, flags and texts are of their own kind', async () => {
    for (const body of [
      { username: ['admin'], password: 'x' },
      { username: { toString: 'admin' }, password: 'x' },
      { username: 'admin', password: 12345678 },
      { username: true, password: null },
    ])
      expect(await lab.call('post', '/sessions', { body })).toMatchObject({ status: 422 });
  });
});

describe('answers say what they are (ASVS 4.1.1)', () => {
  test.each(['/me', '/dossiers', '/nothing-here', '/openapi.json', '/register.xlsx?from=2026-01-01&to=2026-12-31'])(
    '%s',
    async (path) => {
      const { headers, bytes } = await lab.get(path, 'canbo1.dongxoai');
      const type = headers.get('content-type') ?? '';
      expect(type).toMatch(/^application\/(?:problem\+)?json; charset=utf-8$|spreadsheetml\.sheet$/);
      expect(Number(headers.get('content-length'))).toBe(bytes.length);
    },
  );
});

describe('many names with one password, from one place (stuffing, ASVS 6.3.1)', () => {
  test('are slowed down whatever the names; who has signed in there before is not', async () => {
    const strict = await ApiLab.open({
      trustedProxies: 1,
      rateLimits: {
        signInAddress: { windowMs: 60_000, max: 20 },
        publicStatus: { windowMs: 60_000, max: 5 },
        signedCalls: { windowMs: 60_000, max: 4 },
      },
    });
    try {
      const place = '198.51.100.30';
      const owner = new Browser(strict, place);
      expect((await owner.signIn('canbo1.dongxoai', 'Mat-khau-thu-2026')).status).toBe(201);
      const statuses: number[] = [];
      for (let n = 0; n < 30; n++)
        statuses.push((await new Browser(strict, place).signIn(`nguoi.so${n}`, 'Mua-xuan-2026!')).status);
      expect(statuses).toEqual([...Array<number>(20).fill(401), ...Array<number>(10).fill(429)]);
      expect((await owner.signIn('canbo1.dongxoai', 'Mat-khau-thu-2026')).status).toBe(201);
      expect((await new Browser(strict, '198.51.100.31').signIn('quanly', 'Mat-khau-thu-2026')).status).toBe(201);
    } finally {
      await strict.close();
    }
  });
});
