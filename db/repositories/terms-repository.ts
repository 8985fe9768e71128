import type { Pool } from 'pg';

export function createTermsRepository(pool: Pool) {
  return {
    /** The first acceptance stands; a second one is none. @returns whether it was the first */
    async accept(accountId: string, version: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        'insert into terms_acceptance (account_id, version, accepted_at) values ($1, $2, $3) on conflict do nothing',
        [accountId, version, at],
      );
      return rowCount === 1;
    },
  };
}

export type TermsRepository = ReturnType<typeof createTermsRepository>;
