import type { Pool } from 'pg';
import { writeAudit } from '../projections/write-audit';
import type { SignInStanding } from '../../domain/access/pending-steps';
import type { AccessSubject, RoleInUnit } from '../../domain/access/roles';
import { TERMS_OF_USE } from '../terms-of-use';
import type { SignInMethod } from '../schema/account.table';
import { createToken, hashToken } from './secret-token';

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
  /** Names the session to its owner; the token is what opens it. */
  readonly sessionId: string;
  /** Until then who signed in counts as having just shown who he is. */
  readonly recentUntil: Date | null;
  readonly standing: SignInStanding;
}

export interface StoodInFor {
  readonly accountId: string;
  readonly displayName: string;
}

/** Where a session was opened. */
export interface SessionOrigin {
  readonly address: string;
  readonly userAgent: string;
  readonly method: SignInMethod;
}

/** A session as its owner sees it. */
export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  readonly method: SignInMethod;
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
select a.id, a.username, a.display_name, a.title, a.unit_id, s.csrf_token, s.expires_at, s.id as session_id, s.recent_until,
  a.password_changed_at is null as must_change,
  exists (select from terms_acceptance t where t.account_id = a.id and t.version = $4) as terms_accepted,
  exists (select from second_factor c where c.account_id = a.id and c.confirmed_at is not null) as has_second_factor,
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
  readonly session_id: string;
  readonly recent_until: Date | null;
  readonly must_change: boolean;
  readonly terms_accepted: boolean;
  readonly has_second_factor: boolean;
  readonly stale: boolean;
  readonly roles: readonly RoleInUnit[];
  readonly stands_in_for: readonly StoodInFor[];
}

export function createSessionRepository(pool: Pool, limits: SessionLimits = DEFAULT_SESSION_LIMITS) {
  return {
    /** Opens a session: who signs in has been proven to be this account. `recentUntil`: see `Session`. */
    async open(accountId: string, origin: SessionOrigin, recentUntil: Date): Promise<SignedIn> {
      // Sessions that are over are swept here, where it costs nobody a request of the hot path.
      await sweepSessions(pool);
      const [token, csrfToken] = [createToken(), createToken()];
      const { rows } = await pool.query<{ expires_at: Date }>(
        `insert into session (id_hash, account_id, csrf_token, expires_at, address, user_agent, method, recent_until)
        values ($1, $2, $3, now() + $4::float8 * interval '1 ms', $5, $6, $7, $8) returning expires_at`,
        [
          hashToken(token),
          accountId,
          csrfToken,
          limits.absoluteMs,
          origin.address,
          origin.userAgent.slice(0, 400),
          origin.method,
          recentUntil,
        ],
      );
      const [session] = rows;
      if (!session) throw new Error('the session was not written');
      return { token, csrfToken, expiresAt: session.expires_at, accountId };
    },

    /**
     * Gives a session a new token: whoever knew the old one has nothing any more. Its CSRF token stays, so that other pages
     * of the same browser go on.
     */
    async rotate(session: Session, recentUntil: Date): Promise<SignedIn | undefined> {
      const token = createToken();
      const { rowCount } = await pool.query('update session set id_hash = $2, recent_until = $3 where id = $1', [
        session.sessionId,
        hashToken(token),
        recentUntil,
      ]);
      const { csrfToken, expiresAt, accountId } = session;
      return rowCount === 1 ? { token, csrfToken, expiresAt, accountId } : undefined;
    },

    /** The open sessions of an account, the one used last first. */
    async listOwn(accountId: string): Promise<OwnSession[]> {
      const { rows } = await pool.query<OwnSession>(
        `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address,
          user_agent as "userAgent", method from session
         where account_id = $1 and expires_at > now() and last_seen_at > now() - $2::float8 * interval '1 ms'
         order by last_seen_at desc, id limit 100`,
        [accountId, limits.idleMs],
      );
      return rows;
    },

    /** @returns whether there was such a session of this account */
    async endOwn(accountId: string, sessionId: string): Promise<boolean> {
      const { rowCount } = await pool.query('delete from session where account_id = $1 and id = $2', [
        accountId,
        sessionId,
      ]);
      return rowCount === 1;
    },

    /** @returns how many were ended */
    async endOthers(accountId: string, sessionId: string): Promise<number> {
      const { rowCount } = await pool.query('delete from session where account_id = $1 and id <> $2', [
        accountId,
        sessionId,
      ]);
      return rowCount ?? 0;
    },

    /** The session of a token, or `undefined` when it is unknown, over, or its account was locked. */
    async readSession(token: string): Promise<Session | undefined> {
      const idHash = hashToken(token);
      const { rows } = await pool.query<SessionRow>({
        name: 'read-session',
        text: readSessionSql,
        values: [idHash, limits.idleMs, TOUCH_AFTER_MS, TERMS_OF_USE.version],
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
        sessionId: row.session_id,
        recentUntil: row.recent_until,
        standing: {
          mustChangePassword: row.must_change,
          termsAccepted: row.terms_accepted,
          hasSecondFactor: row.has_second_factor,
        },
      };
    },

    /** Whether the session goes on, also under a newer token. Asking does not count as use: a page that only listens keeps nobody signed in. */
    async isOpen(sessionId: string): Promise<boolean> {
      const { rowCount } = await pool.query(
        `select from session s join account a on a.id = s.account_id
         where s.id = $1 and s.expires_at > now() and s.last_seen_at > now() - $2::float8 * interval '1 ms' and a.active`,
        [sessionId, limits.idleMs],
      );
      return rowCount === 1;
    },

    /** Ends the session; a token that is none is no error. */
    async signOut(token: string): Promise<void> {
      await pool.query('delete from session where id_hash = $1', [hashToken(token)]);
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;

async function sweepSessions(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ accountId: string; unitId: string }>(
    `with gone as (
       delete from session where id_hash in (select id_hash from session where expires_at < now() order by expires_at limit 100)
       returning account_id
     )
     select a.id as "accountId", a.unit_id as "unitId" from gone join account a on a.id = gone.account_id`,
  );
  await writeAudit(
    pool,
    rows.map(({ accountId: id, unitId }) => ({
      actor: 'system',
      action: 'session.end' as const,
      subject: { type: 'account', id },
      unitId,
      detail: { reason: 'expired' },
    })),
  );
}

/**
 * Ends everything that opens an account without its password: its sessions, half-way sign-ins and known browsers, e.g. when it
 * is locked because it leaked (A7.3b).
 * @returns how many sessions were ended
 */
export function endSessions(pool: Pick<Pool, 'query'>, accountId: string): Promise<number> {
  return endSessionsWhere(pool, '=', accountId);
}

/** The same for everybody but one. */
export function endSessionsOfOthers(pool: Pick<Pool, 'query'>, accountId: string): Promise<number> {
  return endSessionsWhere(pool, '<>', accountId);
}

async function endSessionsWhere(pool: Pick<Pool, 'query'>, is: '=' | '<>', accountId: string): Promise<number> {
  await pool.query(`update account set devices_since = now() where id ${is} $1`, [accountId]);
  await pool.query(`delete from sign_in_challenge where account_id ${is} $1`, [accountId]);
  const { rowCount } = await pool.query(`delete from session where account_id ${is} $1`, [accountId]);
  return rowCount ?? 0;
}
