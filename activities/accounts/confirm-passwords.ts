import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { caseWorkflowId } from '../../contracts/ids';
import type { AccountCommand } from '../../domain/accounts/account-command';

/** An account that does not answer is asked again at the next round; the others do not wait behind it. */
const ASK_TIMEOUT_MS = 10_000;
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
  try {
    await client.withDeadline(Date.now() + ASK_TIMEOUT_MS, () =>
      client.workflow
        .getHandle(caseWorkflowId('account', id))
        .executeUpdate(command.type, { updateId: requestKey, args: [command] }),
    );
  } catch (error) {
    // Locked or closed meanwhile: its own commit says so.
    if (!(error instanceof WorkflowUpdateFailedError || error instanceof WorkflowNotFoundError)) throw error;
  }
}
