import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { referenceTo } from '../../contracts/content';
import { DOSSIER_TASK_QUEUE, dossierWorkflowId } from '../../contracts/ids';
import type { DossierState } from '../../domain/dossier/dossier-state';
import type { DossierInput } from '../../workflows/messages';

export interface ResumeReport {
  readonly resumed: number;
  /** Temporal has them already. */
  readonly running: number;
}

/**
 * Starts every open dossier that Temporal does not have from the state its last commit stored: the same tasks are open and
 * the same deadlines stand. May be repeated.
 */
export async function resumeDossiers(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueueSuffix?: string;
  readonly report: (line: string) => void;
}): Promise<ResumeReport> {
  const { rows: calendars } = await parts.pool.query<{ version: string }>(
    'select version from calendar_version where current',
  );
  const calendar = calendars[0]?.version;
  if (!calendar) throw new Error('No calendar is published: run the start or `npm run start` once before resuming.');
  let resumed = 0;
  let running = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await parts.pool.query<{ id: string; version: string; snapshot: DossierState }>(
      `select id, procedure_version as version, snapshot from dossier
       where closed_at is null and snapshot is not null and id > $1 and handling_unit_id <> 'simulation' order by id limit 200`,
      [after],
    );
    if (rows.length === 0) break;
    after = rows.at(-1)?.id ?? after;
    const started = await Promise.all(
      rows.map(({ id, version, snapshot }) =>
        startFrom(parts, id, { kind: 'resume', state: snapshot }, version, calendar),
      ),
    );
    resumed += started.filter(Boolean).length;
    running += started.filter((isNew) => !isNew).length;
    parts.report(`${resumed + running} dossiers looked at`);
  }
  return { resumed, running };
}

async function startFrom(
  parts: { readonly client: Client; readonly taskQueueSuffix?: string },
  id: string,
  input: DossierInput,
  procedureVersion: string,
  calendarVersion: string,
): Promise<boolean> {
  try {
    await parts.client.workflow.start('dossierWorkflow', {
      workflowId: dossierWorkflowId(id),
      taskQueue: DOSSIER_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
      workflowIdConflictPolicy: 'FAIL',
      args: [input, referenceTo(procedureVersion), referenceTo(calendarVersion)],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
