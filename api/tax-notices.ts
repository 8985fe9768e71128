import type { Pool } from 'pg';
import type { TaxNotice } from '../contracts/tax-link.schema';
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

/** Notices of one version of the slip: the first set counts, as it does in the dossier. */
export async function insertNotices(
  pool: Pool,
  dossierId: string,
  slipVersion: number,
  notices: readonly TaxNotice[],
): Promise<void> {
  await pool.query(
    `insert into tax_notice (dossier_id, number, slip_version, item, sub_item, amount, due_on, treasury_account)
     select $1, r.number, $2, r.item, r."subItem", r.amount, r."dueDate", r."treasuryAccount"
     from jsonb_to_recordset($3::jsonb) as r(number text, item text, "subItem" text, amount bigint, "dueDate" date, "treasuryAccount" text)
     where not exists (select from tax_notice where dossier_id = $1 and slip_version = $2)
     on conflict do nothing`,
    [dossierId, slipVersion, JSON.stringify(notices)],
  );
}

/** Takes back what `insertNotices` wrote for a set the dossier refused. */
export async function removeNotices(pool: Pool, dossierId: string, slipVersion: number): Promise<void> {
  await pool.query('delete from tax_notice where dossier_id = $1 and slip_version = $2 and settled_kind is null', [
    dossierId,
    slipVersion,
  ]);
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
       select n.number, (array_agg(r.kind order by r.paid_at desc, r.receipt))[1] as kind,
         (array_agg(r.receipt order by r.paid_at desc, r.receipt))[1] as receipt, max(r.paid_at) as at
       from tax_notice n join receipt r on r.number = n.number
       where n.dossier_id = $1
       group by n.number, n.amount
       having bool_or(r.kind <> 'PAID') or bool_or(r.amount is null) or sum(r.amount) >= n.amount
     ), marked as (
       update tax_notice n set settled_kind = c.kind, receipt = c.receipt, settled_at = c.at
       from covered c where n.dossier_id = $1 and n.number = c.number and n.settled_kind is null
       returning n.number, n.slip_version, n.settled_kind, n.receipt
     )
     select number, slip_version as "slipVersion", settled_kind as kind, receipt from marked
     union all
     select number, slip_version, settled_kind, receipt from tax_notice
     where dossier_id = $1 and settled_kind is not null and number not in (select number from marked)
     order by number`,
    [dossierId],
  );
  return rows;
}
