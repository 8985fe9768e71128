import { z } from 'zod';
import { instantSchema } from './api-value.schema';

export const systemAboutSchema = z.object({
  version: z.string(),
  /** When the process that answers was started. */
  startedAt: instantSchema,
  /** Temporal's own web page and the namespace our workflows are in, where configured. */
  temporalUi: z.object({ url: z.string(), namespace: z.string() }).nullable(),
});
