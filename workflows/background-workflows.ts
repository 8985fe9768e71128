import { continueAsNew } from '@temporalio/workflow';
import { dispatchOutbox, keepAudit, sweepDeadlines } from './activity-proxies';

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

/** Chains the audit log, publishes its end of every day, and walks it. Never ends. */
export async function auditKeeperWorkflow(): Promise<void> {
  for (let round = 0; round < 100; round++) await keepAudit();
  await continueAsNew<typeof auditKeeperWorkflow>();
}
