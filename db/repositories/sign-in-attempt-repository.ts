import type { Pool } from 'pg';

export interface Attempt {
  /** Keyed hash of what is guessed at: a user name, or an account's second factor. */
  readonly nameHash: string;
  /** Where it comes from: `net:…` an unknown browser, `device:…` a known one, `session:…` somebody signed in. */
  readonly origin: string;
  readonly at: Date;
}

export interface AttemptLimits {
  /** Wait after the n-th failure from one origin. */
  readonly delaysMs: readonly number[];
  /** Failures of all unknown places together, within `windowMs`. */
  readonly accountFailures: number;
  readonly windowMs: number;
}

/** A failure is forgotten after a day, however often it was repeated. */
const KEPT = `interval '24 hours'`;

/**
 * Attempts are counted before they are judged, in one statement: a hundred at once are a hundred, and only the free ones are
 * judged. What turns out right is taken off again.
 */
export function createSignInAttemptRepository(pool: Pool) {
  return {
    /** @returns `undefined` when the attempt may be judged; else how long to wait, in milliseconds, and nothing is counted */
    async begin({ nameHash, origin, at }: Attempt, limits: AttemptLimits): Promise<number | undefined> {
      if (origin.startsWith('net:')) {
        const wait = await waitForAccount(pool, nameHash, at, limits);
        if (wait !== undefined) return wait;
      }
      const { rowCount } = await pool.query({
        name: 'begin-sign-in',
        text: `with swept as (
            delete from sign_in_failure where (name_hash, origin) in (select name_hash, origin from sign_in_failure
              where last_at < $3::timestamptz - ${KEPT} order by last_at limit 50 for update skip locked)
            and (name_hash, origin) <> ($1, $2)
          )
          insert into sign_in_failure as f (name_hash, origin, failures, last_at, blocked_until)
          values ($1, $2, 1, $3, $3::timestamptz + nullif(($4::float8[])[1], 0) * interval '1 ms')
          -- No wait is null: of two attempts at once, the one with the earlier clock is not kept waiting.
          on conflict (name_hash, origin) do update set
            failures = case when f.last_at < $3::timestamptz - ${KEPT} then 1 else f.failures + 1 end,
            last_at = $3,
            blocked_until = $3::timestamptz + nullif(($4::float8[])[case when f.last_at < $3::timestamptz - ${KEPT} then 1
              else least(f.failures + 1, array_length($4::float8[], 1)) end], 0) * interval '1 ms'
          where f.blocked_until is null or f.blocked_until <= $3`,
        values: [nameHash, origin, at, limits.delaysMs],
      });
      if (rowCount === 1) return undefined;
      const { rows } = await pool.query<{ blocked_until: Date }>(
        'select blocked_until from sign_in_failure where name_hash = $1 and origin = $2',
        [nameHash, origin],
      );
      return Math.max(1, (rows[0]?.blocked_until.getTime() ?? 0) - at.getTime());
    },

    /** It was right: this origin starts anew. */
    async succeed({ nameHash, origin }: Pick<Attempt, 'nameHash' | 'origin'>): Promise<void> {
      await pool.query('delete from sign_in_failure where name_hash = $1 and origin = $2', [nameHash, origin]);
    },
  };
}

export type SignInAttemptRepository = ReturnType<typeof createSignInAttemptRepository>;

async function waitForAccount(
  pool: Pool,
  nameHash: string,
  at: Date,
  { accountFailures, windowMs }: AttemptLimits,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ failures: number; oldest: Date | null }>(
    `select coalesce(sum(failures), 0)::int as failures, min(last_at) as oldest from sign_in_failure
     where name_hash = $1 and origin like 'net:%' and last_at > $2::timestamptz - $3::float8 * interval '1 ms'`,
    [nameHash, at, windowMs],
  );
  const [row] = rows;
  if (!row?.oldest || row.failures < accountFailures) return undefined;
  return Math.max(1, row.oldest.getTime() + windowMs - at.getTime());
}
