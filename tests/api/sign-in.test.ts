import { randomUUID } from 'node:crypto';
import { ARGON2ID } from '../../db/repositories/credential-repository';
import { hashPassword } from '../../db/password';
import { TERMS_OF_USE } from '../../db/terms-of-use';
import { ApiLab, PASSWORD } from './api-lab';
import { Browser } from './browser';

jest.setTimeout(120_000);

/** As it stands on the slip of paper of a new account. */
const ONE_TIME = 'Kx7pQ2mV9rTz4w';
const NEXT = 'thuyền giấy trôi ngang cầu';

let lab: ApiLab;
let hashed = 0;
beforeAll(async () => {
  const hashing = {
    hash: ARGON2ID.hash,
    fits: (stored: string | undefined, password: string) => {
      hashed++;
      return ARGON2ID.fits(stored, password);
    },
  };
  lab = await ApiLab.open({ trustedProxies: 1 }, { hashing });
});
afterEach(() => {
  lab.aheadMs = 0;
});
afterAll(() => lab.close());

const setAccount = (username: string, change: string) =>
  lab.pool.query(`update account set ${change} where username = $1`, [username]);

/** An account as the office issues it: with a one-time secret, and no terms accepted. */
async function issueAccount(username: string): Promise<void> {
  const { rows } = await lab.pool.query<{ id: string }>(
    `insert into account (id, username, display_name, email, unit_id, password_hash)
     values ($1, $2, 'Trần Văn Mới', 'moi@example.vn', 'mc.dongxoai', $3) returning id`,
    [randomUUID(), username, await hashPassword(ONE_TIME)],
  );
  await lab.pool.query(`insert into account_role values ($1, 'oneStopClerk', 'mc.dongxoai')`, [rows[0]?.id]);
}

