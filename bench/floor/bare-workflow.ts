import { condition, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities';
import { bareStepUpdate } from './bare-messages';

/** The same limits as the commit of a dossier's step. */
const { insertRow } = proxyLocalActivities<BareActivities>({
  startToCloseTimeout: '10 s',
  localRetryThreshold: '20 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
});

/** The floor: what any durable step on Temporal costs at least, one Update and one row. No engine, no rules, no clock. */
export async function bareWorkflow(): Promise<void> {
  const { workflowId } = workflowInfo();
  let seq = 0;
  setHandler(bareStepUpdate, async (command) => {
    seq += 1;
    await insertRow({ workflowId, seq, command });
    return { seq, status: 'BARE', openTasks: [{ instance: seq, element: 'bare', assignee: command.actor.id }] };
  });
  await condition(() => false);
}
