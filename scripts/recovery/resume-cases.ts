import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { caseWorkflowId, DOSSIER_TASK_QUEUE } from '../../contracts/ids';
import { CASE_WORKFLOW_TYPES } from '../../domain/cases/case-registry';
import type { CaseState } from '../../domain/cases/case-state';
import type { CaseInput } from '../../workflows/messages';
import type { ResumeReport } from './resume-dossiers';

/** Starts every open case that Temporal does not have from the state its last commit stored. May be repeated. */
export async function resumeCases(parts: {
  readonly pool: Pool;
  readonly client: Client;
  readonly taskQueueSuffix?: string;
  readonly report: (line: string) => void;
}): Promise<ResumeReport> {
  const { pool, client, taskQueueSuffix = '', report } = parts;
  let resumed = 0;
  let running = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<{ id: string; snapshot: CaseState }>(
      'select id, snapshot from case_record where closed_at is null and id > $1 order by id limit 200',
      [after],
    );
    if (rows.length === 0) return { resumed, running };
    after = rows.at(-1)?.id ?? after;
    const started = await Promise.all(
      rows.map(({ snapshot }) => startFrom(client, snapshot, DOSSIER_TASK_QUEUE + taskQueueSuffix)),
    );
    resumed += started.filter(Boolean).length;
    running += started.filter((isNew) => !isNew).length;
    report(`${resumed + running} cases looked at`);
  }
}

async function startFrom(client: Client, state: CaseState, taskQueue: string): Promise<boolean> {
  const input: CaseInput = { kind: 'resume', state };
  try {
    await client.workflow.start(CASE_WORKFLOW_TYPES[state.kind], {
      workflowId: caseWorkflowId(state.kind, state.id),
      taskQueue,
      workflowIdConflictPolicy: 'FAIL',
      args: [input],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
