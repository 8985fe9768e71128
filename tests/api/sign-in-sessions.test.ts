import { randomUUID } from 'node:crypto';
import { endSessions } from '../../db/repositories/session-repository';
import { ApiLab, PASSWORD } from './api-lab';
import { Browser } from './browser';

jest.setTimeout(120_000);

const MINUTE = 60_000;

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ trustedProxies: 1 });
});
afterEach(async () => {
  lab.aheadMs = 0;
  await lab.pool.query('delete from sign_in_failure');
});
afterAll(() => lab.close());

const signedIn = async (username: string, address?: string, userAgent?: string) => {
  const browser = new Browser(lab, address, userAgent);
  const { status } = await browser.signIn(username, PASSWORD);
  expect(status).toBe(201);
  return browser;
};

describe('my sessions', () => {
  it('are shown with device, address and time, and which of them is this one', async () => {
    const phone = await signedIn(
      'canbo1.locninh',
      '192.0.2.60',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
    );
    const desk = await signedIn('canbo1.locninh', '192.0.2.61');
    await signedIn('canbo2.locninh', '192.0.2.62');
    const { body } = await desk.ask('get', '/me/sessions');
    const items = body.items as { current: boolean; device: string; address: string; method: string }[];
    expect(items.map(({ current, device, address, method }) => [current, device, address, method])).toEqual([
      [true, 'Firefox · Windows', '192.0.2.61', 'password'],
      [false, 'Safari · iPhone', '192.0.2.60', 'password'],
    ]);
    expect(JSON.stringify(body)).not.toContain(desk.cookie('sodo_session'));
    await phone.ask('delete', '/sessions/current');
    expect((await desk.ask('get', '/me/sessions')).body.items).toHaveLength(1);
  });

  it('end one by one, or all but this one; nobody ends somebody else’s', async () => {
    const [here, there, third] = [
      await signedIn('canbo3.locninh'),
      await signedIn('canbo3.locninh'),
      await signedIn('canbo3.locninh'),
    ];
    const stranger = await signedIn('canbo4.locninh');
    const idOf = async (browser: Browser) => {
      const { body } = await browser.ask('get', '/me/sessions');
      return (body.items as { id: string; current: boolean }[]).find(({ current }) => current)?.id ?? '';
    };
    const id = await idOf(there);
    for (const unknown of [id, randomUUID()])
      expect(await stranger.ask('delete', `/me/sessions/${unknown}`)).toMatchObject({
        status: 404,
        body: { code: 'SESSION_NOT_FOUND' },
      });
    expect((await there.ask('get', '/me')).status).toBe(200);
    expect((await here.ask('delete', `/me/sessions/${id}`)).status).toBe(204);
    expect((await there.ask('get', '/me')).status).toBe(401);
    expect((await here.ask('delete', '/me/sessions')).status).toBe(204);
    expect((await third.ask('get', '/me')).status).toBe(401);
    expect((await here.ask('get', '/me')).status).toBe(200);
    expect((await stranger.ask('get', '/me')).status).toBe(200);
  });

  it('A7.3b: end all at once when the account has leaked, with what else opens it', async () => {
    const [one, other] = [await signedIn('lanhdao.locninh'), await signedIn('lanhdao.locninh')];
    const { rows } = await lab.pool.query<{ id: string }>(`select id from account where username = 'lanhdao.locninh'`);
    expect(await endSessions(lab.pool, rows[0]?.id ?? '')).toBe(2);
    for (const browser of [one, other]) expect((await browser.ask('get', '/me')).status).toBe(401);
    for (let n = 0; n < 5; n++)
      expect((await new Browser(lab, one.address).signIn('lanhdao.locninh', 'sai')).status).toBe(401);
    // The mark of the known browser counts for nothing any more: it waits like everybody at this place.
    expect((await one.signIn('lanhdao.locninh', PASSWORD)).status).toBe(429);
  });

  it('run out as the installation says', async () => {
    const strict = await ApiLab.open({ sessions: { idleMs: 5 * MINUTE, absoluteMs: 60 * MINUTE } });
    try {
      const browser = new Browser(strict);
      const { body } = await browser.signIn('canbo1.locninh', PASSWORD);
      expect(Date.parse(body.expiresAt as string) - Date.now()).toBeLessThanOrEqual(60 * MINUTE + 1_000);
      await strict.pool.query(`update session set last_seen_at = now() - interval '301 seconds'`);
      expect((await browser.ask('get', '/me')).status).toBe(401);
    } finally {
      await strict.close();
    }
  });
});

