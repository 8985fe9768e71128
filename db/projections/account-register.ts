import type { PoolClient } from 'pg';
import type { RoleInUnit } from '../../domain/access/roles';
import type { AccountEvent } from '../../domain/accounts/account-command';
import type { AccountState } from '../../domain/accounts/account-rules';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { DatedEvent } from '../../domain/cases/decide-case';

/**
 * Writes an account as its workflow says it is: the register (A7.2c), and what sign-in and rights read. A locked account has no
 * session left when the step is answered (A7.3b).
 * @param roles what its duties come to
 */
export async function projectAccount(
  client: PoolClient,
  commit: CaseCommit,
  roles: readonly RoleInUnit[],
): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as AccountState;
  await client.query(
    `insert into account_register (account_id, person_id, status, unit_id, position, project_id, duties, pending, issued_at,
       change_by, lock_reason, locked_at, departs_on, closed_at)
     values ($1, $1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000), $10,
       to_timestamp($11::float8 / 1000), $12, case when $13 then to_timestamp($14::float8 / 1000) end)
     on conflict (account_id) do update set status = excluded.status, unit_id = excluded.unit_id,
       position = excluded.position, project_id = excluded.project_id, duties = excluded.duties, pending = excluded.pending,
       issued_at = excluded.issued_at, change_by = excluded.change_by, lock_reason = excluded.lock_reason,
       locked_at = excluded.locked_at, departs_on = excluded.departs_on, closed_at = excluded.closed_at`,
    [
      id,
      status,
      data.unitId,
      data.position,
      data.projectId,
      JSON.stringify(data.duties),
      data.pending === null ? null : JSON.stringify(data.pending),
      data.issuedAt,
      data.changeBy,
      data.lock?.reason ?? null,
      data.lock?.at ?? null,
      data.departsOn,
      commit.closed,
      commit.at,
    ],
  );
  const happened = new Set(commit.events.map(({ event }) => event.type));
  if (happened.has('AccountRequested') || happened.has('PersonChecked'))
    await enterPerson(client, id, data.pending?.submission ?? null, happened.has('PersonChecked') ? commit.at : null);
  await dropSecondFactor(client, commit);
  if (happened.has('SecretIssued')) await enterAccount(client, commit);
  if (commit.closed || happened.has('SecretIssued')) await releaseUsernames(client, id);
  await client.query(
    `update account_register set username = account.username from account
     where account.id = account_register.account_id and account_id = $1`,
    [id],
  );
  await writeRights(client, id, status === 'issued' || status === 'active', roles);
}

/**
 * What the request says of the person. Until somebody has compared it with the papers it may be said anew; what was compared
 * stands until it is compared again (A7.1b).
 */
async function enterPerson(
  client: PoolClient,
  id: string,
  submission: string | null,
  checkedAt: number | null,
): Promise<void> {
  await client.query(
    `update person set full_name = s.payload ->> 'fullName', birth_date = (s.payload ->> 'birthDate')::date,
       identity_checked_at = coalesce(to_timestamp($3::float8 / 1000), identity_checked_at)
     from case_submission s
     where person.id = $1 and s.id = $2 and s.case_id = $1 and s.payload ? 'fullName'
       and ($3::float8 is not null or identity_checked_at is null)`,
    [id, submission, checkedAt],
  );
}

/** A lost second factor goes with the approval; one that was set up since stays, should the step be written again. */
async function dropSecondFactor(client: PoolClient, { caseId, events }: CaseCommit): Promise<void> {
  const approved = (events as readonly DatedEvent<AccountEvent>[]).find(
    ({ event }) => event.type === 'UnlockApproved' && event.renewSecondFactor,
  );
  if (!approved) return;
  const { rowCount } = await client.query(
    'delete from second_factor where account_id = $1 and created_at <= to_timestamp($2::float8 / 1000)',
    [caseId, approved.at],
  );
  if (rowCount !== 0) await client.query('delete from recovery_code where account_id = $1', [caseId]);
}

/** Names that were asked for and are not this person's account's are free again. */
async function releaseUsernames(client: PoolClient, id: string): Promise<void> {
  await client.query('delete from username_reservation where person_id = $1', [id]);
}

/**
 * The account itself, with the hash of its one-time secret. The hash is taken out of the submission: it is needed once, and a
 * rebuild leaves the password as it is.
 */
async function enterAccount(client: PoolClient, { caseId, submission }: CaseCommit): Promise<void> {
  await client.query(
    `insert into account (id, username, display_name, email, title, unit_id, password_hash, active)
     select p.id, s.payload ->> 'username', p.full_name, s.payload ->> 'email', s.payload ->> 'title', r.unit_id,
       s.payload ->> 'passwordHash', true
     from person p join account_register r on r.account_id = p.id, case_submission s
     where p.id = $1 and s.id = $2 and s.payload ? 'passwordHash'
     on conflict (id) do update set username = excluded.username, display_name = excluded.display_name,
       email = excluded.email, title = excluded.title, unit_id = excluded.unit_id, password_hash = excluded.password_hash,
       password_changed_at = null`,
    [caseId, submission],
  );
  await client.query(`update case_submission set payload = payload - 'passwordHash' where id = $1`, [submission]);
  // Whoever knew the secret before knows none now.
  await client.query('delete from session where account_id = $1', [caseId]);
}

async function writeRights(
  client: PoolClient,
  accountId: string,
  isUsable: boolean,
  roles: readonly RoleInUnit[],
): Promise<void> {
  await client.query('update account set active = $2 where id = $1', [accountId, isUsable]);
  await client.query('delete from account_role where account_id = $1', [accountId]);
  // Before the first secret there is no account to hold a role.
  await client.query(
    `insert into account_role (account_id, role, unit_id)
     select $1, r.role, r."unitId" from jsonb_to_recordset($2) as r(role text, "unitId" text)
     where exists (select from account where id = $1)`,
    [accountId, JSON.stringify(roles)],
  );
  if (!isUsable) await client.query('delete from session where account_id = $1', [accountId]);
}