describe('the first sign-in of an issued account', () => {
  const browser = () => new Browser(lab, '192.0.2.10');
  let first: Browser;
  beforeAll(async () => {
    await issueAccount('moi.dongxoai');
    first = browser();
    const { status, body } = await first.signIn('moi.dongxoai', ONE_TIME);
    expect({ status, pending: body.pending }).toEqual({ status: 201, pending: ['password', 'terms'] });
  });

  it('A7.3a: opens nothing but the change of the one-time secret', async () => {
    for (const at of ['/me', '/drafts', '/inbox', '/me/preferences', '/me/sessions', '/live'])
      expect(await first.ask('get', at)).toMatchObject({ status: 403, body: { code: 'PASSWORD_CHANGE_REQUIRED' } });
    expect(await first.ask('post', '/drafts', { body: { procedureKey: 'P2.TRANSFER' } })).toMatchObject({
      status: 403,
      body: { code: 'PASSWORD_CHANGE_REQUIRED' },
    });
    expect((await first.ask('get', '/sessions/current')).body.pending).toEqual(['password', 'terms']);
  });

  it.each([
    ['ngắn', 'ngắn quá', ['tooShort']],
    ['too long', 'x1y2z3w4'.repeat(20), ['tooLong']],
    ['the user name', 'moi.dongxoai1', ['personal', 'common']],
    ['the person', 'Trần Văn Mới', ['personal']],
    ['a common one', 'password123456', ['common']],
    ['the one-time secret', ONE_TIME, ['reused']],
  ])('refuses as a new password: %s', async (_what, next, faults) => {
    const reply = await first.ask('post', '/me/password', { body: { current: ONE_TIME, next } });
    expect(reply).toMatchObject({ status: 422, body: { code: 'PASSWORD_REFUSED', details: { faults, min: 12 } } });
    expect(reply.body.errors[0].path).toBe('/next');
    expect(JSON.stringify(reply.body)).not.toContain(next);
  });

  it('asks for the present one', async () => {
    const reply = await first.ask('post', '/me/password', { body: { current: 'sai', next: NEXT } });
    expect(reply).toMatchObject({ status: 401, body: { code: 'PASSWORD_WRONG' } });
  });

  it('changes it, rotates the session, and ends the others', async () => {
    const other = browser();
    await other.signIn('moi.dongxoai', ONE_TIME);
    const before = first.cookie('sodo_session');
    const { status, body } = await first.ask('post', '/me/password', { body: { current: ONE_TIME, next: NEXT } });
    expect({ status, pending: body.pending }).toEqual({ status: 200, pending: ['terms'] });
    expect(first.cookie('sodo_session')).not.toBe(before);
    expect((await other.ask('get', '/sessions/current')).status).toBe(401);
    expect((await lab.call('get', '/sessions/current', { headers: { cookie: `sodo_session=${before}` } })).status).toBe(
      401,
    );
    expect(await browser().signIn('moi.dongxoai', ONE_TIME)).toMatchObject({ status: 401 });
    expect(await browser().signIn('moi.dongxoai', NEXT.normalize('NFD'))).toMatchObject({ status: 201 });
  });

  it('A7.2a, A7.2b: asks for the terms next, and records which were accepted and when', async () => {
    expect(await first.ask('get', '/me')).toMatchObject({ status: 403, body: { code: 'TERMS_NOT_ACCEPTED' } });
    const terms = await first.ask('get', '/terms');
    expect(terms.body.vi.sections.length).toBeGreaterThan(4);
    expect(terms.body.en.sections).toHaveLength(terms.body.vi.sections.length);
    expect(await first.ask('post', '/me/terms', { body: { version: '2020-01' } })).toMatchObject({
      status: 409,
      body: { code: 'TERMS_VERSION_OUTDATED', details: { version: TERMS_OF_USE.version } },
    });
    const accept = () => first.ask('post', '/me/terms', { body: { version: terms.body.version } });
    expect((await accept()).status).toBe(204);
    const read = () =>
      lab.pool.query<{ version: string; accepted_at: Date }>(
        `select t.version, t.accepted_at from terms_acceptance t join account a on a.id = t.account_id
         where a.username = 'moi.dongxoai'`,
      );
    const { rows } = await read();
    expect(rows).toEqual([{ version: TERMS_OF_USE.version, accepted_at: expect.any(Date) as Date }]);
    expect((await accept()).status).toBe(204);
    expect((await read()).rows).toEqual(rows);
    expect(await first.ask('get', '/me')).toMatchObject({ status: 200, body: { username: 'moi.dongxoai' } });
  });

  it('does not take one of the last five passwords again', async () => {
    const change = (current: string, next: string) => first.ask('post', '/me/password', { body: { current, next } });
    const passwords = [NEXT, ...[1, 2, 3, 4].map((n) => `con mèo vàng lười số ${n}`)];
    for (const [at, next] of passwords.slice(1).entries())
      expect((await change(passwords[at] ?? '', next)).status).toBe(200);
    const last = passwords[4] ?? '';
    for (const former of passwords)
      expect(await change(last, former)).toMatchObject({ status: 422, body: { details: { faults: ['reused'] } } });
    expect((await change(last, 'con mèo vàng lười số 5')).status).toBe(200);
    expect((await change('con mèo vàng lười số 5', NEXT)).status).toBe(200);
  });
});

