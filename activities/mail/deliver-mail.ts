import type { Pool } from 'pg';
import type { Deliver } from '../outbox/deliver-due';
import { composeApplicantMail } from './applicant-mail-delivery';
import { createEscalationMail } from './escalation-mail-delivery';
import type { MailTransport } from './mail-transport';
import { sendMail } from './send-mail';

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
  const composeEscalation = createEscalationMail(pool, publicUrl);
  return async (item) => {
    const mail =
      item.payload.mail === 'escalation'
        ? await composeEscalation(item)
        : await composeApplicantMail(pool, item, publicUrl);
    if (!mail) return;
    if (!transport) throw new Error('no mail server is configured');
    await sendMail(transport, from, item, mail);
  };
}
