import type { Client } from '@temporalio/client';

/**
 * Lets time pass for ONE workflow on the real server (native time skipping of the server, which must allow it). Its own timers
 * that fall into the time fire on the way.
 * @param id of this jump; the same jump asked for twice is made once
 * @param ms how far, at least one
 */
export async function passTime(
  client: Client,
  namespace: string,
  workflowId: string,
  jump: { readonly id: string; readonly ms: number },
): Promise<void> {
  const { id, ms } = jump;
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id, duration: { seconds: Math.floor(ms / 1000) as never, nanos: (ms % 1000) * 1e6 } },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await client.workflowService.pollWorkflowExecutionTimeSkipping({
    namespace,
    workflowExecution: { workflowId },
    fastForwardId: id,
  });
}
