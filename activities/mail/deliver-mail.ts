import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { Deliver } from '../outbox/deliver-due';
import { composeApplicantMail } from './applicant-mail-delivery';
import { createEscalationMail } from './escalation-mail-delivery';
import type { MailTransport } from './mail-transport';
import { composeAuditHead } from './audit-head-delivery';
import { composeCopyNews } from './copy-mail-delivery';
import { composeIncidentNews } from './incident-mail-delivery';
import { composeReportNews } from './report-mail-delivery';
import { sendMail, type AddressedMail } from './send-mail';

type Compose = (item: OutboxRow) => Promise<AddressedMail | undefined>;

/**
 * Sends the mail an outbox item asks for: one message an item, at least once, always with the same Message-ID. Mails to
 * applicants without an address are done with; escalations go to the people responsible (escalation-recipients.ts).
 */
export function createDeliverMail(parts: {
  readonly pool: Pool;
  /** Without one, mails wait in the outbox until there is a mail server. */
  readonly transport: MailTransport | undefined;
  /** Sender, `Name <address>`. */
  readonly from: string;
  /** How people reach us, for the links; without a trailing slash. */
  readonly publicUrl: string;
}): Deliver {
  const { pool, transport, from, publicUrl } = parts;
  const composers = new Map<unknown, Compose>([
    ['escalation', createEscalationMail(pool, publicUrl)],
    ['auditHead', (item) => Promise.resolve(composeAuditHead(item))],
    ['incident', (item) => composeIncidentNews(pool, item, publicUrl)],
    ['portableCopy', (item) => composeCopyNews(pool, item, publicUrl)],
    ['report', (item) => composeReportNews(pool, item, publicUrl)],
  ]);
  const composeForApplicant: Compose = (item) => composeApplicantMail(pool, item, publicUrl);
  return async (item) => {
    const compose = composers.get(item.payload.mail) ?? composeForApplicant;
    const mail = await compose(item);
    if (!mail) return;
    if (!transport) throw new Error('no mail server is configured');
    await sendMail(transport, from, item, mail);
  };
}
