import type { DossierAnswer } from '../domain/dossier/dossier-state';
import { routingVariables } from './drafts/routing-variables';
import { ApiRefusal } from './problem-details';
import type { Services } from './services';

/**
 * Puts right the rows of a dossier that are ahead of its workflow: a step was committed, then worker and Temporal lost it
 * together (C2 of the commit), and whoever asked for it never asked again. What the rows show is then refused by the
 * workflow; that is how it is noticed. A lost submission is carried out again, of any other step the rows are taken back.
 *
 * @returns whether the rows were ahead
 */
export async function settleUnfoundedStep(services: Services, dossierId: string): Promise<boolean> {
  const { rows } = await services.pool.query<{ seq: number }>('select seq from dossier where id = $1', [dossierId]);
  const logged = rows[0]?.seq ?? 0;
  // Read after the row: a workflow never goes back, so a smaller number is no coincidence.
  const state = logged > 0 ? await services.dossiers.readState(dossierId) : undefined;
  if (!state || state.seq >= logged) return false;
  services.logger.warn({ dossierId, logged, true: state.seq }, 'a step that never was is taken back');
  if (state.seq === 0) await confirmSubmission(services, dossierId);
  else {
    const command = { type: 'wake', requestKey: `settle/${state.seq}/${logged}`, actor: { id: 'system' } } as const;
    await services.dossiers.send(dossierId, command);
  }
  return true;
}

/**
 * Asks the dossier itself for the submission its log begins with: answered as before, or carried out if it was lost.
 * Look-ups that belong to it are done when this returns.
 */
export async function confirmSubmission(services: Services, dossierId: string): Promise<DossierAnswer> {
  const { rows } = await services.pool.query<{
    requestKey: string;
    actor: string;
    key: string;
    regime: string;
    version: string;
    form: Record<string, unknown>;
  }>(
    `select e.request_key as "requestKey", e.actor, d.procedure_key as key, d.regime, d.procedure_version as version, d.form
     from dossier d join dossier_event e on e.dossier_id = d.id and e.seq = 1 where d.id = $1`,
    [dossierId],
  );
  const [row] = rows;
  const procedure = row && (await services.procedures.procedureVersion(row.key, row.regime, row.version));
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'The procedure of this dossier is not stored.');
  const { requestKey, actor, form } = row;
  const variables = routingVariables(procedure, form);
  return services.dossiers.send(dossierId, { type: 'submit', requestKey, actor: { id: actor }, variables });
}
