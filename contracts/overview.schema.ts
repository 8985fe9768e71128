import { z } from 'zod';
import { instantSchema, nextCursorSchema, pagingQuery } from './api-value.schema';

export const escalationListQuery = z.object(pagingQuery);
export const escalationListSchema = z.object({
  items: z.array(
    z.object({
      dossierId: z.uuid(),
      dossierCode: z.string(),
      handlingUnitId: z.string(),
      percent: z.int(),
      dueAt: instantSchema,
      thresholdAt: instantSchema,
      recordedAt: instantSchema,
      /** Came due while the system was down, raised as soon as it was back. */
      caughtUp: z.boolean(),
    }),
  ),
  nextCursor: nextCursorSchema,
});

export const outboxQuery = z.object({ failed: z.enum(['true', 'false']).default('true'), ...pagingQuery });
export const outboxItemSchema = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  /** `null`: of no dossier (the head of the audit log). */
  dossierId: z.uuid().nullable(),
  createdAt: instantSchema,
  attempts: z.int(),
  nextAttemptAt: instantSchema,
  failedAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
});
export const outboxListSchema = z.object({ items: z.array(outboxItemSchema), nextCursor: nextCursorSchema });
