import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../../contracts/content';
import { DOSSIER_TASK_QUEUE, dossierWorkflowId } from '../../contracts/ids';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { SIMULATION_UNIT, simulationCopyOf } from '../../domain/dossier/simulation';

interface CopyParts {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueueSuffix?: string;
}

/** The copy's row: of the form only what look-ups in our own database need, and no person. */
const copySql = `
insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
  lookup_secret, applicant_name, form, seq, status, public_state, received_at, promised_at, due_at, near_due_at, pause_reasons,
  clock_stopped_at, clock_offset_ms, snapshot)
select $1::uuid, 'simulation/' || $1::uuid, procedure_key, regime, procedure_version, $3, $3, channel, gen_random_uuid()::text, '',
  jsonb_strip_nulls(jsonb_build_object('certificate', form -> 'certificate', 'parcel', form -> 'parcel')), seq, status,
  public_state, received_at, promised_at, due_at, near_due_at, pause_reasons, clock_stopped_at, clock_offset_ms, $4
from dossier where id = $2
on conflict (id) do nothing`;

/** Thresholds the dossier has still before it come due for the copy as well. */
const copyThresholdsSql = `
insert into deadline_threshold (dossier_id, deadline_id, cycle, percent, at, due_at, written_at)
select $1, deadline_id, cycle, percent, at, due_at, written_at from deadline_threshold where dossier_id = $2
on conflict do nothing`;

/**
 * Makes the copy and lets it run; repeated, it finds what is there.
 * @returns number of the last step it has in common with the dossier
 */
export async function startCopy(parts: CopyParts, simulationId: string, dossierId: string): Promise<number> {
  const { pool, client } = parts;
  const { rows } = await pool.query<{ snapshot: DossierState }>(
    'select snapshot from dossier where id = $1 and snapshot is not null',
    [dossierId],
  );
  const [original] = rows;
  if (!original) throw new Error('the dossier to be copied has no state');
  const copy = simulationCopyOf(original.snapshot, simulationId);
  await pool.query(copySql, [simulationId, dossierId, SIMULATION_UNIT, JSON.stringify(copy)]);
  const made = await pool.query<{ version: string; snapshot: DossierState; begun: boolean }>(
    `select procedure_version as version, snapshot,
       exists (select from dossier_event where dossier_id = $1) as begun from dossier where id = $1`,
    [simulationId],
  );
  const [row] = made.rows;
  if (!row) throw new Error('the copy was not written');
  if (!row.begun) await pool.query(copyThresholdsSql, [simulationId, dossierId]);
  const calendar = await pool.query<{ version: string }>('select version from calendar_version where current');
  try {
    await client.workflow.start('dossierWorkflow', {
      workflowId: dossierWorkflowId(simulationId),
      taskQueue: DOSSIER_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
      workflowIdConflictPolicy: 'FAIL',
      args: [
        { kind: 'resume', state: row.snapshot },
        referenceTo(row.version),
        referenceTo(calendar.rows[0]?.version ?? ''),
      ],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return copy.seq;
}

/** Nothing of the copy stays: neither its workflow nor its rows. Repeated, it finds nothing to do. */
export async function removeCopy({ pool, client }: CopyParts, simulationId: string): Promise<void> {
  await client.workflow
    .getHandle(dossierWorkflowId(simulationId))
    .terminate('the simulation is over')
    .catch((error: Error) => {
      if (error.name !== 'WorkflowNotFoundError') throw error;
    });
  // Children before the dossier they hang on; one statement each, so that a repeat goes on where the last one broke off.
  for (const table of ['task', 'deadline_threshold', 'escalation', 'outbox', 'dossier_event', 'dossier_search']) {
    await pool.query(`delete from ${table} where dossier_id = $1`, [simulationId]);
  }
  await pool.query('delete from dossier where id = $1 and handling_unit_id = $2', [simulationId, SIMULATION_UNIT]);
}
