import type { Pool } from 'pg';
import type { TaxNotice } from '../contracts/tax-link.schema';
import { inTransaction } from '../db/transaction';
import type { SettlementKind } from '../domain/dossier/dossier-state';

/** What a receipt says about one notice. `amount` in đồng; `null`: it settles the whole notice. */
export interface ReceiptNote {
  readonly noticeNumber: string;
  readonly receiptId: string;
  readonly kind: SettlementKind;
  readonly amount: number | null;
  readonly paidAt: string;
}

/** Writes a receipt down, once for each cause; it may come before its notice. */
export async function noteReceipt(
  pool: Pool,
  note: { readonly id: string; readonly dossierId: string; readonly createdBy: string; readonly receipt: ReceiptNote },
): Promise<void> {
  await pool.query(
    `insert into submission (id, dossier_id, kind, payload, created_by) values ($1, $2, 'taxReceipt', $3, $4)
     on conflict (id) do nothing`,
    [note.id, note.dossierId, JSON.stringify(note.receipt), note.createdBy],
  );
}

/** All notices of one version of the slip, as one message brought them. */
export interface NoticeSet {
  readonly dossierId: string;
  readonly slipVersion: number;
  readonly messageId: string;
  readonly notices: readonly TaxNotice[];
}

const insertSql = `
insert into tax_notice (dossier_id, slip_version, message_id, number, item, sub_item, amount, due_on, treasury_account)
select $1, $2, $3, r.number, r.item, r."subItem", r.amount, r."dueDate", r."treasuryAccount"
from jsonb_to_recordset($4::jsonb) as r(number text, item text, "subItem" text, amount bigint, "dueDate" date, "treasuryAccount" text)`;

/** Before the dossier is asked: the set is there for whatever the step sets off. A set that came earlier stays. */
export async function insertNotices(pool: Pool, set: NoticeSet): Promise<void> {
  await pool.query(
    `${insertSql} where not exists (select from tax_notice where dossier_id = $1 and slip_version = $2)
     on conflict do nothing`,
    valuesOf(set),
  );
}

/** After the dossier took this set: whatever another message had written for the slip meanwhile makes room for it. */
export async function confirmNotices(pool: Pool, set: NoticeSet): Promise<void> {
  const { dossierId, slipVersion, messageId } = set;
  await inTransaction(pool, async (client) => {
    await client.query(
      'delete from tax_notice where dossier_id = $1 and slip_version = $2 and message_id is distinct from $3',
      [dossierId, slipVersion, messageId],
    );
    await client.query(`${insertSql} on conflict do nothing`, valuesOf(set));
  });
}

/** Takes back what this message wrote, and nothing of any other, when the dossier did not take its set. */
export async function removeNotices(pool: Pool, { dossierId, slipVersion, messageId }: NoticeSet): Promise<void> {
  await pool.query('delete from tax_notice where dossier_id = $1 and slip_version = $2 and message_id = $3', [
    dossierId,
    slipVersion,
    messageId,
  ]);
}

function valuesOf({ dossierId, slipVersion, messageId, notices }: NoticeSet) {
  return [dossierId, slipVersion, messageId, JSON.stringify(notices)];
}

/** The receipt that settled a notice of the slip; `undefined` while it is open or unknown. */
export async function findSettlement(
  pool: Pool,
  dossierId: string,
  slipVersion: number,
  number: string,
): Promise<string | undefined> {
  const { rows } = await pool.query<{ receipt: string }>(
    `select receipt from tax_notice
     where dossier_id = $1 and slip_version = $2 and number = $3 and settled_kind is not null`,
    [dossierId, slipVersion, number],
  );
  return rows[0]?.receipt;
}

export interface SettledNotice {
  readonly number: string;
  readonly slipVersion: number;
  readonly kind: SettlementKind;
  /** The receipt that completed it. */
  readonly receipt: string;
}

/**
 * Marks every notice its receipts now cover (several part payments may; an exemption or a recorded debt covers at once).
 * A number issued again for a later version of the slip asks for the same money: what was paid on it counts there, too.
 * @returns all notices of the dossier that are covered, also those marked before
 */
export async function settleNotices(pool: Pool, dossierId: string): Promise<SettledNotice[]> {
  const { rows } = await pool.query<SettledNotice>(
    `with receipt as (
       select distinct on (payload ->> 'receiptId', payload ->> 'noticeNumber') payload ->> 'noticeNumber' as number,
         payload ->> 'receiptId' as receipt, payload ->> 'kind' as kind, (payload ->> 'amount')::bigint as amount,
         (payload ->> 'paidAt')::timestamptz as paid_at
       from submission where dossier_id = $1 and kind = 'taxReceipt'
       order by payload ->> 'receiptId', payload ->> 'noticeNumber', created_at
     ), covered as (
       select n.slip_version, n.number, (array_agg(r.kind order by r.paid_at desc, r.receipt))[1] as kind,
         (array_agg(r.receipt order by r.paid_at desc, r.receipt))[1] as receipt, max(r.paid_at) as at
       from tax_notice n join receipt r on r.number = n.number
       where n.dossier_id = $1
       group by n.slip_version, n.number, n.amount
       having bool_or(r.kind <> 'PAID') or bool_or(r.amount is null) or sum(r.amount) >= n.amount
     ), marked as (
       update tax_notice n set settled_kind = c.kind, receipt = c.receipt, settled_at = c.at
       from covered c
       where n.dossier_id = $1 and (n.slip_version, n.number) = (c.slip_version, c.number) and n.settled_kind is null
       returning n.number, n.slip_version, n.settled_kind, n.receipt
     )
     select number, slip_version as "slipVersion", settled_kind as kind, receipt from marked
     union all
     select number, slip_version, settled_kind, receipt from tax_notice
     where dossier_id = $1 and settled_kind is not null
       and (slip_version, number) not in (select slip_version, number from marked)
     order by "slipVersion", number`,
    [dossierId],
  );
  return rows;
}
