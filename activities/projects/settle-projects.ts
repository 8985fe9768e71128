import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { AccountCommand } from '../../domain/accounts/account-command';
import { ACCOUNTS_OVER } from '../../domain/projects/contractor-accounts';
import { TAKES_HANDOVERS } from '../../domain/projects/project-rules';
import type { ProjectCommand } from '../../domain/projects/project-command';
import { askCase } from '../ask-case';

const AT_ONCE = 20;
const SYSTEM = { id: 'system' } as const;

/**
 * Carries from one case to the other what a project brings about: its acceptance locks its accounts (A7.3c), a handover of it that
 * is complete is known to it (A16.3). The registers say what is still to be told, until the case that was told has written it:
 * nothing is forgotten however long a part was down.
 * @returns how many were told
 */
export async function settleProjects(pool: Pool, client: Client): Promise<number> {
  const told = await Promise.allSettled([
    ...(await accountsToLock(pool)).map(({ id, projectId }) => lock(client, id, projectId)),
    ...(await handoversToRecord(pool)).map(({ id, projectId }) => record(client, id, projectId)),
  ]);
  return told.filter((one) => one.status === 'fulfilled' && one.value).length;
}

async function accountsToLock(pool: Pool) {
  const { rows } = await pool.query<{ id: string; projectId: string }>(
    `select r.account_id as id, r.project_id as "projectId"
     from account_register r join contractor_project p on p.id = r.project_id
     where r.status in ('approved', 'issued', 'active') and p.status = any($1) order by r.account_id limit $2`,
    [ACCOUNTS_OVER, AT_ONCE],
  );
  return rows;
}

async function handoversToRecord(pool: Pool) {
  const { rows } = await pool.query<{ id: string; projectId: string }>(
    `select h.id, h.project_id as "projectId"
     from handover h join case_record c on c.id = h.project_id
     where h.status = 'completed' and c.status = any($1)
       and not c.snapshot #> '{data,handovers}' ? h.id::text
     order by h.completed_at, h.id limit $2`,
    [TAKES_HANDOVERS, AT_ONCE],
  );
  return rows;
}

async function lock(client: Client, accountId: string, projectId: string): Promise<boolean> {
  const requestKey = `accepted/${projectId}/${accountId}`;
  const command: AccountCommand = { type: 'lockForProject', requestKey, actor: SYSTEM, projectId };
  return askCase(client, 'account', accountId, command);
}

async function record(client: Client, handoverId: string, projectId: string): Promise<boolean> {
  const requestKey = `handover/${handoverId}`;
  const command: ProjectCommand = { type: 'recordHandover', requestKey, actor: SYSTEM, handoverId };
  return askCase(client, 'contractorProject', projectId, command);
}
