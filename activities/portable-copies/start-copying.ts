import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { BACKGROUND_TASK_QUEUE, diskWorkflowId } from '../../contracts/ids';
import type { CopyAttempt } from './copy-to-disk';

const AT_ONCE = 5;

/**
 * Has every copy written whose disk is in: one workflow for each time a disk was put in, so that it is written once, and begun
 * again when it failed.
 * @returns how many were begun
 */
export async function startCopying(pool: Pool, client: Client, taskQueueSuffix = ''): Promise<number> {
  const { rows } = await pool.query<CopyAttempt>(
    `select id as "copyId", attempt from portable_copy where status = 'copying' order by opened_at, id limit $1`,
    [AT_ONCE],
  );
  let begun = 0;
  for (const attempt of rows) {
    try {
      await client.workflow.start('copyToDiskWorkflow', {
        workflowId: diskWorkflowId(attempt.copyId, attempt.attempt),
        taskQueue: BACKGROUND_TASK_QUEUE + taskQueueSuffix,
        args: [attempt],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
      });
      begun += 1;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
  return begun;
}
