/** What pages of cases share: who did it, and the history of steps. */
import { z } from 'zod';
import { instantSchema, seqSchema } from './api-value.schema';

export const casePersonSchema = z.object({ id: z.string(), displayName: z.string() });

/** Every step, the newest last, with its words and files. */
export const caseHistorySchema = z.array(
  z.object({
    seq: seqSchema,
    at: instantSchema,
    command: z.string(),
    by: casePersonSchema,
    text: z.string().nullable(),
    files: z.array(z.object({ id: z.uuid(), fileName: z.string() })),
    events: z.array(z.object({ type: z.string(), at: instantSchema, detail: z.record(z.string(), z.json()) })),
  }),
);
