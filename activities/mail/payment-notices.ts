import type { Pool } from 'pg';
import type { TaxItem } from '../../contracts/tax-link.schema';
import type { PaymentNotice } from '../../templates/mail/payment-notice-mail';

const ITEMS = {
  LAND_USE_FEE: 'Tiền sử dụng đất',
  LAND_RENT: 'Tiền thuê đất',
  REGISTRATION_FEE: 'Lệ phí trước bạ nhà, đất',
  PERSONAL_INCOME_TAX: 'Thuế thu nhập cá nhân',
  CORPORATE_INCOME_TAX: 'Thuế thu nhập doanh nghiệp',
  NON_AGRICULTURAL_LAND_TAX: 'Thuế sử dụng đất phi nông nghiệp',
} as const satisfies Record<TaxItem, string>;

/** What is still to be paid on the notices for the present version of the slip. */
export async function readUnpaidNotices(pool: Pool, dossierId: string, slipVersion: number): Promise<PaymentNotice[]> {
  const { rows } = await pool.query<{ number: string; item: string; amount: string; dueOn: string | null }>(
    `select number, item, amount, due_on::text as "dueOn" from tax_notice
     where dossier_id = $1 and slip_version = $2 and amount > 0 and settled_kind is null order by number`,
    [dossierId, slipVersion],
  );
  return rows.map(({ number, item, amount, dueOn }) => ({
    name: (ITEMS as Readonly<Record<string, string>>)[item] ?? item,
    number,
    amountVnd: Number(amount),
    payBy: dueOn ?? undefined,
  }));
}
