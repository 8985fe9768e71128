import { hashPassword } from '../../db/password';
import { DEFAULT_SETTINGS } from '../../api/parts';
import { createSealer, readDataKeys } from '../../platform/sealed-text';
import { totpAt } from '../../platform/totp';
import { TEST_DATA_KEYS } from '../support/test-keys';
import { ApiLab, PASSWORD } from './api-lab';
import { Browser } from './browser';

jest.setTimeout(120_000);

const MINUTE = 60_000;

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ trustedProxies: 1, signIn: DEFAULT_SETTINGS.signIn });
});
afterEach(async () => {
  lab.aheadMs = 0;
  await lab.pool.query('delete from sign_in_failure');
});
afterAll(() => lab.close());

const now = () => new Date(Date.now() + lab.aheadMs);
/** Every code is taken once, so each look at the app is half a minute later. */
const nextCode = (secret: string) => {
  lab.aheadMs += 30_000;
  return totpAt(secret, now());
};
const wrongCode = (secret: string) => {
  const codes = [-1, 0, 1].map((step) => totpAt(secret, new Date(now().getTime() + step * 30_000)));
  return ['000000', '111111', '222222', '333333'].find((code) => !codes.includes(code)) ?? '444444';
};
const second = (browser: Browser, code: string) => browser.ask('post', '/sessions/second-factor', { body: { code } });

/** Somebody signed in, with a second factor set up. */
async function enrolled(username: string): Promise<{ browser: Browser; secret: string; recoveryCodes: string[] }> {
  const browser = new Browser(lab);
  await browser.signIn(username, PASSWORD);
  const { body: begun } = await browser.ask('post', '/me/second-factor');
  const secret = begun.secret as string;
  const { status, body } = await browser.ask('post', '/me/second-factor/confirm', { body: { code: nextCode(secret) } });
  if (status !== 200) throw new Error(`not enrolled: ${JSON.stringify(body)}`);
  return { browser, secret, recoveryCodes: body.recoveryCodes as string[] };
}

describe('setting it up', () => {
  it('a role that needs it opens nothing before', async () => {
    const admin = new Browser(lab);
    expect((await admin.signIn('admin', PASSWORD)).body.pending).toEqual(['secondFactor']);
    expect(await admin.ask('get', '/outbox')).toMatchObject({
      status: 403,
      body: { code: 'SECOND_FACTOR_ENROLMENT_REQUIRED' },
    });
    const clerk = new Browser(lab);
    expect((await clerk.signIn('motcua.dongxoai', PASSWORD)).body.pending).toEqual([]);
  });

  it('tells secret, address and QR code once, and is in force with the first code', async () => {
    const admin = new Browser(lab);
    await admin.signIn('admin', PASSWORD);
    const { body } = await admin.ask('post', '/me/second-factor');
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.address).toContain(`secret=${body.secret}`);
    expect(body.qr).toMatch(/^<svg/);
    expect((await admin.ask('get', '/me/second-factor')).body).toEqual({
      since: null,
      required: true,
      recoveryCodesLeft: 0,
    });
    const confirm = (code: string) => admin.ask('post', '/me/second-factor/confirm', { body: { code } });
    expect(await confirm(wrongCode(body.secret as string))).toMatchObject({
      status: 401,
      body: { code: 'SECOND_FACTOR_WRONG' },
    });
    const before = admin.cookie('sodo_session');
    const on = await confirm(totpAt(body.secret as string, now()));
    expect(on).toMatchObject({ status: 200, body: { pending: [] } });
    expect(new Set(on.body.recoveryCodes as string[]).size).toBe(10);
    expect(on.body.recoveryCodes[0]).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/);
    expect(admin.cookie('sodo_session')).not.toBe(before);
    expect((await admin.ask('get', '/outbox')).status).toBe(200);
    expect(await admin.ask('post', '/me/second-factor')).toMatchObject({
      status: 409,
      body: { code: 'SECOND_FACTOR_ON' },
    });
    expect(await confirm('123456')).toMatchObject({ status: 409, body: { code: 'SECOND_FACTOR_ON' } });
  });

  it('confirming what was not begun is refused', async () => {
    const browser = new Browser(lab);
    await browser.signIn('canbo1.budop', PASSWORD);
    expect(await browser.ask('post', '/me/second-factor/confirm', { body: { code: '123456' } })).toMatchObject({
      status: 409,
      body: { code: 'SECOND_FACTOR_OFF' },
    });
  });

  it('the database has neither the secret nor a recovery code in the clear', async () => {
    const { secret, recoveryCodes } = await enrolled('canbo2.budop');
    const { rows } = await lab.pool.query<{ row: string }>(
      `select f::text as row from second_factor f union all select r::text from recovery_code r`,
    );
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain('s1.test.');
    expect(all).not.toContain(secret);
    for (const code of recoveryCodes) expect(all).not.toContain(code.replaceAll('-', ''));
  });
});

