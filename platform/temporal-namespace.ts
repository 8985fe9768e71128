import { isGrpcServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';

const alreadyExists = 6;
const notFound = 5;

/**
 * Makes sure the namespace exists and that every part of the server knows it: each keeps a list of its own that it renews
 * from time to time, so "registered" does not yet mean "usable".
 *
 * @param retentionDays how long the history of a finished dossier stays readable in Temporal; an existing namespace keeps its own
 * @param patienceMs how long to wait for it to become usable
 * @throws Error when it is not usable in time
 */
export async function ensureNamespace(
  connection: Connection,
  namespace: string,
  retentionDays: number,
  patienceMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  const insist = async (attempt: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() >= deadline) {
          throw new Error(`The Temporal namespace "${namespace}" did not become usable in time.`, { cause: error });
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await insist(() => register(connection, namespace, retentionDays));
  // Frontend with visibility, matching, history: one question to each.
  const { workflowService } = connection;
  const taskQueue = { name: 'namespace-probe' };
  await insist(async () => {
    await workflowService.countWorkflowExecutions({ namespace });
    await workflowService.describeTaskQueue({ namespace, taskQueue, taskQueueType: 1 });
    await askForUnknownWorkflow(connection, namespace);
  });
}

async function register(connection: Connection, namespace: string, retentionDays: number): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: retentionDays * 86_400 } as never,
    });
  } catch (error) {
    if (!(isGrpcServiceError(error) && Number(error.code) === alreadyExists)) throw error;
  }
}

async function askForUnknownWorkflow(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: 'namespace-probe' },
    });
  } catch (error) {
    const unknownWorkflow =
      isGrpcServiceError(error) && Number(error.code) === notFound && !/namespace .*not found/i.test(error.details);
    if (!unknownWorkflow) throw error;
  }
}
