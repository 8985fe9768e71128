import type { Pool } from 'pg';

/** What was published from files last (table `publication`). */
export function createPublicationRepository(pool: Pool) {
  return {
    async readFingerprint(source: string): Promise<string | undefined> {
      const { rows } = await pool.query<{ fingerprint: string }>(
        'select fingerprint from publication where source = $1',
        [source],
      );
      return rows[0]?.fingerprint;
    },
    async rememberFingerprint(source: string, fingerprint: string): Promise<void> {
      await pool.query(
        `insert into publication (source, fingerprint) values ($1, $2)
        on conflict (source) do update set fingerprint = excluded.fingerprint, published_at = now()`,
        [source, fingerprint],
      );
    },
  };
}
