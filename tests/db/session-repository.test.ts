import type { Database } from '../../db/connect';
import { hashPassword } from '../../db/password';
import { createCredentialRepository } from '../../db/repositories/credential-repository';
import { createSessionRepository, endSessions, type SessionLimits } from '../../db/repositories/session-repository';
import { openTestDatabase } from './open-test-database';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const PASSWORD = 'Mật khẩu 1';

let database: Database & { drop(): Promise<void> };
let sessions: ReturnType<typeof createSessionRepository>;
beforeAll(async () => {
  database = await openTestDatabase();
  sessions = createSessionRepository(database.pool);
  await database.pool.query(
    `insert into unit (id, kind, name) values ('mc.a', 'oneStop', 'A'), ('cn.a', 'branch', 'B')`,
  );
  await database.pool.query(
    `insert into account (id, username, display_name, email, title, unit_id, password_hash)
    values ($1, 'clerk', 'Nguyễn Thị Lan', 'clerk@example.vn', 'Chuyên viên', 'mc.a', $2)`,
    [ACCOUNT, await hashPassword(PASSWORD)],
  );
  await database.pool.query(
    `insert into account_role (account_id, role, unit_id) values ($1, 'oneStopClerk', 'mc.a'), ($1, 'officer', 'cn.a')`,
    [ACCOUNT],
  );
});
afterEach(async () => {
  await database.pool.query('delete from session');
  await database.pool.query('update account set active = true');
});
afterAll(() => database.drop());

const ORIGIN = { address: '192.0.2.7', userAgent: 'test', method: 'password' } as const;
const RECENT_UNTIL = new Date('2026-11-26T03:10:00Z');
const signIn = (repository = sessions) => repository.open(ACCOUNT, ORIGIN, RECENT_UNTIL);
async function fits(username: string, password: string): Promise<boolean> {
  const credentials = createCredentialRepository(database.pool);
  return credentials.fits(await credentials.findByUsername(username), password);
}
const lastSeen = async () =>
  (await database.pool.query<{ last_seen_at: Date }>('select last_seen_at from session')).rows[0]?.last_seen_at;
const makeOlder = (column: 'last_seen_at' | 'expires_at', by: string) =>
  database.pool.query(`update session set ${column} = ${column} - $1::interval`, [by]);

describe('signing in', () => {
  it('opens a session that says who asks, with every role', async () => {
    const { token, csrfToken, accountId } = await signIn();
    expect(accountId).toBe(ACCOUNT);
    expect(await sessions.readSession(token)).toEqual({
      accountId: ACCOUNT,
      username: 'clerk',
      displayName: 'Nguyễn Thị Lan',
      standsInFor: [],
      title: 'Chuyên viên',
      unitId: 'mc.a',
      csrfToken,
      expiresAt: expect.any(Date) as Date,
      sessionId: expect.any(String) as string,
      recentUntil: RECENT_UNTIL,
      standing: { mustChangePassword: true, termsAccepted: false, hasSecondFactor: false },
      roles: [
        { role: 'officer', unitId: 'cn.a' },
        { role: 'oneStopClerk', unitId: 'mc.a' },
      ],
    });
  });

  it('gives 256 random bits, of which the database knows only the hash', async () => {
    const [first, second] = [await signIn(), await signIn()];
    expect(Buffer.from(first.token, 'base64url')).toHaveLength(32);
    expect(new Set([first.token, second.token, first.csrfToken, second.csrfToken]).size).toBe(4);
    const { rows } = await database.pool.query<{ row: string }>('select session::text as row from session');
    expect(rows.map(({ row }) => row).join()).not.toContain(first.token);
  });

  it('takes the name in any case, and no other password', async () => {
    expect(await fits(' CLERK ', PASSWORD)).toBe(true);
    expect(await fits('clerk', PASSWORD.normalize('NFD'))).toBe(true);
    expect(await fits('clerk', PASSWORD.toLowerCase())).toBe(false);
    expect(await fits('clerk', '')).toBe(false);
    expect(await fits('nobody', PASSWORD)).toBe(false);
  });

  it('answers an unknown name and a locked account like a wrong password', async () => {
    await database.pool.query('update account set active = false');
    expect(await fits('clerk', PASSWORD)).toBe(false);
    expect(await fits('nobody', 'no account has this password')).toBe(false);
  });

  it('does the same hashing work for an unknown name', async () => {
    const time = async (username: string) => {
      const start = process.hrtime.bigint();
      await fits(username, 'wrong');
      return Number(process.hrtime.bigint() - start);
    };
    const fastest = async (username: string) => {
      const times: number[] = [];
      for (let round = 0; round < 5; round++) times.push(await time(username));
      return Math.min(...times);
    };
    // Without the work the unknown name would be answered some fifty times faster.
    expect(await fastest('nobody')).toBeGreaterThan((await fastest('clerk')) / 5);
  });
});

