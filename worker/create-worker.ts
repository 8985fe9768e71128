import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { PayloadCodec } from '@temporalio/common';
import { BACKGROUND_TASK_QUEUE, DOSSIER_TASK_QUEUE } from '../contracts/ids';
import type { BackgroundActivities, CommitActivities, SimulationActivities } from '../activities';

export interface WorkerParts<Activities> {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  readonly codec: PayloadCodec;
  readonly activities: Activities;
  /** Tests keep to themselves on queues of their own. */
  readonly taskQueueSuffix?: string;
}

/** Dossiers: workflows, and the commits of their steps as local activities. */
export function createDossierWorker(
  parts: WorkerParts<CommitActivities>,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  return Worker.create({
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: DOSSIER_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
    workflowBundle: parts.workflowBundle,
    dataConverter: { payloadCodecs: [parts.codec] },
    activities: { commitStep: parts.activities.commitStep, runLocalJob: parts.activities.runLocalJob },
    // The sink matters only to a rebuild, which replays histories with a worker of its own.
    sinks: { commits: { replayed: { fn: () => undefined, callDuringReplay: false } } },
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '10 s',
    ...options,
  });
}

/** Sweeps and deliveries, on their own queue so that they never stand in a person's way. */
export function createBackgroundWorker(
  parts: WorkerParts<BackgroundActivities & SimulationActivities>,
): Promise<Worker> {
  return Worker.create({
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: BACKGROUND_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
    workflowBundle: parts.workflowBundle,
    dataConverter: { payloadCodecs: [parts.codec] },
    activities: {
      sweepDeadlines: parts.activities.sweepDeadlines,
      dispatchOutbox: parts.activities.dispatchOutbox,
      runSimulation: parts.activities.runSimulation,
      failSimulation: parts.activities.failSimulation,
    },
    shutdownGraceTime: '10 s',
    maxCachedWorkflows: 10,
  });
}
