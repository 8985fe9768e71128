import type { Pool } from 'pg';
import { hashPassword, passwordFits } from '../password';
import { inTransaction } from '../transaction';

/** The dear part of a sign-in; a part of its own, so that a test can count how often it is done. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  /** Without a stored hash the same work is done, and the answer is no. */
  fits(stored: string | undefined, password: string): Promise<boolean>;
}

export const ARGON2ID: PasswordHashing = { hash: hashPassword, fits: passwordFits };

/** An account as a sign-in sees it, before anything is proven. */
export interface Credentials {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly unitName: string;
  readonly active: boolean;
  readonly hasSecondFactor: boolean;
  /** Browsers that signed in before this instant are no longer known. */
  readonly devicesSinceMs: number;
  readonly passwordHash: string;
}

const credentialsSql = `select a.id as "accountId", a.username, a.display_name as "displayName", u.name as "unitName", a.active,
  a.password_hash as "passwordHash",
  exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor",
  coalesce(extract(epoch from nullif(a.devices_since, '-infinity')) * 1000, 0)::float8 as "devicesSinceMs"
  from account a join unit u on u.id = a.unit_id`;

export function createCredentialRepository(pool: Pool, hashing: PasswordHashing = ARGON2ID) {
  async function find(where: 'username' | 'id' | 'oidc_subject', value: string): Promise<Credentials | undefined> {
    const { rows } = await pool.query<Credentials>(`${credentialsSql} where a.${where} = $1`, [value]);
    return rows[0];
  }

  return {
    findByUsername: (username: string) => find('username', username.trim().toLowerCase()),
    findById: (accountId: string) => find('id', accountId),
    findByOidcSubject: (subject: string) => find('oidc_subject', subject),

    /** Whether the password is this account's; an unknown account and a locked one cost the same work, and are refused. */
    async fits(account: Credentials | undefined, password: string): Promise<boolean> {
      const fits = await hashing.fits(account?.passwordHash, password.normalize('NFC'));
      return fits && account?.active === true;
    },

    /** Whether the account has this password now or had it among its last `count`. */
    async isReused(account: Credentials, password: string, count: number): Promise<boolean> {
      const { rows } = await pool.query<{ password_hash: string }>(
        'select password_hash from password_history where account_id = $1 order by id desc limit $2',
        [account.accountId, Math.max(0, count - 1)],
      );
      for (const stored of [account.passwordHash, ...rows.map((row) => row.password_hash)])
        if (await hashing.fits(stored, password.normalize('NFC'))) return true;
      return false;
    },

    /** The person's own new password; from now on the account has one (A7.3a). */
    async change(accountId: string, password: string, at: Date): Promise<void> {
      const hash = await hashing.hash(password.normalize('NFC'));
      await inTransaction(pool, async (client) => {
        await client.query(
          `insert into password_history (account_id, password_hash, replaced_at)
           select id, password_hash, $2 from account where id = $1 for update`,
          [accountId, at],
        );
        await client.query('update account set password_hash = $2, password_changed_at = $3 where id = $1', [
          accountId,
          hash,
          at,
        ]);
      });
    },
  };
}

export type CredentialRepository = ReturnType<typeof createCredentialRepository>;
