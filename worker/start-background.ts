import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import {
  AUDIT_KEEPER_WORKFLOW_ID,
  BACKGROUND_TASK_QUEUE,
  OUTBOX_DISPATCHER_WORKFLOW_ID,
  SLA_SWEEPER_WORKFLOW_ID,
} from '../contracts/ids';

/** The sweeper, the dispatcher and the keeper of the audit log run once for the whole installation; whoever starts first starts them. */
export async function startBackgroundWorkflows(client: Client, taskQueueSuffix = ''): Promise<void> {
  await startOnce(client, 'slaSweeperWorkflow', SLA_SWEEPER_WORKFLOW_ID, taskQueueSuffix);
  await startOnce(client, 'outboxDispatcherWorkflow', OUTBOX_DISPATCHER_WORKFLOW_ID, taskQueueSuffix);
  await startOnce(client, 'auditKeeperWorkflow', AUDIT_KEEPER_WORKFLOW_ID, taskQueueSuffix);
}

async function startOnce(client: Client, type: string, workflowId: string, taskQueueSuffix: string): Promise<void> {
  try {
    await client.workflow.start(type, { workflowId, taskQueue: BACKGROUND_TASK_QUEUE + taskQueueSuffix, args: [] });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
