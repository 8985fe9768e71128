import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { MailKind } from '../../domain/dossier/dossier-effects';
import type { ApplicantMailData } from '../../templates/mail/applicant-mail';
import { composeApologyMail } from '../../templates/mail/apology-mail';
import type { MailMessage } from '../../templates/mail/mail-message';
import { composePaymentNoticeMail } from '../../templates/mail/payment-notice-mail';
import { composeRefusalMail } from '../../templates/mail/refusal-mail';
import { composeResultReadyMail } from '../../templates/mail/result-ready-mail';
import { composeSupplementRequestMail } from '../../templates/mail/supplement-request-mail';
import { applicantOf } from '../documents/applicant';
import { lookupAddress } from '../documents/public-address';
import { describeDelivery } from '../documents/result-delivery';
import { findEntry, readStepSource, type StepSource } from '../documents/step-source';
import { itemsOf, legalBasisOf, reasonOf, reasonsOf } from '../documents/submission-texts';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { readUnpaidNotices } from './payment-notices';
import type { AddressedMail } from './send-mail';

type ApplicantMailKind = Exclude<MailKind, 'escalation'>;
type Compose = (
  data: ApplicantMailData,
  source: StepSource,
  pool: Pool,
) => MailMessage | Promise<MailMessage | undefined>;

const COMPOSERS: Readonly<Record<ApplicantMailKind, Compose>> = {
  supplementRequest: composeSupplement,
  refusal: (data, source) =>
    composeRefusalMail({ ...data, reasons: reasonsOf(source), legalBasis: legalBasisOf(source) }),
  apology: composeApology,
  resultReady: composeResultReady,
  paymentNotice: composePaymentNotice,
};

/** @returns `undefined` when there is nothing to send: no address was given, or nothing is left to be paid */
export async function composeApplicantMail(
  pool: Pool,
  item: OutboxRow,
  publicUrl: string,
): Promise<AddressedMail | undefined> {
  const kind = item.payload.mail as ApplicantMailKind;
  if (!Object.hasOwn(COMPOSERS, kind)) throw new PermanentDeliveryError(`there is no mail ${String(kind)}`);
  const source = await readStepSource(pool, item);
  const { name, email } = applicantOf(source);
  if (!email) return undefined;
  const { code, procedureName } = source.dossier;
  const data: ApplicantMailData = {
    addressee: `Ông/Bà ${name}`,
    dossierCode: code,
    procedureName,
    lookupUrl: lookupAddress(publicUrl, code),
    sender: source.handlingUnit.name,
  };
  const message = await COMPOSERS[kind](data, source, pool);
  return message && { to: [{ name, address: email }], cc: [], message };
}

function composeSupplement(data: ApplicantMailData, source: StepSource): MailMessage {
  const windowEndsAt = findEntry(source.step, 'SupplementRequested')?.windowEndsAt;
  return composeSupplementRequestMail({
    ...data,
    components: itemsOf(source).map(({ name }) => name),
    reason: reasonOf(source),
    answerBy: windowEndsAt === undefined ? undefined : new Date(windowEndsAt).toISOString(),
  });
}

function composeApology(data: ApplicantMailData, source: StepSource): MailMessage {
  const move = findEntry(source.step, 'DeadlineMoved');
  if (!move) throw new PermanentDeliveryError('the step moved no deadline');
  return composeApologyMail({
    ...data,
    dueAt: new Date(move.from).toISOString(),
    newDueAt: new Date(move.to).toISOString(),
    reason: reasonOf(source),
  });
}

function composeResultReady(data: ApplicantMailData, source: StepSource): MailMessage {
  const { dossier, definition, step } = source;
  const certificateAtResult = definition.regime.originalCertificateAt === 'result';
  return composeResultReadyMail({
    ...data,
    readyAt: step.at.toISOString(),
    dueAt: (dossier.promisedAt ?? step.at).toISOString(),
    collectAt: describeDelivery(source),
    bring: [
      'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      'Giấy tờ tùy thân',
      ...(certificateAtResult ? ['Bản gốc Giấy chứng nhận đã cấp'] : []),
    ],
  });
}

/** The first notice and the reminders are one mail: what is still open when it goes out. */
async function composePaymentNotice(
  data: ApplicantMailData,
  { dossier }: StepSource,
  pool: Pool,
): Promise<MailMessage | undefined> {
  const notices = await readUnpaidNotices(pool, dossier.id, dossier.snapshot.tax.slipVersion);
  return notices.length > 0 ? composePaymentNoticeMail({ ...data, notices }) : undefined;
}
