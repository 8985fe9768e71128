import type { TaxMessageAnswer } from '../../../contracts/link-answer.schema';
import {
  TAX_KEY_ID,
  type PaymentReceiptMessage,
  type SlipReturnedMessage,
  type TaxMessage,
  type TaxNoticesMessage,
} from '../../../contracts/tax-link.schema';
import type { DossierCommand } from '../../../domain/dossier/dossier-command';
import type { DossierAnswer } from '../../../domain/dossier/dossier-state';
import { Refusal } from '../../../domain/refusal';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import {
  confirmNotices,
  findSettlement,
  insertNotices,
  noteReceipt,
  removeNotices,
  settleNotices,
  type SettledNotice,
} from '../../tax-notices';
import { takeMessage } from './take-message';

const actor = { id: `partner:${TAX_KEY_ID}` };

interface Slip {
  readonly dossierId: string;
  /** Newest version of the slip that was made. */
  readonly current: number;
}

/**
 * One message of the tax authority. Details go to the tables before the dossier is told, so that whatever the step sets
 * off (mails, lists) finds them. Messages may come twice, late, or before the one they follow.
 */
export async function receiveTaxMessage(context: {
  readonly services: Services;
  readonly body: TaxMessage;
  readonly rawBody: Buffer;
}): Promise<Answer> {
  const { services, body: message, rawBody: bytes } = context;
  const { messageId } = message;
  const result = await takeMessage(services.pool, { partner: TAX_KEY_ID, messageId, bytes }, async () => {
    const slip = await findSlip(services, message);
    return work(services, slip, message);
  });
  return { body: { messageId, result } satisfies TaxMessageAnswer };
}

function work(services: Services, slip: Slip, message: TaxMessage): Promise<TaxMessageAnswer['result']> {
  switch (message.type) {
    case 'taxNotices':
      return takeNotices(services, slip, message);
    case 'slipReturned':
      return takeReturn(services, slip, message);
    case 'paymentReceipt':
      return takeReceipt(services, slip, message);
  }
}

async function takeNotices(
  services: Services,
  { dossierId, current }: Slip,
  message: TaxNoticesMessage,
): Promise<TaxMessageAnswer['result']> {
  const { version: slipVersion, notices, messageId } = message;
  const set = { dossierId, slipVersion, messageId, notices };
  // Notices of a replaced slip ask for nothing any more: the dossier notes that they came.
  if (slipVersion === current) await insertNotices(services.pool, set);
  const answer = await sendOr(services, dossierId, () => removeNotices(services.pool, set), {
    type: 'receiveTaxNotices',
    ...base(message),
    slipVersion,
    notices: notices.map(({ number, amount, exempt }) => ({ number, payable: !exempt && amount > 0 })),
  });
  if (answer.ignored) {
    await removeNotices(services.pool, set);
    return 'ignored';
  }
  await confirmNotices(services.pool, set);
  await passOnSettled(services, dossierId, slipVersion, await settleNotices(services.pool, dossierId));
  return 'applied';
}

/** The receipt may come before its notice, and a notice may be paid in parts: the dossier is told when it is covered. */
async function takeReceipt(
  services: Services,
  { dossierId, current }: Slip,
  message: PaymentReceiptMessage,
): Promise<TaxMessageAnswer['result']> {
  const { noticeNumber, receiptId, kind, amount, paidAt } = message;
  const settledBefore = await findSettlement(services.pool, dossierId, current, noticeNumber);
  await noteReceipt(services.pool, {
    id: base(message).requestKey,
    dossierId,
    createdBy: actor.id,
    receipt: { noticeNumber, receiptId, kind, amount, paidAt },
  });
  const settled = await settleNotices(services.pool, dossierId);
  const taken = await passOnSettled(services, dossierId, current, settled);
  // A second receipt for what was settled is noted, no more.
  if (message.version < current || (settledBefore !== undefined && settledBefore !== receiptId)) return 'ignored';
  const covered = settled.some(({ number, slipVersion }) => number === noticeNumber && slipVersion === current);
  if (!covered) return 'waiting';
  return taken.has(noticeNumber) ? 'applied' : 'ignored';
}

