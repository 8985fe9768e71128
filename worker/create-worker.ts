import { OpenTelemetryActivityInboundInterceptor } from '@temporalio/interceptors-opentelemetry/lib/worker';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { PayloadCodec } from '@temporalio/common';
import { BACKGROUND_TASK_QUEUE, DOSSIER_TASK_QUEUE } from '../contracts/ids';
import type {
  BackgroundActivities,
  BackupActivities,
  CaseActivities,
  CommitActivities,
  CopyActivities,
  SimulationActivities,
} from '../activities';

export interface WorkerParts<Activities> {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  readonly codec: PayloadCodec;
  readonly activities: Activities;
  /** Activities are traced. */
  readonly isTraced?: boolean;
  /** Tests keep to themselves on queues of their own. */
  readonly taskQueueSuffix?: string;
}

/** Dossiers and cases: workflows, and the commits of their steps as local activities. */
export function createDossierWorker(
  parts: WorkerParts<CommitActivities & CaseActivities>,
  options: Partial<WorkerOptions> = {},
): Promise<Worker> {
  return Worker.create({
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: DOSSIER_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
    workflowBundle: parts.workflowBundle,
    dataConverter: { payloadCodecs: [parts.codec] },
    ...traced(parts),
    activities: {
      commitStep: parts.activities.commitStep,
      runLocalJob: parts.activities.runLocalJob,
      commitCase: parts.activities.commitCase,
    },
    // The sink matters only to a rebuild, which replays histories with a worker of its own.
    sinks: {
      commits: {
        replayed: { fn: () => undefined, callDuringReplay: false },
        caseReplayed: { fn: () => undefined, callDuringReplay: false },
      },
    },
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '10 s',
    ...options,
  });
}

/**
 * Sweeps, deliveries, copies for portable disks, and backups where a target is set, on their own queue so that they never stand
 * in a person's way.
 */
export function createBackgroundWorker(
  parts: WorkerParts<BackgroundActivities & SimulationActivities & CopyActivities & Partial<BackupActivities>>,
): Promise<Worker> {
  return Worker.create({
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: BACKGROUND_TASK_QUEUE + (parts.taskQueueSuffix ?? ''),
    workflowBundle: parts.workflowBundle,
    dataConverter: { payloadCodecs: [parts.codec] },
    ...traced(parts),
    activities: {
      sweepDeadlines: parts.activities.sweepDeadlines,
      dispatchOutbox: parts.activities.dispatchOutbox,
      keepAudit: parts.activities.keepAudit,
      runSimulation: parts.activities.runSimulation,
      failSimulation: parts.activities.failSimulation,
      copyToDisk: parts.activities.copyToDisk,
      ...(parts.activities.backUp && {
        backUp: parts.activities.backUp,
        removeOldBackups: parts.activities.removeOldBackups,
        proveBackup: parts.activities.proveBackup,
      }),
    },
    shutdownGraceTime: '10 s',
    maxCachedWorkflows: 10,
  });
}

/** Spans of activities, as part of the trace that brought them about. */
function traced({ isTraced = false }: Pick<WorkerParts<unknown>, 'isTraced'>): Pick<WorkerOptions, 'interceptors'> {
  if (!isTraced) return {};
  return {
    interceptors: { activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context) })] },
  };
}
