import { z } from 'zod';
import { nextCursorSchema, pagingQuery } from './api-value.schema';
import { taskSummarySchema } from './dossier-action.schema';

export const inboxQuery = z.object({ view: z.enum(['mine', 'groups', 'all']).default('mine'), ...pagingQuery });
/** Most urgent first: by the dossier's due date, those without one last. `counts` cap at 1,000. */
export const inboxSchema = z.object({
  items: z.array(taskSummarySchema),
  nextCursor: nextCursorSchema,
  counts: z.object({ mine: z.int(), groups: z.int() }),
});
export const nextTaskSchema = z.object({ task: taskSummarySchema.nullable() });
