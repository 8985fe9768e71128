import { takeSecondFactor } from '../../api/sign-in/second-factor';
import type { Database } from '../../db/connect';
import { createAccountRepository } from '../../db/repositories/account-repository';
import { createCredentialRepository } from '../../db/repositories/credential-repository';
import { createSecondFactorRepository } from '../../db/repositories/second-factor-repository';
import { mayDoAnywhere } from '../../domain/access/may-do';
import type { Sealer } from '../../platform/sealed-text';
import { RestoreRefused } from './restore-refused';

/** Asks the person at the machine; nothing: there is no answer to come. Secrets are not shown while they are typed. */
export type Ask = (question: string) => Promise<string | undefined>;

export interface ProvedPerson {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly unitName: string;
}

/** Who does it, and who confirms it. */
export interface ProvedPersons {
  readonly by: ProvedPerson;
  readonly confirmedBy: ProvedPerson;
}

export function describePerson({ displayName, username, unitName }: ProvedPerson): string {
  return `${displayName} (${username}, ${unitName})`;
}

const ATTEMPTS = 3;

/**
 * Has both persons prove who they are, as at a sign-in, to the accounts of this database (A19.3đ).
 * @throws RestoreRefused `RESTORE_NOT_PROVED`, `RESTORE_NOT_AUTHORISED` for somebody without restore authority,
 *   `RESTORE_FOUR_EYES` when two accounts are one person's
 */
export async function provePersons(
  { pool, orm }: Pick<Database, 'pool' | 'orm'>,
  parts: { readonly sealer: Sealer; readonly ask: Ask },
  { by, confirmedBy }: { readonly by: string; readonly confirmedBy: string },
): Promise<ProvedPersons> {
  const credentials = createCredentialRepository(pool);
  const secondFactors = createSecondFactorRepository(pool);

  async function prove(username: string): Promise<ProvedPerson> {
    const account = await credentials.findByUsername(username);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const password = await parts.ask(`Password of ${username}: `);
      if (password === undefined) break;
      if (!(await credentials.fits(account, password)) || !account) continue;
      if (account.hasSecondFactor && !(await showsSecondFactor(account.accountId, username))) continue;
      const { accountId, displayName, unitName } = account;
      const roles = await createAccountRepository(orm).listRoles(accountId);
      if (mayDoAnywhere({ accountId, roles }, 'data.restore'))
        return { accountId, username: account.username, displayName, unitName };
      throw new RestoreRefused('RESTORE_NOT_AUTHORISED', `${username} has no authority to restore data.`);
    }
    throw new RestoreRefused('RESTORE_NOT_PROVED', `${username} could not show who he is: nothing was replaced.`);
  }

  async function showsSecondFactor(accountId: string, username: string): Promise<boolean> {
    const code = await parts.ask(`Code of the second factor of ${username}: `);
    const services = { secondFactors, sealer: parts.sealer, now: () => new Date() };
    return code !== undefined && (await takeSecondFactor(services, accountId, code)) !== undefined;
  }

  const proved = { by: await prove(by), confirmedBy: await prove(confirmedBy) };
  const { rows } = await pool.query<{ persons: number }>(
    `select count(distinct coalesce(r.person_id, a.id))::int as persons
       from account a left join account_register r on r.account_id = a.id where a.id = any($1)`,
    [[proved.by.accountId, proved.confirmedBy.accountId]],
  );
  if (rows[0]?.persons !== 2)
    throw new RestoreRefused('RESTORE_FOUR_EYES', `${by} and ${confirmedBy} are accounts of one person.`);
  return proved;
}
