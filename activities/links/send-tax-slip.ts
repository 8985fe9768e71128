import type { Pool } from 'pg';
import { TAX_KEY_ID, TAX_SLIP_PATH, taxSlipAnswerSchema } from '../../contracts/tax-link.schema';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import type { Connector } from './connector';
import { postSigned } from './signed-http';
import { createTaxSlipMessage, slipNumberOf } from './tax-slip-message';

export interface PartnerLink {
  readonly url: string;
  readonly secret: string;
}

/**
 * Sends the present version of the slip to the tax authority. (SO_PHIEU, PHIEN_BAN) is the idempotency key: the other
 * side takes a repeated slip once. The notices come later, as messages of their own.
 */
export function createSendTaxSlip(pool: Pool, tax: PartnerLink | undefined): Connector {
  return async ({ dossier, key }) => {
    if (!tax) throw new Error('the link to the tax authority is not configured');
    const version = dossier.snapshot.tax.slipVersion;
    const number = slipNumberOf(dossier.code);
    const approver = await approverName(pool, dossier.snapshot.performedBy.prepareTaxSlip);
    const slip = await firstSlip(pool, dossier.id, version, number, () =>
      createTaxSlipMessage(dossier, version, key, approver, new Date()),
    );
    const answer = taxSlipAnswerSchema.parse(await postSigned({ ...tax, keyId: TAX_KEY_ID }, TAX_SLIP_PATH, slip));
    if (answer.ERROR_CODE.startsWith('40'))
      throw new Error(`the tax authority cannot take the slip now: ${answer.ERROR_CODE}`);
    if (answer.ERROR_CODE !== '0') {
      // Its description may name people, and this message goes into the dossier's history: only the code does.
      throw new PermanentDeliveryError(`the tax authority refused the slip: ${answer.ERROR_CODE}`);
    }
    await pool.query('update tax_slip set sent_at = coalesce(sent_at, now()) where dossier_id = $1 and version = $2', [
      dossier.id,
      version,
    ]);
    return { slipNumber: number, slipVersion: version };
  };
}

/** Every attempt sends the very same slip: the one written down first. */
async function firstSlip(
  pool: Pool,
  dossierId: string,
  version: number,
  number: string,
  create: () => unknown,
): Promise<unknown> {
  const read = () =>
    pool.query<{ data: unknown }>('select data from tax_slip where dossier_id = $1 and version = $2', [
      dossierId,
      version,
    ]);
  const known = await read();
  if (known.rows[0]) return known.rows[0].data;
  await pool.query(
    'insert into tax_slip (dossier_id, version, number, data) values ($1, $2, $3, $4) on conflict do nothing',
    [dossierId, version, number, JSON.stringify(create())],
  );
  return (await read()).rows[0]?.data;
}

async function approverName(pool: Pool, accountId: string | undefined): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('select display_name as name from account where id::text = $1', [
    accountId ?? '',
  ]);
  return rows[0]?.name ?? 'Văn phòng đăng ký đất đai';
}
