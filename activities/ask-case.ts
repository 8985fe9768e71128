import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { caseWorkflowId } from '../contracts/ids';
import type { CaseCommand, CaseKind } from '../domain/cases/case-state';

/** A case that does not answer is asked again at the next round; the others do not wait behind it. */
const ASK_TIMEOUT_MS = 10_000;

/**
 * Sends a case what follows from what stands in the database.
 * @returns whether it was taken; a case that refuses, or has come to an end meanwhile, says why by its own commit
 */
export async function askCase(client: Client, kind: CaseKind, id: string, command: CaseCommand): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + ASK_TIMEOUT_MS, () =>
      client.workflow
        .getHandle(caseWorkflowId(kind, id))
        .executeUpdate(command.type, { updateId: command.requestKey, args: [command] }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