describe('signing in with it', () => {
  let secret: string;
  let recoveryCodes: string[];
  beforeAll(async () => {
    ({ secret, recoveryCodes } = await enrolled('lanhdao.budop'));
  });
  const firstStep = async () => {
    const browser = new Browser(lab, '192.0.2.40');
    const { status, body } = await browser.signIn('lanhdao.budop', PASSWORD);
    expect(status).toBe(202);
    expect(Object.keys(body as object).sort()).toEqual(['challenge', 'expiresAt']);
    return browser;
  };

  it('opens nothing after the password alone', async () => {
    const browser = await firstStep();
    expect(browser.cookie('sodo_session')).toBeUndefined();
    expect((await browser.ask('get', '/me')).status).toBe(401);
    const { status } = await browser.ask('get', '/me', {
      headers: { authorization: `Bearer ${browser.cookie('sodo_challenge')}` },
    });
    expect(status).toBe(401);
    const page = await new Browser(lab, '192.0.2.40').ask('post', '/sessions', {
      body: { username: 'lanhdao.budop', password: PASSWORD },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(page).toMatchObject({ status: 202, body: { expiresAt: expect.any(String) as string } });
    expect(page.body.challenge).toBeUndefined();
  });

  it('takes the code, and never the same one again', async () => {
    lab.aheadMs = 5 * MINUTE;
    const [browser, thief] = [await firstStep(), await firstStep()];
    const code = nextCode(secret);
    expect((await second(browser, code)).status).toBe(201);
    expect(browser.cookie('sodo_challenge')).toBeUndefined();
    expect((await browser.ask('get', '/me')).body.username).toBe('lanhdao.budop');
    expect(await second(thief, code)).toMatchObject({ status: 401, body: { code: 'SECOND_FACTOR_WRONG' } });
    const before = totpAt(secret, new Date(now().getTime() - 30_000));
    expect((await second(thief, before)).status).toBe(401);
    expect((await second(thief, nextCode(secret))).status).toBe(201);
  });

  it('lets only one of many take the same code at once', async () => {
    lab.aheadMs = 10 * MINUTE;
    const browsers = await Promise.all(Array.from({ length: 4 }, firstStep));
    const code = nextCode(secret);
    const replies = await Promise.all(browsers.map((browser) => second(browser, code)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
  });

  it('takes a code of the neighbouring half minutes, and none further away', async () => {
    lab.aheadMs = 15 * MINUTE;
    const early = totpAt(secret, new Date(now().getTime() - 60_000));
    expect((await second(await firstStep(), early)).status).toBe(401);
    const late = totpAt(secret, new Date(now().getTime() + 90_000));
    expect((await second(await firstStep(), late)).status).toBe(401);
    expect((await second(await firstStep(), totpAt(secret, new Date(now().getTime() - 30_000)))).status).toBe(201);
    expect((await second(await firstStep(), totpAt(secret, new Date(now().getTime() + 30_000)))).status).toBe(201);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [code = '', other = ''] = recoveryCodes;
    const browser = await firstStep();
    expect((await second(browser, code.toLowerCase().replaceAll('-', ' '))).status).toBe(201);
    expect((await browser.ask('get', '/me/second-factor')).body.recoveryCodesLeft).toBe(9);
    expect((await second(await firstStep(), code)).status).toBe(401);
    expect((await second(await firstStep(), other)).status).toBe(201);
  });

  it('ends the step after five wrong codes, and after five minutes', async () => {
    lab.aheadMs = 20 * MINUTE;
    const guesser = await firstStep();
    for (let n = 0; n < 5; n++) expect((await second(guesser, wrongCode(secret))).status).toBe(401);
    expect(await second(guesser, nextCode(secret))).toMatchObject({
      status: 401,
      body: { code: 'SIGN_IN_CHALLENGE_OVER' },
    });
    await lab.pool.query('delete from sign_in_failure');
    const slow = await firstStep();
    lab.aheadMs += 5 * MINUTE + 1_000;
    expect((await second(slow, nextCode(secret))).body.code).toBe('SIGN_IN_CHALLENGE_OVER');
    expect((await second(new Browser(lab), nextCode(secret))).body.code).toBe('SIGN_IN_CHALLENGE_OVER');
  });

  it('slows down whoever knows the password and guesses codes, whatever steps he opens', async () => {
    lab.aheadMs = 40 * MINUTE;
    const statuses: number[] = [];
    for (let round = 0; round < 3; round++) {
      const browser = new Browser(lab, '192.0.2.41');
      const { status } = await browser.signIn('lanhdao.budop', PASSWORD);
      statuses.push(status);
      for (let n = 0; n < 3 && status === 202; n++) statuses.push((await second(browser, wrongCode(secret))).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses).toContain(429);
  });

  it('is refused to an account that was locked between the steps', async () => {
    lab.aheadMs = 60 * MINUTE;
    const browser = await firstStep();
    await lab.pool.query(`update account set active = false where username = 'lanhdao.budop'`);
    expect((await second(browser, nextCode(secret))).body.code).toBe('SIGN_IN_CHALLENGE_OVER');
    await lab.pool.query(`update account set active = true where username = 'lanhdao.budop'`);
  });

  it('opens a secret sealed under an older key, and seals it anew', async () => {
    const older = `older:${'7a'.repeat(32)} ${TEST_DATA_KEYS}`;
    const sealer = createSealer(readDataKeys(older));
    const { rows } = await lab.pool.query<{ account_id: string; sealed_secret: string }>(
      `select f.account_id, f.sealed_secret from second_factor f join account a on a.id = f.account_id
       where a.username = 'lanhdao.budop'`,
    );
    const { account_id: accountId = '', sealed_secret: sealed = '' } = rows[0] ?? {};
    expect(sealer.isOld(sealed)).toBe(true);
    const rotated = await ApiLab.open({ signIn: DEFAULT_SETTINGS.signIn }, { sealer });
    try {
      const bound = `second factor of ${accountId}`;
      const own = createSealer(readDataKeys(TEST_DATA_KEYS)).open(sealed, bound);
      const { rows: there } = await rotated.pool.query<{ id: string }>(
        `select id from account where username = 'lanhdao.budop'`,
      );
      expect(there[0]?.id).toBe(accountId);
      await rotated.pool.query(
        'insert into second_factor (account_id, sealed_secret, confirmed_at) values ($1, $2, now())',
        [accountId, sealed],
      );
      const browser = new Browser(rotated);
      expect((await browser.signIn('lanhdao.budop', PASSWORD)).status).toBe(202);
      expect((await second(browser, totpAt(own, new Date()))).status).toBe(201);
      const { rows: after } = await rotated.pool.query<{ sealed_secret: string }>(
        'select sealed_secret from second_factor',
      );
      expect(after[0]?.sealed_secret).toMatch(/^s1\.older\./);
    } finally {
      await rotated.close();
    }
  });
});

describe('changing it', () => {
  it('asks first who one is: after ten minutes nothing of it goes without', async () => {
    const { browser, secret } = await enrolled('canbo3.budop');
    lab.aheadMs += 11 * MINUTE;
    for (const [method, at] of [
      ['delete', '/me/second-factor'],
      ['post', '/me/second-factor/recovery-codes'],
    ] as const)
      expect(await browser.ask(method, at)).toMatchObject({ status: 403, body: { code: 'RECENT_SIGN_IN_REQUIRED' } });
    const again = await browser.ask('post', '/me/reauthenticate', { body: { code: nextCode(secret) } });
    expect(again.status).toBe(200);
    const renewed = await browser.ask('post', '/me/second-factor/recovery-codes');
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await browser.ask('delete', '/me/second-factor')).status).toBe(200);
    expect((await browser.ask('get', '/me/second-factor')).body).toMatchObject({ since: null, recoveryCodesLeft: 0 });
    expect((await new Browser(lab).signIn('canbo3.budop', PASSWORD)).status).toBe(201);
    expect(await browser.ask('delete', '/me/second-factor')).toMatchObject({ body: { code: 'SECOND_FACTOR_OFF' } });
  });

  it('renewed recovery codes are the only ones', async () => {
    const { browser, recoveryCodes } = await enrolled('canbo4.budop');
    await browser.ask('post', '/me/second-factor/recovery-codes');
    const again = new Browser(lab);
    await again.signIn('canbo4.budop', PASSWORD);
    expect((await second(again, recoveryCodes[0] ?? '')).status).toBe(401);
  });

  it('a role that needs it cannot turn it off', async () => {
    await lab.pool.query(`update account set password_hash = $1 where username = 'vanhanh'`, [
      await hashPassword(PASSWORD),
    ]);
    await lab.pool.query(
      `insert into account_role select id, 'admin', unit_id from account where username = 'vanhanh' on conflict do nothing`,
    );
    const { browser } = await enrolled('vanhanh');
    expect(await browser.ask('delete', '/me/second-factor')).toMatchObject({
      status: 409,
      body: { code: 'SECOND_FACTOR_NEEDED' },
    });
  });
});
