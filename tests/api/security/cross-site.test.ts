import { ApiLab, PASSWORD } from '../api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let secure: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
  secure = await ApiLab.open({ publicUrl: 'https://sodo.example' });
});
afterAll(async () => {
  await lab.close();
  await secure.close();
});

const signIn = (to: ApiLab, headers: Readonly<Record<string, string>>) =>
  to.call('post', '/sessions', { body: { username: 'admin', password: PASSWORD }, headers });

describe('a change asked for by another site’s page (ASVS 3.5)', () => {
  test.each([
    ['that says so', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['of an older browser', { origin: 'https://evil.example' }],
    ['without an origin of its own', { origin: 'null' }],
    ['on another port of the same machine', { origin: 'http://127.0.0.1:1' }],
  ])('%s is refused, a sign-in too', async (_, headers) => {
    expect(await signIn(lab, headers)).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REFUSED' } });
    const reply = await lab.call('post', '/drafts', { as: 'motcua.dongxoai', body: {}, headers });
    expect(reply).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REFUSED' } });
  });

  test.each([
    ['a program', {}],
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://sodo.example' }],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }],
  ])('%s passes', async (_, headers) => {
    expect((await signIn(secure, headers)).status).toBe(201);
  });

  test('reading is not a change: a link from elsewhere opens', async () => {
    expect((await lab.call('get', '/terms', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });
});

describe('cookies over https (ASVS 3.3)', () => {
  test('have names a browser takes from this host alone, and count by those names alone', async () => {
    const { headers, body } = await signIn(secure, {});
    const cookies = headers.getSetCookie();
    const session = cookies.find((cookie) => cookie.includes('sodo_session')) ?? '';
    expect(session).toMatch(/^__Host-sodo_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=.*; Secure$/);
    expect(session).not.toContain('Domain');
    for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-/);
    const asCookie = (name: string) => secure.call('get', '/me', { headers: { cookie: `${name}=${body.token}` } });
    expect((await asCookie('__Host-sodo_session')).status).toBe(200);
    // Planted by another host of the domain, or over http.
    expect((await asCookie('sodo_session')).status).toBe(401);
  });

  test('no script of a page is told what is in them (ASVS 3.3.4); a program, which keeps no cookies, is told its token', async () => {
    for (const [name, value] of [
      ['sec-fetch-site', 'same-origin'],
      ['origin', 'https://sodo.example'],
    ] as const) {
      const { headers, body, bytes } = await signIn(secure, { [name]: value });
      const [, token = ''] = /__Host-sodo_session=([\w-]{43});/.exec(headers.getSetCookie().join('\n')) ?? [];
      expect(token).not.toBe('');
      expect(body.me.username).toBe('admin');
      expect(bytes.toString()).not.toContain(token);
    }
    expect((await signIn(secure, {})).body.token).toMatch(/^[\w-]{43}$/);
  });
});

describe('headers of every answer (ASVS 3.4)', () => {
  test.each(['/health', '/terms', '/me', '/nothing-here'])('%s', async (path) => {
    const { headers } = await secure.call('get', path, { as: 'admin' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none';object-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
    expect(headers.has('x-powered-by')).toBe(false);
  });
});
