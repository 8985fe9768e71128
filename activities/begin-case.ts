import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { caseWorkflowId, DOSSIER_TASK_QUEUE } from '../contracts/ids';
import { CASE_WORKFLOW_TYPES } from '../domain/cases/case-registry';
import type { CaseCommand, CaseKind } from '../domain/cases/case-state';

const ASK_TIMEOUT_MS = 10_000;

/**
 * Begins a case for what the installation has found. Its id comes from what was found, so that it is begun once.
 * @returns false when Temporal does not answer, or another worker has just begun it: it is found again at the next round, or
 *   never more
 */
export async function beginCase(
  client: Client,
  {
    kind,
    id,
    taskQueueSuffix = '',
  }: { readonly kind: CaseKind; readonly id: string; readonly taskQueueSuffix?: string | undefined },
  command: CaseCommand,
): Promise<boolean> {
  const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW_TYPES[kind], {
    workflowId: caseWorkflowId(kind, id),
    taskQueue: DOSSIER_TASK_QUEUE + taskQueueSuffix,
    args: [{ kind: 'new', id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  try {
    await client.withDeadline(Date.now() + ASK_TIMEOUT_MS, () =>
      client.workflow.executeUpdateWithStart(command.type, {
        args: [command],
        // As in `api/case-gateway.ts`: a run that has ended must not answer for one that is to begin.
        updateId: randomUUID(),
        startWorkflowOperation,
      }),
    );
    return true;
  } catch {
    return false;
  }
}
