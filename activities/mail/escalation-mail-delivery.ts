import type { Pool } from 'pg';
import { LEGAL_DEADLINE } from '../../domain/dossier/dossier-clock';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import { composeEscalationMail } from '../../templates/mail/escalation-mail';
import { dossierAddress } from '../documents/public-address';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { chooseRecipients } from './escalation-recipients';
import { createEscalationRead } from './escalation-source';
import { createOfficeDirectory } from './office-directory';
import type { AddressedMail } from './send-mail';

/**
 * Composes the mail of a raised threshold.
 * @returns a function that throws PermanentDeliveryError when there is nobody to tell: it must not pass silently
 */
export function createEscalationMail(pool: Pool, publicUrl: string): (item: OutboxRow) => Promise<AddressedMail> {
  const read = createEscalationRead(pool);
  const directoryNow = createOfficeDirectory(pool);
  return async (item) => {
    const { percent, dueAt, caughtUp, deadlineId } = item.payload as {
      percent: number;
      dueAt: string;
      caughtUp: boolean;
      deadlineId: string;
    };
    const [source, directory] = await Promise.all([read(item), directoryNow()]);
    if (!source) throw new PermanentDeliveryError('the dossier does not exist');
    const recipients = chooseRecipients(percent, source, directory);
    if (recipients.to.length + recipients.cc.length === 0) {
      throw new PermanentDeliveryError(`nobody is to be told in ${source.handlingUnitId} and above`);
    }
    const message = composeEscalationMail({
      dossierCode: source.code,
      procedureName: source.procedureName,
      stepName: deadlineId === LEGAL_DEADLINE ? undefined : deadlineId,
      thresholdPercent: percent,
      reachedAt: (source.thresholdAt ?? item.createdAt).toISOString(),
      dueAt: new Date(dueAt).toISOString(),
      caughtUpAt: caughtUp ? (source.recordedAt ?? item.createdAt).toISOString() : undefined,
      dossierUrl: dossierAddress(publicUrl, item.dossierId),
      sender: source.handlingUnitName,
    });
    return { ...recipients, message };
  };
}
