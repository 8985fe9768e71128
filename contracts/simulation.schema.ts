import { z } from 'zod';
import { instantSchema } from './api-value.schema';

/** Body of `POST /dossiers/:id/simulations`: until when nobody acts, in the dossier's own time. */
export const newSimulationSchema = z.strictObject({ until: z.iso.datetime({ offset: true }) });

export const simulationStartedSchema = z.object({ id: z.uuid() });

/** What a test copy of the dossier went through while nobody acted; times are the copy's own. */
export const simulationSchema = z.object({
  id: z.uuid(),
  dossierId: z.uuid(),
  dossierCode: z.string(),
  status: z.enum(['running', 'done', 'failed']),
  until: instantSchema,
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  events: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('step'), at: instantSchema, entries: z.array(z.record(z.string(), z.json())) }),
      z.object({ kind: z.literal('escalation'), at: instantSchema, percent: z.int(), dueAt: instantSchema }),
    ]),
  ),
  /** `null` while it runs, and when it failed. */
  end: z
    .object({
      at: instantSchema,
      status: z.string(),
      dueAt: instantSchema.nullable(),
      overdue: z.boolean(),
      openTasks: z.array(z.object({ element: z.string(), name: z.string() })),
    })
    .nullable(),
});
export type Simulation = z.infer<typeof simulationSchema>;
