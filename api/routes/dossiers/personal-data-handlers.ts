import type { Request } from 'express';
import type { z } from 'zod';
import type { personalDataReasonSchema } from '../../../contracts/personal-data.schema';
import type { Session } from '../../../db/repositories/session-repository';
import type { DossierTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { notePersonalDataRead } from '../../personal-data';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

/** Opens what the page masks. Who opened it, and why, is kept before anything is told. */
export async function openPersonalData(context: {
  readonly services: Services;
  readonly session: Session;
  readonly target: DossierTarget;
  readonly body: z.output<typeof personalDataReasonSchema>;
  readonly request: Request;
}): Promise<Answer> {
  const { services, target, body } = context;
  const { pool } = services;
  await notePersonalDataRead(context, { dossierId: target.id, reason: body.reason });
  const [{ rows: dossiers }, { rows: submissions }] = await Promise.all([
    pool.query<{ form: object }>('select form from dossier where id = $1', [target.id]),
    pool.query<{ seq: number; payload: object }>(
      `select e.seq, s.payload from dossier_event e join submission s on s.id = e.submission_id
       where e.dossier_id = $1 and s.payload is not null order by e.seq`,
      [target.id],
    ),
  ]);
  const [dossier] = dossiers;
  if (!dossier) throw new ApiRefusal('DOSSIER_NOT_FOUND', 'There is no such dossier.');
  return { body: { form: dossier.form, submissions } };
}
