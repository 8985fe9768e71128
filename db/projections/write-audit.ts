import type { Pool, PoolClient } from 'pg';
import type { AuditAction } from '../../contracts/audit-actions';
import type { JsonValue } from '../../domain/json';

/** One act as the audit log tells of it (A4.6, A5.1, A5.5, A7.2c, A8.4). */
export interface AuditEntry {
  /** Account id, or `system`, `partner:<name>`, `citizen`, `nobody` (a sign-in that failed). */
  readonly actor: string;
  readonly action: AuditAction;
  /** What was acted upon. */
  readonly subject?: { readonly type: string; readonly id: string };
  /** Whose heads may read of it; absent: administrators alone. */
  readonly unitId?: string;
  /** Never personal data: ids, codes, numbers, names of fields. */
  readonly detail?: JsonValue;
  /** Address the request came from. */
  readonly address?: string;
}

const insertSql = `
insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail, address)
select audit_entry_id(now.at, gen_random_uuid()::text), now.at, r.actor, r.action, r.subject_type, r.subject_id, r.unit_id,
  r.detail, r.address
from (select date_trunc('milliseconds', clock_timestamp()) as at) as now,
  rows from (jsonb_to_recordset($1::jsonb) as (actor text, action text, subject_type text, subject_id text, unit_id text,
    detail jsonb, address text)) with ordinality as r(actor, action, subject_type, subject_id, unit_id, detail, address, n)
order by r.n`;

/**
 * Notes what was done. On a transaction's client it stands and falls with what it notes; the log only grows, the sealer puts
 * what was written into its chain afterwards, so writers never wait for one another.
 */
export async function writeAudit(
  queryable: Pool | PoolClient,
  entries: AuditEntry | readonly AuditEntry[],
): Promise<void> {
  const list = Array.isArray(entries) ? (entries as readonly AuditEntry[]) : [entries as AuditEntry];
  if (list.length === 0) return;
  const rows = list.map(({ actor, action, subject, unitId, detail, address }) => ({
    actor,
    action,
    subject_type: subject?.type ?? null,
    subject_id: subject?.id ?? null,
    unit_id: unitId ?? null,
    detail: detail ?? {},
    address: address ?? null,
  }));
  await queryable.query({ name: 'write-audit', text: insertSql, values: [JSON.stringify(rows)] });
}