describe('a session', () => {
  it('is over when signed out, and that alone', async () => {
    const [first, second] = [await signIn(), await signIn()];
    await sessions.signOut(first.token);
    await sessions.signOut('not a token');
    expect(await sessions.readSession(first.token)).toBeUndefined();
    expect(await sessions.readSession(second.token)).toBeDefined();
  });

  it('is over after 12 hours, however busy', async () => {
    const { token } = await signIn();
    await makeOlder('expires_at', '11 hours 59 minutes');
    expect(await sessions.readSession(token)).toBeDefined();
    await makeOlder('expires_at', '2 minutes');
    expect(await sessions.readSession(token)).toBeUndefined();
  });

  it('is over after 8 hours without a request', async () => {
    const { token } = await signIn();
    await makeOlder('last_seen_at', '7 hours 59 minutes');
    expect(await sessions.readSession(token)).toBeDefined();
    await makeOlder('last_seen_at', '8 hours 1 minute');
    expect(await sessions.readSession(token)).toBeUndefined();
  });

  it('keeps other limits when told to', async () => {
    const limits: SessionLimits = { idleMs: 60_000, absoluteMs: 120_000 };
    const short = createSessionRepository(database.pool, limits);
    const { token, expiresAt } = await signIn(short);
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(limits.absoluteMs + 1_000);
    await makeOlder('last_seen_at', '61 seconds');
    expect(await short.readSession(token)).toBeUndefined();
  });

  it('notes that it is used at most once a minute', async () => {
    const { token } = await signIn();
    const before = await lastSeen();
    await sessions.readSession(token);
    expect(await lastSeen()).toEqual(before);
    await makeOlder('last_seen_at', '61 seconds');
    await sessions.readSession(token);
    expect((await lastSeen())?.getTime()).toBeGreaterThanOrEqual(before?.getTime() ?? Infinity);
  });

  it('ends with its account, at once', async () => {
    const { token } = await signIn();
    await database.pool.query('update account set active = false');
    expect(await sessions.readSession(token)).toBeUndefined();
    await database.pool.query('update account set active = true');
    expect(await endSessions(database.pool, ACCOUNT)).toBe(1);
    expect(await sessions.readSession(token)).toBeUndefined();
  });

  it('follows a change of roles at the next request', async () => {
    const { token } = await signIn();
    await database.pool.query(`delete from account_role where role = 'officer'`);
    expect((await sessions.readSession(token))?.roles).toEqual([{ role: 'oneStopClerk', unitId: 'mc.a' }]);
    await database.pool.query('delete from account_role');
    expect((await sessions.readSession(token))?.roles).toEqual([]);
  });

  it('that is over is swept by a later sign-in', async () => {
    await signIn();
    await makeOlder('expires_at', '13 hours');
    await signIn();
    const { rows } = await database.pool.query('select from session');
    expect(rows).toHaveLength(1);
  });
});
