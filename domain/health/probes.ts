/** Which part or link of the installation is measured (A13.3). Each is measured in `activities/health/measure.ts`. */
export const PROBE_IDS = [
  'postgresMs',
  'temporalMs',
  'filesDiskUsed',
  'backupDiskUsed',
  'databaseBytes',
  'taxQueueSeconds',
  'oneStopQueueSeconds',
  'mailQueueSeconds',
  'failedDeliveries',
  'thresholdLagSeconds',
  'auditLagSeconds',
  'httpFaultShare',
] as const;
export type ProbeId = (typeof PROBE_IDS)[number];

/** More is worse, for every probe. */
export interface Probe {
  /** `ratio` is from 0 to 1. */
  readonly unit: 'ms' | 'ratio' | 'bytes' | 'seconds' | 'count';
  /** From here on somebody should look; null: its growth alone tells something. */
  readonly warnAt: number | null;
  /** From here on it does not do its work. */
  readonly limit: number | null;
  /** Fills up: how long it lasts is forecast, and what to do about it is proposed (A13.4). */
  readonly isCapacity?: true;
  /** Breaking it opens an incident of this class; links and backups open theirs by themselves (`find-incidents.ts`). */
  readonly incident?: 'hardwareFailure' | 'dbmsOrOsFailure';
}

export const PROBES = {
  postgresMs: { unit: 'ms', warnAt: 200, limit: 2_000, incident: 'dbmsOrOsFailure' },
  temporalMs: { unit: 'ms', warnAt: 500, limit: 5_000, incident: 'dbmsOrOsFailure' },
  filesDiskUsed: { unit: 'ratio', warnAt: 0.8, limit: 0.95, isCapacity: true, incident: 'hardwareFailure' },
  backupDiskUsed: { unit: 'ratio', warnAt: 0.8, limit: 0.95, isCapacity: true, incident: 'hardwareFailure' },
  databaseBytes: { unit: 'bytes', warnAt: null, limit: null, isCapacity: true },
  taxQueueSeconds: { unit: 'seconds', warnAt: 600, limit: 3_600 },
  oneStopQueueSeconds: { unit: 'seconds', warnAt: 600, limit: 3_600 },
  mailQueueSeconds: { unit: 'seconds', warnAt: 600, limit: 3_600 },
  failedDeliveries: { unit: 'count', warnAt: 1, limit: 50 },
  thresholdLagSeconds: { unit: 'seconds', warnAt: 30, limit: 300 },
  auditLagSeconds: { unit: 'seconds', warnAt: 60, limit: 600 },
  httpFaultShare: { unit: 'ratio', warnAt: 0.01, limit: 0.2 },
} as const satisfies Record<ProbeId, Probe>;

export type HealthState = 'green' | 'late' | 'broken';

/** @param value null: it could not be measured, which is as bad as it gets */
export function judgeSample(id: ProbeId, value: number | null): HealthState {
  const { warnAt, limit }: Probe = PROBES[id];
  if (value === null || (limit !== null && value >= limit)) return 'broken';
  return warnAt !== null && value >= warnAt ? 'late' : 'green';
}
