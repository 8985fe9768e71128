import { z } from 'zod';
import { instantSchema } from './api-value.schema';
import { publicStateSchema } from './one-stop-link.schema';

export const publicStatusParams = z.object({ code: z.string().min(1).max(64) });
export const publicStatusQuery = z.object({ secret: z.string().min(1).max(64) });

/** What a citizen sees with code and secret: the state of the national portal and dates, nothing else. */
export const publicStatusSchema = z.object({
  code: z.string(),
  state: publicStateSchema,
  stateName: z.string(),
  receivedAt: instantSchema,
  promisedAt: instantSchema.nullable(),
  dueAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
});
