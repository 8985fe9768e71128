import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { AccessSubject, RoleInUnit } from '../../domain/access/roles';
import { passwordFits } from '../password';

export interface SessionLimits {
  /** A session nobody used for so long is over. */
  readonly idleMs: number;
  /** However busy, a session is over after so long. */
  readonly absoluteMs: number;
}

export const DEFAULT_SESSION_LIMITS: SessionLimits = { idleMs: 8 * 3_600_000, absoluteMs: 12 * 3_600_000 };

/**
 * The signed-in account of a request; it is a subject of `domain/access`. `roles` are its own and, on the days of a
 * delegation, those of whom it stands in for. Only a person's own roles are passed on, so there are no chains.
 */
export interface Session extends AccessSubject {
  readonly username: string;
  readonly displayName: string;
  readonly title: string;
  readonly unitId: string;
  /** Whom this person stands in for today. */
  readonly standsInFor: readonly StoodInFor[];
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

export interface StoodInFor {
  readonly accountId: string;
  readonly displayName: string;
}

export interface SignedIn {
  /** The cookie's value, told once; the database knows its SHA-256 only. */
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
  readonly accountId: string;
}

/** How stale `last_seen_at` may get: the hot path writes at most this often. */
const TOUCH_AFTER_MS = 60_000;

/** One indexed read at every request: session, account, roles, and whom the account stands in for today (Vietnamese day). */
const readSessionSql = `
select a.id, a.username, a.display_name, a.title, a.unit_id, s.csrf_token, s.expires_at,
  s.last_seen_at < now() - $3::float8 * interval '1 ms' as stale,
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id) order by r.unit_id, r.role), '[]')
    from (
      select role, unit_id from account_role where account_id = a.id
      union
      select role, unit_id from account_role
        where account_id = any(f.ids) and role in ('oneStopClerk', 'officer', 'unitHead')
    ) r) as roles,
  f.stands_in_for
from session s join account a on a.id = s.account_id
cross join lateral (
  select coalesce(array_agg(g.id), '{}') as ids,
    coalesce(jsonb_agg(jsonb_build_object('accountId', g.id, 'displayName', g.display_name) order by g.display_name), '[]')
      as stands_in_for
  from (
    select distinct giver.id, giver.display_name from delegation d join account giver on giver.id = d.from_account
    where d.to_account = a.id and d.ended_at is null and giver.active
      and (now() at time zone 'Asia/Ho_Chi_Minh')::date between d.first_day and d.last_day
  ) g
) f
where s.id_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - $2::float8 * interval '1 ms' and a.active`;

interface SessionRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly title: string;
  readonly unit_id: string;
  readonly csrf_token: string;
  readonly expires_at: Date;
  readonly stale: boolean;
  readonly roles: readonly RoleInUnit[];
  readonly stands_in_for: readonly StoodInFor[];
}

export function createSessionRepository(pool: Pool, limits: SessionLimits = DEFAULT_SESSION_LIMITS) {
  return {
    /** `undefined` alike for an unknown name, a wrong password and a locked account, after the same work. */
    async signIn(username: string, password: string): Promise<SignedIn | undefined> {
      const { rows } = await pool.query<{ id: string; password_hash: string; active: boolean }>(
        'select id, password_hash, active from account where username = $1',
        [username.trim().toLowerCase()],
      );
      const account = rows[0];
      const fits = await passwordFits(account?.password_hash, password);
      if (!account?.active || !fits) return undefined;
      return openSession(pool, account.id, limits);
    },

    /** The session of a token, or `undefined` when it is unknown, over, or its account was locked. */
    async readSession(token: string): Promise<Session | undefined> {
      const idHash = hashToken(token);
      const { rows } = await pool.query<SessionRow>({
        name: 'read-session',
        text: readSessionSql,
        values: [idHash, limits.idleMs, TOUCH_AFTER_MS],
      });
      const row = rows[0];
      if (!row) return undefined;
      if (row.stale) await pool.query('update session set last_seen_at = now() where id_hash = $1', [idHash]);
      return {
        accountId: row.id,
        username: row.username,
        displayName: row.display_name,
        title: row.title,
        unitId: row.unit_id,
        csrfToken: row.csrf_token,
        expiresAt: row.expires_at,
        roles: row.roles,
        standsInFor: row.stands_in_for,
      };
    },

    /** Whether the session goes on. Asking does not count as use: a page that only listens keeps nobody signed in. */
    async isOpen(token: string): Promise<boolean> {
      const { rowCount } = await pool.query(
        `select from session s join account a on a.id = s.account_id
         where s.id_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - $2::float8 * interval '1 ms' and a.active`,
        [hashToken(token), limits.idleMs],
      );
      return rowCount === 1;
    },

    /** Ends the session; a token that is none is no error. */
    async signOut(token: string): Promise<void> {
      await pool.query('delete from session where id_hash = $1', [hashToken(token)]);
    },

    /** Ends every session of an account, e.g. when it is locked. */
    async endSessionsOf(accountId: string): Promise<void> {
      await pool.query('delete from session where account_id = $1', [accountId]);
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;

async function openSession(pool: Pool, accountId: string, limits: SessionLimits): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(32).toString('base64url');
  // Sessions that are over are swept here, where it costs nobody a request of the hot path.
  await pool.query(
    `delete from session where id_hash in (select id_hash from session where expires_at < now() order by expires_at limit 100)`,
  );
  const { rows } = await pool.query<{ expires_at: Date }>(
    `insert into session (id_hash, account_id, csrf_token, expires_at)
    values ($1, $2, $3, now() + $4::float8 * interval '1 ms') returning expires_at`,
    [hashToken(token), accountId, csrfToken, limits.absoluteMs],
  );
  const [session] = rows;
  if (!session) throw new Error('the session was not written');
  return { token, csrfToken, expiresAt: session.expires_at, accountId };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
