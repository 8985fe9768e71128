import { z } from 'zod';
import { instantSchema } from './api-value.schema';

/** The newest backups, those that failed too (A18.1). */
export const backupListSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      /** By the schedule, or asked for by a person. */
      kind: z.enum(['daily', 'manual']),
      startedAt: instantSchema,
      /** Absent: still running, or it failed. */
      finishedAt: instantSchema.nullable(),
      name: z.string().nullable(),
      /** Of the dump, encrypted, in bytes. */
      sizeBytes: z.int().nullable(),
      rowCount: z.int().nullable(),
      filesAdded: z.int().nullable(),
      /** SHA-256 of stored files that were damaged and so are not in it. */
      damagedFiles: z.array(z.string()),
      /** When it was restored for a trial and found whole. */
      verifiedAt: instantSchema.nullable(),
      /** How long that restore took, in milliseconds. */
      verifiedMs: z.int().nullable(),
      faultCode: z.string().nullable(),
      fault: z.string().nullable(),
    }),
  ),
});
