import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { BackgroundActivities } from '../activities/background-activities';
import type { BackupActivities } from '../activities/backup/backup-activities';
import type { CaseActivities } from '../activities/case-activities';
import type { CommitActivities } from '../activities/commit-activities';
import type { CopyActivities } from '../activities/portable-copies/copy-activities';
import type { SimulationActivities } from '../activities/simulation/simulation-activities';

/** ALL timeouts and retries of the workflows stand in this file. */

/**
 * The commit of a step, and look-ups in our own database: short, idempotent by (dossier, seq), and part of the step, hence local. It is tried until it
 * succeeds: while PostgreSQL is down the step waits, and completes when it is back.
 */
export const { commitStep, runLocalJob, commitCase } = proxyLocalActivities<CommitActivities & CaseActivities>({
  startToCloseTimeout: '10 s',
  localRetryThreshold: '20 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s' },
});

/**
 * Sweeps and deliveries run as one long activity that says every few seconds that it lives; when its worker dies, the
 * heartbeat stops and another worker takes over. They return from time to time so that the history stays short.
 */
export const { sweepDeadlines, dispatchOutbox, keepAudit } = proxyActivities<BackgroundActivities>({
  startToCloseTimeout: '1 h',
  heartbeatTimeout: '10 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 1.5, maximumInterval: '10 s' },
});

/** A copy of a dossier runs ahead in time: about a second for each jump. Goes on where a dead worker left it. */
export const { runSimulation, failSimulation } = proxyActivities<SimulationActivities>({
  startToCloseTimeout: '15 min',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '10 s', maximumAttempts: 6 },
});

/**
 * Backups and trials of them: hours at most. A target that is away for a while is waited for, for the better part of a night;
 * what only a person can mend fails at once.
 */
export const { backUp, removeOldBackups, proveBackup } = proxyActivities<BackupActivities>({
  startToCloseTimeout: '12 h',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '5 s', backoffCoefficient: 2, maximumInterval: '30 min', maximumAttempts: 16 },
});

/**
 * Copies to a portable disk: hours for all scans. What is wrong with the disk is told to its case at once, for a person to mend;
 * what is tried again is a database or a Temporal that was away.
 */
export const { copyToDisk } = proxyActivities<CopyActivities>({
  startToCloseTimeout: '24 h',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '5 min', maximumAttempts: 30 },
});
