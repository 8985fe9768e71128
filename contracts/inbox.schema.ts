import { z } from 'zod';
import { nextCursorSchema, pagingQuery, seqSchema } from './api-value.schema';
import { taskSummarySchema } from './dossier-action.schema';

export const inboxQuery = z.object({
  /** `unit`: every open task of the units I am head of, whoever holds it. */
  view: z.enum(['mine', 'groups', 'all', 'unit']).default('mine'),
  /** Element id of a step. */
  step: z.string().min(1).max(200).optional(),
  procedure: z.string().min(1).max(100).optional(),
  due: z.enum(['overdue', 'nearDue', 'running', 'none']).optional(),
  /** Part of code, names, certificate or address; accents optional. */
  q: z.string().trim().min(1).max(200).optional(),
  ...pagingQuery,
});

const inboxTaskSchema = taskSummarySchema.extend({
  seq: seqSchema,
  dueState: z.enum(['running', 'nearDue', 'overdue', 'none']),
  /** Something has happened to the dossier since I last opened it, or I never did. */
  unread: z.boolean(),
  /** Who holds it. */
  holder: z.string().nullable(),
  /** Somebody I stand in for today holds it. */
  heldFor: z.string().nullable(),
});
/** Most urgent first: by the dossier's due date, those without one last. `counts` cap at 1,000 and know no filters. */
export const inboxSchema = z.object({
  items: z.array(inboxTaskSchema),
  nextCursor: nextCursorSchema,
  counts: z.object({ mine: z.int(), groups: z.int(), unit: z.int() }),
});
export const nextTaskSchema = z.object({ task: taskSummarySchema.nullable() });
/** What the filters can be set to: only what stands in my inbox. */
export const inboxStepsSchema = z.object({ steps: z.array(z.object({ element: z.string(), name: z.string() })) });
