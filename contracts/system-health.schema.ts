/** How the parts and links of the installation do, and where that is going (seed Điều 13.3, 13.4). */
import { z } from 'zod';
import type { HealthState, Probe, ProbeId } from '../domain/health/probes';
import { instantSchema } from './api-value.schema';

const probeIds = [
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
] as const satisfies readonly ProbeId[];
const states = ['green', 'late', 'broken'] as const satisfies readonly HealthState[];
const units = ['ms', 'ratio', 'bytes', 'seconds', 'count'] as const satisfies readonly Probe['unit'][];

const sampleSchema = z.object({ at: instantSchema, value: z.number().nullable() });
const probeIdSchema = z.enum(probeIds);

export const systemHealthSchema = z.object({
  asOf: instantSchema,
  probes: z.array(
    z.object({
      id: probeIdSchema,
      unit: z.enum(units),
      /** From here on somebody should look. */
      warnAt: z.number().nullable(),
      /** From here on it does not do its work. */
      limit: z.number().nullable(),
      state: z.enum(states),
      /** The last sample; a null value could not be measured. */
      latest: sampleSchema,
      /** The worst of each half hour of the last day. */
      hours: z.array(sampleSchema),
      /** Of what fills up: growth a day, and when the limit is reached if it goes on so. */
      trend: z.object({ perDay: z.number(), reachesAt: instantSchema.nullable() }).nullable(),
    }),
  ),
  /** What has to be enlarged within half a year, the first to fill up first (A13.4). */
  proposals: z.array(z.object({ probe: probeIdSchema, reachesAt: instantSchema })),
});

export type SystemHealth = z.infer<typeof systemHealthSchema>;
