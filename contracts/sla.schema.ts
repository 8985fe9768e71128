import { z } from 'zod';
import { instantSchema, nextCursorSchema, pagingQuery } from './api-value.schema';

/** How an open dossier stands to its deadline. Every open dossier is in exactly one of them. */
export const dueStateSchema = z.enum(['inTime', 'nearDue', 'overdue', 'paused', 'decided']);
export type DueState = z.infer<typeof dueStateSchema>;

/** `running` counts what is in time, near due or overdue; one dossier may be paused for several reasons. */
const slaTotals = {
  open: z.int(),
  running: z.int(),
  nearDue: z.int(),
  overdue: z.int(),
  decided: z.int(),
  paused: z.record(z.string(), z.int()),
  byStatus: z.record(z.string(), z.int()),
};

/** Open dossiers by handling unit and by procedure; only units the asker may oversee. */
export const slaSchema = z.object({
  at: instantSchema,
  units: z.array(z.object({ unitId: z.string(), unitName: z.string(), ...slaTotals })),
  procedures: z.array(z.object({ procedureKey: z.string(), procedureName: z.string(), ...slaTotals })),
});

/** Dossiers by who holds an open task of them; without a person: what waits for a group, by handling unit. */
export const slaPeopleSchema = z.object({
  at: instantSchema,
  people: z.array(
    z.object({
      accountId: z.uuid().nullable(),
      displayName: z.string().nullable(),
      unitId: z.string(),
      open: z.int(),
      nearDue: z.int(),
      overdue: z.int(),
      paused: z.int(),
      decided: z.int(),
    }),
  ),
});

export const slaDossierQuery = z.object({
  unit: z.string().max(100).optional(),
  /** `running`: in time, near due or overdue. Absent: every open one. */
  state: z.enum([...dueStateSchema.options, 'running']).optional(),
  /** Of what is paused: for this reason. */
  reason: z.string().max(40).optional(),
  procedure: z.string().max(100).optional(),
  /** Who holds an open task of it; `none`: one that nobody holds. */
  assignee: z.union([z.uuid(), z.literal('none')]).optional(),
  ...pagingQuery,
});

/** What stands behind a number of the board, the most urgent first. No names of citizens: a manager looks at work. */
export const slaDossierListSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      procedureKey: z.string(),
      status: z.string(),
      handlingUnitId: z.string(),
      dueAt: instantSchema,
      promisedAt: instantSchema.nullable(),
      state: dueStateSchema,
      pauseReasons: z.array(z.string()),
      tasks: z.array(
        z.object({
          instance: z.int(),
          element: z.string(),
          name: z.string(),
          unitId: z.string(),
          suspended: z.boolean(),
          assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
        }),
      ),
    }),
  ),
  nextCursor: nextCursorSchema,
});
