import { maskPersonalData } from '../domain/access/personal-data';
import { noteAct, type ActContext } from './note-act';

/** The same person opening the same data for the same reason within a quarter of an hour is one reading. */
const ONE_READING = '15 minutes';

export interface Reading {
  readonly dossierId: string;
  /** As the person wrote it; numbers of people in it are covered. */
  readonly reason: string;
}

/** Notes who has seen personal data of which dossier, and why (A5.5). It is written before the data is shown. */
export async function notePersonalDataRead(context: ActContext, reading: Reading): Promise<void> {
  const { dossierId } = reading;
  const reason = maskPersonalData(reading.reason);
  const { rows } = await context.services.pool.query({
    name: 'find-personal-data-read',
    text: `select from audit_entry where subject_id = $1 and actor = $2 and action = 'personalData.read'
        and detail ->> 'reason' = $3 and at > now() - interval '${ONE_READING}'
        and id > audit_entry_id(now() - interval '${ONE_READING}', '') limit 1`,
    values: [dossierId, context.session?.accountId, reason],
  });
  if (rows.length > 0) return;
  await noteAct(context, {
    action: 'personalData.read',
    subject: { type: 'dossier', id: dossierId },
    detail: { reason },
  });
}
