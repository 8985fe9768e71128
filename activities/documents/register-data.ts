import type { Pool } from 'pg';
import type { DossierStatus } from '../../domain/dossier/dossier-status';
import type { RegisterBookData, RegisterRow } from '../../templates/documents/document-data';
import type { AssemblePaper } from './paper';
import { registerBookOf, registerPeriodOf } from './register-book';
import { vietnamDate } from './vietnam-date';

/** Sổ theo dõi hồ sơ: everything the dossier's one-stop received in the month of the dossier, as it stands now. */
export const assembleRegister: AssemblePaper<RegisterBookData> = async ({ pool, source, paper }) => {
  const { receivedAt } = source.dossier;
  const { from, until } = registerPeriodOf(receivedAt);
  const lastDay = vietnamDate(new Date(Date.parse(`${until}T00:00:00+07:00`) - 1));
  const today = vietnamDate(source.issuedAt);
  return {
    ...paper,
    book: registerBookOf(receivedAt),
    period: { from, to: today < lastDay && today >= from ? today : lastDay },
    rows: await readRows(pool, source.receivingUnit.id, from, until),
  };
};

interface Row {
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly responsibleUnit: string;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly forwardedAt: Date | null;
  /** Epoch ms. */
  readonly decidedAt: number | null;
  readonly status: DossierStatus;
  readonly closedAt: Date | null;
  readonly channel: string | null;
  readonly receiverName: string | null;
}

async function readRows(pool: Pool, unitId: string, from: string, until: string): Promise<RegisterRow[]> {
  const { rows } = await pool.query<Row>(
    `select d.code, p.name as "procedureName", d.applicant_name as "applicantName", d.form #>> '{applicant,address}' as address,
       d.form #>> '{applicant,phone}' as phone, h.name as "responsibleUnit", d.received_at as "receivedAt",
       coalesce(d.promised_at, d.due_at, d.received_at) as "dueAt",
       (select min(t.opened_at) from task t where t.dossier_id = d.id and t.unit_id = d.handling_unit_id) as "forwardedAt",
       (d.snapshot #>> '{deadline,stoppedAt}')::float8 as "decidedAt", d.status, d.closed_at as "closedAt",
       coalesce(d.form #>> '{steps,returnResult,channel}', d.form #>> '{delivery,channel}') as channel,
       d.form #>> '{steps,returnResult,receiverName}' as "receiverName"
     from dossier d
     join procedure_version p on (p.key, p.regime, p.version) = (d.procedure_key, d.regime, d.procedure_version)
     join unit h on h.id = d.handling_unit_id
     where d.receiving_unit_id = $1
       and d.received_at >= ($2 || 'T00:00:00+07:00')::timestamptz and d.received_at < ($3 || 'T00:00:00+07:00')::timestamptz
     order by d.received_at, d.code`,
    [unitId, from, until],
  );
  return rows.map(toRegisterRow);
}

/** What the last column says of a dossier that is not simply under way or returned. */
const NOTES: Partial<Record<DossierStatus, string>> = {
  PENDING_SUPPLEMENT: 'Chờ bổ sung',
  PENDING_TAX: 'Chờ cơ quan thuế',
  PENDING_TAX_PAYMENT: 'Chờ nghĩa vụ tài chính',
  WITHDRAWN: 'Rút hồ sơ',
  REJECTED: 'Từ chối',
  STOPPED: 'Dừng giải quyết',
};

function toRegisterRow(row: Row): RegisterRow {
  const contact = [row.address, row.phone].filter((part) => part !== null).join('; ');
  const returned = row.status === 'RETURNED' ? row.closedAt : null;
  return {
    dossierCode: row.code,
    procedureName: row.procedureName,
    sets: 1,
    applicantName: row.applicantName,
    applicantContact: contact || undefined,
    responsibleUnit: row.responsibleUnit,
    receivedOn: vietnamDate(row.receivedAt),
    dueOn: vietnamDate(row.dueAt),
    forwardedOn: row.forwardedAt ? vietnamDate(row.forwardedAt) : undefined,
    resultReceivedOn: row.decidedAt === null ? undefined : vietnamDate(new Date(row.decidedAt)),
    returnedOn: returned ? vietnamDate(returned) : undefined,
    deliveryMethod: row.channel === 'POST' ? 'Bưu chính' : 'Trực tiếp',
    signedBy: row.receiverName ?? undefined,
    note: NOTES[row.status],
  };
}