describe('dangerous actions', () => {
  const retry = (browser: Browser) => browser.ask('post', '/outbox/1/retry', { body: {} });
  const needed = { status: 403, body: { code: 'RECENT_SIGN_IN_REQUIRED' } };

  it('go on for ten minutes after signing in, then ask again', async () => {
    const admin = await signedIn('admin');
    expect(await retry(admin)).toMatchObject({ status: 404, body: { code: 'OUTBOX_ITEM_NOT_FOUND' } });
    lab.aheadMs = 11 * MINUTE;
    expect(await retry(admin)).toMatchObject(needed);
    expect((await admin.ask('get', '/outbox')).status).toBe(200);
    const before = admin.cookie('sodo_session');
    const again = await admin.ask('post', '/me/reauthenticate', { body: { password: PASSWORD } });
    expect(again.status).toBe(200);
    expect(admin.cookie('sodo_session')).not.toBe(before);
    expect((await retry(admin)).status).toBe(404);
    const stale = new Browser(lab);
    stale.setCookie('sodo_session', before ?? '');
    expect((await stale.ask('get', '/me')).status).toBe(401);
    lab.aheadMs = 22 * MINUTE;
    expect(await retry(admin)).toMatchObject(needed);
  });

  it.each([
    ['approving an account', 'admin', 'post', '/accounts/:id/approve'],
    ['approving rights', 'admin', 'post', '/accounts/:id/rights/approve'],
    ['approving an unlocking', 'admin', 'post', '/accounts/:id/unlock/approve'],
    ['telling a one-time secret', 'admin', 'post', '/accounts/:id/issue'],
    ['closing an account', 'admin', 'post', '/accounts/:id/close'],
    ['ending my other sessions', 'canbo2.locninh', 'delete', '/me/sessions'],
    ['ending one of my sessions', 'canbo2.locninh', 'delete', '/me/sessions/:id'],
  ])('are also %s', async (_what, as, method, path) => {
    const browser = await signedIn(as);
    const { rows } = await lab.pool.query<{ id: string }>(`select id from account where username = 'canbo1.locninh'`);
    const address = path.replace(':id', rows[0]?.id ?? '');
    lab.aheadMs = 11 * MINUTE;
    expect(await browser.ask(method, address, { body: method === 'post' ? {} : undefined })).toMatchObject(needed);
  });

  it('tell whoever may not do them that, not to type a password', async () => {
    const officer = await signedIn('canbo1.locninh');
    lab.aheadMs = 11 * MINUTE;
    expect(await retry(officer)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it('are not opened by a wrong password or code, nor by guessing on', async () => {
    const admin = await signedIn('admin');
    lab.aheadMs = 11 * MINUTE;
    const show = (body: object) => admin.ask('post', '/me/reauthenticate', { body });
    expect(await show({ code: '123456' })).toMatchObject({ status: 401, body: { code: 'SECOND_FACTOR_WRONG' } });
    for (let n = 0; n < 5; n++)
      expect(await show({ password: 'sai' })).toMatchObject({ status: 401, body: { code: 'PASSWORD_WRONG' } });
    expect(await show({ password: PASSWORD })).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(await retry(admin)).toMatchObject(needed);
    lab.aheadMs += MINUTE;
    expect((await show({ password: PASSWORD })).status).toBe(200);
    for (const body of [{}, { password: PASSWORD, code: '123456' }, { password: '' }])
      expect((await show(body)).status).toBe(422);
  });
});