describe('who one is', () => {
  it('costs the same hashing for a name nobody has, a wrong password and a locked account', async () => {
    await setAccount('canbo4.phuoclong', 'active = false');
    const count = async (username: string, password: string) => {
      const before = hashed;
      const reply = await new Browser(lab, '192.0.2.20').signIn(username, password);
      const { requestId, ...body } = reply.body;
      expect(requestId).toBeTruthy();
      return { hashes: hashed - before, status: reply.status, body: body as object };
    };
    const wrong = await count('canbo1.phuoclong', 'sai mật khẩu');
    expect(wrong).toMatchObject({ hashes: 1, status: 401, body: { code: 'SIGN_IN_FAILED' } });
    expect(await count('khong.co.ai', PASSWORD)).toEqual(wrong);
    expect(await count('canbo4.phuoclong', PASSWORD)).toEqual(wrong);
  });

  it('is never guessed from a session somebody planted (fixation)', async () => {
    const planted = new Browser(lab, '192.0.2.21');
    await planted.signIn('canbo1.phuoclong', PASSWORD);
    const victim = new Browser(lab, '192.0.2.22');
    const known = planted.cookie('sodo_session') ?? '';
    victim.setCookie('sodo_session', known);
    await victim.signIn('canbo2.phuoclong', PASSWORD);
    expect(victim.cookie('sodo_session')).not.toBe(known);
    expect((await victim.ask('get', '/me')).body.username).toBe('canbo2.phuoclong');
    expect((await planted.ask('get', '/me')).status).toBe(401);
    victim.setCookie('sodo_session', 'A'.repeat(43));
    await victim.signIn('canbo2.phuoclong', PASSWORD);
    expect(victim.cookie('sodo_session')).not.toBe('A'.repeat(43));
  });

  it('is kept in cookies no script reads and no other site sends along with a change', async () => {
    const { headers } = await new Browser(lab, '192.0.2.23').signIn('canbo1.phuoclong', PASSWORD);
    const [session, device, ...more] = headers.getSetCookie();
    expect(session).toMatch(/^sodo_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
    expect(device).toMatch(/^sodo_device_[0-9a-f]{12}=[\w.-]+; Path=\/api\/v1; HttpOnly; SameSite=Lax; Expires=/);
    expect(more).toEqual([]);
  });

  it('must be proven with the CSRF token for every change of one’s account', async () => {
    const browser = new Browser(lab, '192.0.2.24');
    await browser.signIn('canbo1.phuoclong', PASSWORD);
    const changes = [
      ['post', '/me/password'],
      ['post', '/me/terms'],
      ['post', '/me/reauthenticate'],
      ['post', '/me/second-factor'],
      ['post', '/me/second-factor/confirm'],
      ['post', '/me/second-factor/recovery-codes'],
      ['delete', '/me/second-factor'],
      ['delete', '/me/sessions'],
      ['delete', `/me/sessions/${randomUUID()}`],
    ] as const;
    for (const [method, at] of changes) {
      const reply = await browser.ask(method, at, { csrf: null, ...(method === 'post' ? { body: {} } : {}) });
      expect(reply).toMatchObject({ status: 403, body: { code: 'CSRF_TOKEN_INVALID' } });
    }
  });
});

describe('lock-out', () => {
  const name = 'lanhdao.phuoclong';
  const MINUTE = 60_000;
  const attempt = (address: string, password = 'sai', username = name) =>
    new Browser(lab, address).signIn(username, password);
  /** As many failures as are judged from one place before a wait. */
  const hammer = async (address: string, times = 5) => {
    for (let n = 0; n < times; n++) expect((await attempt(address)).status).toBe(401);
  };
  afterEach(() => lab.pool.query('delete from sign_in_failure'));

  it('slows down one place more and more, and tells how long', async () => {
    await hammer('198.51.100.1');
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      const blocked = await attempt('198.51.100.1', PASSWORD);
      expect(blocked).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      const seconds = Number(blocked.headers.get('retry-after'));
      waits.push(seconds);
      lab.aheadMs += seconds * 1000;
      expect((await attempt('198.51.100.1')).status).toBe(401);
    }
    expect(waits.map((seconds) => Math.round(seconds / 10) * 10)).toEqual([30, 60, 120, 240]);
  });

  it('judges no more than the free ones of a hundred at once', async () => {
    const before = hashed;
    const replies = await Promise.all(Array.from({ length: 100 }, () => attempt('198.51.100.2')));
    const judged = replies.filter(({ status }) => status === 401).length;
    expect(replies.every(({ status }) => status === 401 || status === 429)).toBe(true);
    expect(judged).toBe(5);
    expect(hashed - before).toBe(5);
  });

  it('is the same for a name nobody has', async () => {
    for (let n = 0; n < 5; n++) expect((await attempt('198.51.100.3', 'sai', 'khong.co.ai')).status).toBe(401);
    expect((await attempt('198.51.100.3', 'sai', 'khong.co.ai')).status).toBe(429);
  });

  it('keeps out nobody but the place it comes from', async () => {
    await hammer('198.51.100.4');
    expect((await attempt('198.51.100.4', PASSWORD)).status).toBe(429);
    expect((await attempt('198.51.100.5', PASSWORD)).status).toBe(201);
    expect((await attempt('198.51.100.4', PASSWORD, 'canbo3.phuoclong')).status).toBe(201);
  });

  it('never stops the owner at a browser that has signed in before, even beside the attacker and under attack from everywhere', async () => {
    const owner = new Browser(lab, '198.51.100.6');
    expect((await owner.signIn(name, PASSWORD)).status).toBe(201);
    await hammer('198.51.100.6');
    for (let place = 0; place < 9; place++) await hammer(`203.0.113.${place}`);
    expect((await attempt('198.51.100.6', PASSWORD)).status).toBe(429);
    // The account's limit is reached: a new place, which has not failed yet, waits.
    const elsewhere = await attempt('203.0.113.200', PASSWORD);
    expect(elsewhere.status).toBe(429);
    expect(Number(elsewhere.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await owner.signIn(name, PASSWORD)).status).toBe(201);
    lab.aheadMs = 61 * MINUTE;
    expect((await attempt('203.0.113.200', PASSWORD)).status).toBe(201);
  });

  it('slows down a known browser by its own failures only', async () => {
    const owner = new Browser(lab, '198.51.100.7');
    await owner.signIn(name, PASSWORD);
    for (let n = 0; n < 5; n++) expect((await owner.signIn(name, 'sai')).status).toBe(401);
    expect((await owner.signIn(name, PASSWORD)).status).toBe(429);
  });

  it('takes no mark of a known browser that is made up, of somebody else, too old, or withdrawn', async () => {
    const owner = new Browser(lab, '198.51.100.8');
    await owner.signIn(name, PASSWORD);
    const mark = owner.cookieNames().find((one) => one.startsWith('sodo_device_')) ?? '';
    const value = owner.cookie(mark) ?? '';
    await hammer('198.51.100.8');
    const withMark = (cookie: string, username = name) => {
      const browser = new Browser(lab, '198.51.100.8');
      browser.setCookie(mark, cookie);
      return browser.signIn(username, PASSWORD);
    };
    const [id = '', issued = '', mac = ''] = value.split('.');
    expect((await withMark(`${id}.${issued}.${mac.replace(/./g, 'a')}`)).status).toBe(429);
    expect((await withMark(`${randomUUID()}.${issued}.${mac}`)).status).toBe(429);
    expect((await withMark(`${id}.${Number(issued) + 1}.${mac}`)).status).toBe(429);
    expect((await withMark(value)).status).toBe(201);
    await setAccount(name, 'devices_since = now()');
    expect((await withMark(value)).status).toBe(429);
    await setAccount(name, `devices_since = '-infinity'`);
    await lab.pool.query('update sign_in_failure set blocked_until = $1', [new Date(Date.now() + 400 * 24 * 3600_000)]);
    lab.aheadMs = 181 * 24 * 60 * MINUTE;
    await lab.pool.query('update sign_in_failure set last_at = $1', [new Date(Date.now() + lab.aheadMs)]);
    expect((await withMark(value)).status).toBe(429);
  });

  it('keeps no name anybody typed', async () => {
    await attempt('198.51.100.9', 'x', 'mat-khau-go-nham-vao-o-ten');
    const { rows } = await lab.pool.query<{ row: string }>('select f::text as row from sign_in_failure f');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toContain('mat-khau-go-nham');
  });
});
