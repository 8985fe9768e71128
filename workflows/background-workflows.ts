import { continueAsNew } from '@temporalio/workflow';
import { dispatchOutbox, sweepDeadlines } from './activity-proxies';

/** Raises escalations for all deadlines of all dossiers (design §5: on sets, not on instances). Never ends. */
export async function slaSweeperWorkflow(): Promise<void> {
  for (let round = 0; round < 100; round++) await sweepDeadlines();
  await continueAsNew<typeof slaSweeperWorkflow>();
}

/** Delivers what commits have asked of the outside world. Never ends. */
export async function outboxDispatcherWorkflow(): Promise<void> {
  for (let round = 0; round < 100; round++) await dispatchOutbox();
  await continueAsNew<typeof outboxDispatcherWorkflow>();
}
