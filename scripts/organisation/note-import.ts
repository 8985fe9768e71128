import type { PoolClient } from 'pg';
import { writeAudit, type AuditEntry } from '../../db/projections/write-audit';

interface AccountRow {
  readonly id: string;
  readonly unitId: string;
  readonly active: boolean;
  /** Changes with anything that is entered of the account. */
  readonly state: string;
  /** `role@unit` */
  readonly roles: readonly string[];
}

export type AccountsBefore = ReadonlyMap<string, AccountRow>;

export async function readAccounts(client: PoolClient, usernames: readonly string[]): Promise<AccountsBefore> {
  const { rows } = await client.query<AccountRow>(
    `select a.id, a.unit_id as "unitId", a.active, md5(a::text) as state,
       array(select r.role || '@' || r.unit_id from account_role r where r.account_id = a.id order by 1) as roles
     from account a where a.username = any($1) order by a.username`,
    [usernames],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Notes what an import has done to accounts: every grant by itself (A4.6), by ids and roles only. */
export async function noteImport(
  client: PoolClient,
  before: AccountsBefore,
  after: AccountsBefore,
  counts: { readonly units: number; readonly accounts: number },
): Promise<void> {
  const entries: AuditEntry[] = [{ actor: 'system', action: 'account.import', detail: counts }];
  for (const account of after.values()) {
    const old = before.get(account.id);
    const note = (action: AuditEntry['action'], detail: AuditEntry['detail'] = {}) =>
      entries.push({
        actor: 'system',
        action,
        subject: { type: 'account', id: account.id },
        unitId: account.unitId,
        detail,
      });
    if (!old) note('account.create');
    else if (old.active !== account.active) note(account.active ? 'account.unlock' : 'account.lock');
    else if (old.state !== account.state) note('account.change');
    for (const role of account.roles) if (!old?.roles.includes(role)) note('account.grant', asGrant(role));
    for (const role of old?.roles ?? []) if (!account.roles.includes(role)) note('account.revoke', asGrant(role));
  }
  await writeAudit(client, entries);
}

function asGrant(text: string): { role: string; unit: string } {
  const [role = '', unit = ''] = text.split('@');
  return { role, unit };
}
