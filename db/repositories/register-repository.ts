import type { Pool } from 'pg';
import type { DossierStatus } from '../../domain/dossier/dossier-status';

/** One dossier as the one-stop's register (Sổ theo dõi hồ sơ) tells of it, as it stands now. */
export interface RegisterEntry {
  readonly id: string;
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** Name of the unit that decides. */
  readonly responsibleUnit: string;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly forwardedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly status: DossierStatus;
  readonly channel: string | null;
  /** Who signed for the result. */
  readonly receiverName: string | null;
  /** `receivedAt` with all its digits, for a cursor. */
  readonly position: string;
}

export interface RegisterQuestion {
  readonly unitId: string;
  /** First Vietnamese day `YYYY-MM-DD`. */
  readonly from: string;
  /** The day after the last one. */
  readonly until: string;
  /** Position and id of the last entry seen. */
  readonly after?: readonly (string | null)[];
  readonly limit?: number;
}

/** What a unit received in those days, in the order it came in: one range of the index `dossier_by_receiving_unit`. */
export async function readRegister(pool: Pool, question: RegisterQuestion): Promise<RegisterEntry[]> {
  const { unitId, from, until, after, limit } = question;
  const { rows } = await pool.query<RegisterEntry>({
    name: 'read-register',
    text: `select d.id, d.code, p.name as "procedureName", d.applicant_name as "applicantName",
       d.form #>> '{applicant,address}' as address, d.form #>> '{applicant,phone}' as phone, h.name as "responsibleUnit",
       d.received_at as "receivedAt", coalesce(d.promised_at, d.due_at, d.received_at) as "dueAt",
       (select min(t.opened_at) from task t where t.dossier_id = d.id and t.unit_id = d.handling_unit_id) as "forwardedAt",
       to_timestamp((d.snapshot #>> '{deadline,stoppedAt}')::float8 / 1000) as "decidedAt",
       case when d.status = 'RETURNED' then d.closed_at end as "returnedAt", d.status,
       coalesce(d.form #>> '{steps,returnResult,channel}', d.form #>> '{delivery,channel}') as channel,
       d.form #>> '{steps,returnResult,receiverName}' as "receiverName", d.received_at::text as position
     from dossier d
     join procedure_version p on (p.key, p.regime, p.version) = (d.procedure_key, d.regime, d.procedure_version)
     join unit h on h.id = d.handling_unit_id
     where d.receiving_unit_id = $1
       and d.received_at >= greatest(($2 || 'T00:00:00+07:00')::timestamptz, coalesce($4::timestamptz, '-infinity'))
       and d.received_at < ($3 || 'T00:00:00+07:00')::timestamptz
       and ($4::timestamptz is null or d.received_at > $4::timestamptz or d.id < $5::uuid)
     order by d.received_at, d.id desc limit $6`,
    values: [unitId, from, until, after?.[0] ?? null, after?.[1] ?? null, limit ?? null],
  });
  return rows;
}