async function takeReturn(
  services: Services,
  { dossierId }: Slip,
  message: SlipReturnedMessage,
): Promise<TaxMessageAnswer['result']> {
  const { pool } = services;
  const { version, reasonCode, reasonText, fields, fault } = message;
  const { requestKey } = base(message);
  await pool.query(
    `insert into submission (id, dossier_id, kind, payload, created_by) values ($1, $2, 'taxSlipReturn', $3, $4)
     on conflict (id) do nothing`,
    [requestKey, dossierId, JSON.stringify({ reasonCode, reasonText, fields, fault }), actor.id],
  );
  const forget = () => pool.query('delete from submission where id = $1 and applied_seq is null', [requestKey]);
  const answer = await sendOr(services, dossierId, forget, {
    type: 'receiveSlipReturn',
    ...base(message),
    submission: requestKey,
    slipVersion: version,
    reasonCode,
  });
  if (answer.ignored) return 'ignored';
  await pool.query(
    `update tax_slip set returned_at = coalesce(returned_at, $3), return_reason = coalesce(return_reason, $4)
     where dossier_id = $1 and version = $2`,
    [dossierId, version, message.sentAt, reasonText],
  );
  return 'applied';
}

/** Sends a command; of one the dossier refuses nothing is kept. */
async function sendOr(
  services: Services,
  dossierId: string,
  takeBack: () => Promise<unknown>,
  command: DossierCommand,
): Promise<DossierAnswer> {
  try {
    return await services.dossiers.send(dossierId, command);
  } catch (error) {
    if (error instanceof Refusal) await takeBack();
    throw error;
  }
}

/**
 * Each covered notice of the slip in force, told once.
 * @returns numbers of the notices the dossier has taken as settled
 */
async function passOnSettled(
  services: Services,
  dossierId: string,
  slipVersion: number,
  settled: readonly SettledNotice[],
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const { number, kind, receipt, slipVersion: version } of settled) {
    if (version !== slipVersion) continue;
    const command: DossierCommand = {
      type: 'recordPayment',
      requestKey: `${TAX_KEY_ID}:settled:${version}:${number}`,
      actor,
      notice: number,
      kind,
      receipt,
    };
    const known = await services.dossiers.findAnswer(dossierId, command.requestKey);
    try {
      const { ignored } = known?.settled ? known.answer : await services.dossiers.send(dossierId, command);
      if (!ignored) taken.add(number);
    } catch (error) {
      // Withdrawn, stopped or closed meanwhile: the money is noted, the process no longer needs it.
      if (!(error instanceof Refusal) || error.code !== 'ACTION_NOT_ALLOWED') throw error;
    }
  }
  return taken;
}

function base({ messageId }: TaxMessage) {
  return { requestKey: `${TAX_KEY_ID}:${messageId}`, actor };
}

/** @throws ApiRefusal TAX_SLIP_UNKNOWN, DOSSIER_CODE_MISMATCH */
async function findSlip(services: Services, message: TaxMessage): Promise<Slip> {
  const { rows } = await services.pool.query<{ dossierId: string; code: string; current: number }>(
    `select s.dossier_id as "dossierId", d.code,
       (select max(version) from tax_slip where dossier_id = s.dossier_id) as current
     from tax_slip s join dossier d on d.id = s.dossier_id where s.number = $1 and s.version = $2`,
    [message.SO_PHIEU, message.version],
  );
  const [slip] = rows;
  if (!slip) throw new ApiRefusal('TAX_SLIP_UNKNOWN', 'No such version of this slip was sent.');
  if (slip.code !== message.MA_HS)
    throw new ApiRefusal('DOSSIER_CODE_MISMATCH', 'This slip belongs to another dossier.');
  return slip;
}
