import { totpAt } from '../../platform/totp';
import { AccountOffice, ADMIN, HEAD } from './account-office';
import { ApiLab, expectStatus, PASSWORD } from './api-lab';
import { Browser } from './browser';

jest.setTimeout(120_000);

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterAll(() => lab.close());

const signedIn = async (username: string) => {
  const { body } = await expectStatus(office.signIn(username, PASSWORD), 201);
  return { authorization: `Bearer ${body.token as string}` };
};
const stateOf = async (headers: Record<string, string>) =>
  (await lab.call('get', '/sessions/current', { headers })).status;

/** An account in use whose owner has set up a second factor. */
async function withSecondFactor() {
  const account = await office.active();
  const browser = new Browser(lab);
  await browser.signIn(account.username, PASSWORD);
  const { body } = await browser.ask('post', '/me/second-factor');
  const code = totpAt(body.secret as string, new Date());
  expect((await browser.ask('post', '/me/second-factor/confirm', { body: { code } })).status).toBe(200);
  return account;
}

async function unlocked(id: string, request: Record<string, unknown>) {
  await expectStatus(office.step(id, 'leak', HEAD, {}), 200);
  await expectStatus(office.step(id, 'unlock', HEAD, { document: await office.letter(), ...request }), 200);
  const { pending } = await office.page(id);
  await expectStatus(office.step(id, 'unlock/approve', ADMIN), 200);
  const { body } = await expectStatus(office.step(id, 'issue', ADMIN), 200);
  return { pending, secret: body.secret as string };
}

const factorsOf = async (id: string) => {
  const { rows } = await lab.pool.query<{ factors: number; codes: number }>(
    `select (select count(*)::int from second_factor where account_id = $1) as factors,
       (select count(*)::int from recovery_code where account_id = $1) as codes`,
    [id],
  );
  return rows[0];
};

describe('a lost second factor (ASVS 6.4.4)', () => {
  test('goes when the head asked for it in writing and an administrator approved; it is set up anew', async () => {
    const { id, username } = await withSecondFactor();
    const { pending, secret } = await unlocked(id, { renewSecondFactor: true });
    expect(pending.renewSecondFactor).toBe(true);
    expect(await factorsOf(id)).toEqual({ factors: 0, codes: 0 });
    const signIn = await office.signIn(username, secret);
    expect(signIn).toMatchObject({ status: 201 });
    expect(signIn.body.token).toEqual(expect.any(String));
  });

  test('stays when only the password was lost', async () => {
    const { id, username } = await withSecondFactor();
    const { pending, secret } = await unlocked(id, {});
    expect(pending.renewSecondFactor).toBe(false);
    expect(await factorsOf(id)).toEqual({ factors: 1, codes: 10 });
    const { body } = await office.signIn(username, secret);
    expect(body.token).toBeUndefined();
  });

  test('stays while the request waits, and when it is refused', async () => {
    const { id } = await withSecondFactor();
    await expectStatus(office.step(id, 'leak', HEAD, {}), 200);
    const request = { document: await office.letter(), renewSecondFactor: true };
    await expectStatus(office.step(id, 'unlock', HEAD, request), 200);
    expect(await factorsOf(id)).toEqual({ factors: 1, codes: 10 });
    await expectStatus(office.step(id, 'unlock/refuse', ADMIN, { reason: 'Chưa đối chiếu giấy tờ' }), 200);
    expect(await factorsOf(id)).toEqual({ factors: 1, codes: 10 });
  });
});

describe('an administrator ends sessions (ASVS 7.4.5)', () => {
  test('of one account: signed out everywhere, the account stays open, the reason is kept', async () => {
    const { id, username } = await office.active();
    const [phone, desk] = [await signedIn(username), await signedIn(username)];
    const bystander = await signedIn('canbo1.dongxoai');
    expect((await office.page(id)).allowed).toContain('endSessions');
    expect((await office.page(id, HEAD)).allowed).not.toContain('endSessions');
    const reason = 'Máy dùng chung bị mất';
    expect((await expectStatus(office.step(id, 'sessions/end', ADMIN, { reason }), 200)).body).toEqual({ ended: 2 });
    expect([await stateOf(phone), await stateOf(desk), await stateOf(bystander)]).toEqual([401, 401, 200]);
    expect(await office.page(id)).toMatchObject({ status: 'active' });
    await signedIn(username);
    const { rows } = await lab.pool.query(
      `select detail from audit_entry where action = 'session.end' and subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ detail: { count: 2, reason } }]);
  });

  test('heads and officers do not; a reason is needed', async () => {
    const { id } = await office.active();
    expect((await office.step(id, 'sessions/end', HEAD, { reason: 'x' })).body.code).toBe('FORBIDDEN');
    expect((await office.step(id, 'sessions/end', ADMIN, {})).status).toBe(422);
    expect((await lab.post('/sessions/end', HEAD, { reason: 'x' })).body.code).toBe('FORBIDDEN');
    expect((await lab.post('/sessions/end', ADMIN, { reason: ' ' })).status).toBe(422);
  });

  test('of everybody: all but the administrator’s own', async () => {
    const { username } = await office.active();
    const others = [await signedIn(username), await signedIn('canbo1.dongxoai'), await signedIn('quanly')];
    const { body } = await expectStatus(lab.post('/sessions/end', ADMIN, { reason: 'Nghi lộ cơ sở dữ liệu' }), 200);
    expect(body.ended).toBeGreaterThanOrEqual(3);
    for (const headers of others) expect(await stateOf(headers)).toBe(401);
    expect((await lab.get('/sessions/current', ADMIN)).status).toBe(200);
    const { rows } = await lab.pool.query(`select count(*)::int as count from session`);
    expect(rows[0].count).toBeGreaterThanOrEqual(1);
  });
});
