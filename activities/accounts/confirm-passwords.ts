import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { AccountCommand } from '../../domain/accounts/account-command';
import { askCase } from '../ask-case';

const AT_ONCE = 20;

/**
 * Tells the cases of accounts whose owners have changed the one-time secret (A7.3a). The password is written by the api, which
 * does not wait for Temporal: from then on the row itself says that this is still to be told, until the case has taken it.
 * @returns how many were told
 */
export async function confirmPasswords(pool: Pool, client: Client): Promise<number> {
  const { rows } = await pool.query<{ id: string; issuedAt: string }>(
    `select r.account_id as id, (extract(epoch from r.issued_at) * 1000)::bigint::text as "issuedAt"
     from account_register r join account a on a.id = r.account_id
     where r.status = 'issued' and a.password_changed_at is not null order by a.password_changed_at limit $1`,
    [AT_ONCE],
  );
  const told = await Promise.allSettled(rows.map((row) => confirm(client, row)));
  return told.filter((one) => one.status === 'fulfilled').length;
}

async function confirm(
  client: Client,
  { id, issuedAt }: { readonly id: string; readonly issuedAt: string },
): Promise<void> {
  const requestKey = `confirm/${id}/${issuedAt}`;
  const command: AccountCommand = { type: 'confirmPassword', requestKey, actor: { id } };
  await askCase(client, 'account', id, command);
}
