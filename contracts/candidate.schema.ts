import { z } from 'zod';
import { accountIdSchema } from './api-value.schema';

/** Who may be given a task; `refused` says why somebody may not. `openTasks`: how many he holds now. */
export const candidateListSchema = z.object({
  items: z.array(
    z.object({
      id: accountIdSchema,
      displayName: z.string(),
      title: z.string(),
      openTasks: z.int(),
      refused: z.enum(['FOUR_EYES']).nullable(),
    }),
  ),
});
