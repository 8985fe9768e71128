import type { Pool } from 'pg';
import { inTransaction } from '../transaction';

export interface SecondFactorState {
  readonly confirmedAt: Date | null;
  readonly recoveryCodesLeft: number;
}

export interface StoredSecret {
  readonly sealedSecret: string;
  readonly confirmedAt: Date | null;
  readonly lastStep: number;
}

/**
 * Second factors as they are kept: secrets sealed, recovery codes hashed.
 *
 * F1. A code is taken once: its step is taken in one statement that refuses it, and every earlier one, from then on.
 * F2. A recovery code is used up by the statement that takes it.
 */
export function createSecondFactorRepository(pool: Pool) {
  return {
    async read(accountId: string): Promise<StoredSecret | undefined> {
      const { rows } = await pool.query<{ sealed_secret: string; confirmed_at: Date | null; last_step: string }>(
        'select sealed_secret, confirmed_at, last_step from second_factor where account_id = $1',
        [accountId],
      );
      const [row] = rows;
      if (!row) return undefined;
      return { sealedSecret: row.sealed_secret, confirmedAt: row.confirmed_at, lastStep: Number(row.last_step) };
    },

    async describe(accountId: string): Promise<SecondFactorState> {
      const { rows } = await pool.query<SecondFactorState>(
        `select (select confirmed_at from second_factor where account_id = $1) as "confirmedAt",
          (select count(*)::int from recovery_code where account_id = $1 and used_at is null) as "recoveryCodesLeft"`,
        [accountId],
      );
      return rows[0] ?? { confirmedAt: null, recoveryCodesLeft: 0 };
    },

    /** Begins an enrolment, or begins it anew. @returns whether it was: a factor in force is not replaced */
    async begin(accountId: string, sealedSecret: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        `insert into second_factor (account_id, sealed_secret, created_at) values ($1, $2, $3)
         on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at,
           last_step = 0 where second_factor.confirmed_at is null`,
        [accountId, sealedSecret, at],
      );
      return rowCount === 1;
    },

    /** Puts the begun factor in force, with its first code taken. @returns whether it was not in force before */
    confirm(accountId: string, step: number, codeHashes: readonly string[], at: Date): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `update second_factor set confirmed_at = $2, last_step = $3 where account_id = $1 and confirmed_at is null`,
          [accountId, at, step],
        );
        if (rowCount !== 1) return false;
        await client.query('delete from recovery_code where account_id = $1', [accountId]);
        await client.query('insert into recovery_code (account_id, code_hash) select $1, unnest($2::text[])', [
          accountId,
          codeHashes,
        ]);
        return true;
      });
    },

    /** F1. @returns whether the step was still free */
    async takeStep(accountId: string, step: number): Promise<boolean> {
      const { rowCount } = await pool.query(
        'update second_factor set last_step = $2 where account_id = $1 and confirmed_at is not null and last_step < $2',
        [accountId, step],
      );
      return rowCount === 1;
    },

    /** F2. */
    async takeRecoveryCode(accountId: string, codeHash: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        'update recovery_code set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null',
        [accountId, codeHash, at],
      );
      return rowCount === 1;
    },

    /** New recovery codes; the old ones, used or not, are none any more. */
    async replaceRecoveryCodes(accountId: string, codeHashes: readonly string[]): Promise<void> {
      await inTransaction(pool, async (client) => {
        await client.query('delete from recovery_code where account_id = $1', [accountId]);
        await client.query('insert into recovery_code (account_id, code_hash) select $1, unnest($2::text[])', [
          accountId,
          codeHashes,
        ]);
      });
    },

    /** Sealed anew under a newer key of the installation. */
    async reseal(accountId: string, sealedSecret: string): Promise<void> {
      await pool.query('update second_factor set sealed_secret = $2 where account_id = $1', [accountId, sealedSecret]);
    },

    /** @returns whether there was one in force */
    remove(accountId: string): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        await client.query('delete from recovery_code where account_id = $1', [accountId]);
        const { rows } = await client.query<{ confirmed_at: Date | null }>(
          'delete from second_factor where account_id = $1 returning confirmed_at',
          [accountId],
        );
        return rows[0]?.confirmed_at != null;
      });
    },
  };
}

export type SecondFactorRepository = ReturnType<typeof createSecondFactorRepository>;
