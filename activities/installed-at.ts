import type { Pool } from 'pg';
import type { Instant } from '../domain/clock/instant';

/** Since when the installation is there: nothing is owed of a time before. @param now where it does not say so */
export async function readInstalledAt(pool: Pool, now: Instant): Promise<Instant> {
  const { rows } = await pool.query<{ at: Date }>('select created_at as at from installation');
  return rows[0]?.at.getTime() ?? now;
}
