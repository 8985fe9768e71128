import type { Pool } from 'pg';
import type { SignInMethod } from '../schema/account.table';
import { createToken, hashToken } from './secret-token';

/** Guesses at a code before the first factor has to be shown again. */
const ATTEMPTS = 5;
const OPEN_FOR_MS = 5 * 60_000;

export interface Challenge {
  readonly accountId: string;
  readonly method: SignInMethod;
}

/** First factors that were right and wait for their second one. */
export function createSignInChallengeRepository(pool: Pool) {
  return {
    async open(challenge: Challenge, at: Date): Promise<{ readonly token: string; readonly expiresAt: Date }> {
      const token = createToken();
      const expiresAt = new Date(at.getTime() + OPEN_FOR_MS);
      await pool.query('delete from sign_in_challenge where expires_at < $1', [at]);
      await pool.query(
        `insert into sign_in_challenge (id_hash, account_id, method, attempts_left, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [hashToken(token), challenge.accountId, challenge.method, ATTEMPTS, at, expiresAt],
      );
      return { token, expiresAt };
    },

    /** Uses one of the attempts. @returns `undefined` when the challenge is unknown, over or used up */
    async attempt(token: string, at: Date): Promise<Challenge | undefined> {
      const { rows } = await pool.query<Challenge>(
        `update sign_in_challenge set attempts_left = attempts_left - 1
         where id_hash = $1 and attempts_left > 0 and expires_at > $2 returning account_id as "accountId", method`,
        [hashToken(token), at],
      );
      return rows[0];
    },

    /** @returns whether it was still there: only one of two that answer at once gets in */
    async close(token: string): Promise<boolean> {
      const { rowCount } = await pool.query('delete from sign_in_challenge where id_hash = $1', [hashToken(token)]);
      return rowCount === 1;
    },
  };
}

export type SignInChallengeRepository = ReturnType<typeof createSignInChallengeRepository>;
