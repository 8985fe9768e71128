import type { OutboxRow } from '../../db/projections/outbox-queue';
import { composeAuditHeadMail } from '../../templates/mail/audit-head-mail';
import type { AddressedMail } from './send-mail';

/** The mail with the end of the audit log of one day. */
export function composeAuditHead({ payload }: OutboxRow): AddressedMail {
  const { to, day, number, hash } = payload as { to: string; day: string; number: number; hash: string };
  return { to: [{ name: '', address: to }], cc: [], message: composeAuditHeadMail({ day, number, hash }) };
}
