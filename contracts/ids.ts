/** Every id that more than one place has to agree on is made here. None holds personal data. */

export function dossierWorkflowId(dossierId: string): string {
  return `dossier/${dossierId}`;
}

export function dossierIdOf(workflowId: string): string {
  return workflowId.replace(/^dossier\//, '');
}

export function simulationWorkflowId(simulationId: string): string {
  return `simulation/${simulationId}`;
}

/** Accounts, projects and other long-lived cases (`domain/cases`). */
export function caseWorkflowId(kind: string, caseId: string): string {
  return `${kind}/${caseId}`;
}

/** Writes a copy to the portable disk that was put in for the n-th time. */
export function diskWorkflowId(copyId: string, attempt: number): string {
  return `copy-to-disk/${copyId}/${attempt}`;
}

/** One of each per installation; Temporal keeps them running wherever a worker lives. */
export const SLA_SWEEPER_WORKFLOW_ID = 'sla-sweeper';
export const OUTBOX_DISPATCHER_WORKFLOW_ID = 'outbox-dispatcher';
export const AUDIT_KEEPER_WORKFLOW_ID = 'audit-keeper';
/** Temporal Schedules (A18.1); the workflows they start have the same id with the time behind it. */
export const BACKUP_SCHEDULE_ID = 'backup-daily';
export const BACKUP_DRILL_SCHEDULE_ID = 'backup-drill';

/** Dossier workflows and their commits. */
export const DOSSIER_TASK_QUEUE = 'dossier';
/** Long-running sweeps and deliveries, kept apart so that they never delay a person's step. */
export const BACKGROUND_TASK_QUEUE = 'background';

/** Idempotency key of the answer to one job; a job asked for again by a later step (`askedBy`) is answered anew. */
export function jobAnswerKey(dossierId: string, job: number, askedBy: number): string {
  return `${dossierId}/job/${job}/${askedBy}`;
}
