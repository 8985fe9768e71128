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
  const { rows } = await services.pool.query<{
    seq: number;
    requestKey: string;
    actor: string;
    key: string;
    regime: string;
    version: string;
    form: Record<string, unknown>;
  }>(
    `select d.seq, e.request_key as "requestKey", e.actor, d.procedure_key as key, d.regime, d.procedure_version as version, d.form
     from dossier d join dossier_event e on e.dossier_id = d.id and e.seq = 1 where d.id = $1`,
    [dossierId],
  );
  const [row] = rows;
  // Read after the row: a workflow never goes back, so a smaller number is no coincidence.
  const state = row && (await services.dossiers.readState(dossierId));
  if (!row || !state || state.seq >= row.seq) return false;
  services.logger.warn({ dossierId, logged: row.seq, true: state.seq }, 'a step that never was is taken back');
  const { requestKey, actor, key, regime, version, form } = row;
  if (state.seq > 0) {
    const command = { type: 'wake', requestKey: `settle/${state.seq}/${row.seq}`, actor: { id: 'system' } } as const;
    await services.dossiers.send(dossierId, command);
    return true;
  }
  const procedure = await services.procedures.procedureVersion(key, regime, version);
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'The procedure of this dossier is not stored.');
  const variables = routingVariables(procedure, form);
  await services.dossiers.send(dossierId, { type: 'submit', requestKey, actor: { id: actor }, variables });
  return true;
}
