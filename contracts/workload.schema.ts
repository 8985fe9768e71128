import { z } from 'zod';
import { instantSchema } from './api-value.schema';

/** Deadlines by the working day on which they end. */
const loadSchema = {
  overdue: z.int(),
  /** One number for each of `days`. */
  perDay: z.array(z.int()),
  /** Due after the last of `days`. */
  later: z.int(),
  /** Their clock stands still: they will come due when it goes on. */
  paused: z.int(),
};

/** Open, undecided dossiers of the units I oversee by when they come due. */
export const workloadSchema = z.object({
  at: instantSchema,
  /** The coming ten working days; today is the first when it is one. */
  days: z.array(z.iso.date()),
  units: z.array(z.object({ unitId: z.string(), unitName: z.string(), ...loadSchema })),
  /** By who holds an open task; without a person: what waits for a group of that unit. */
  people: z.array(
    z.object({ accountId: z.uuid().nullable(), displayName: z.string().nullable(), unitId: z.string(), ...loadSchema }),
  ),
});

export const heatQuery = z.object({
  /** Steps done on or after, and on or before this Vietnamese day. */
  from: z.iso.date(),
  to: z.iso.date(),
  unit: z.string().max(100).optional(),
});

/** How long each step takes. */
export const heatSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Steps looked at; when there were more in the period, these are the latest. */
  steps: z.int(),
  complete: z.boolean(),
  elements: z.array(
    z.object({
      element: z.string(),
      name: z.string(),
      count: z.int(),
      /** Working hours from opening to completion. */
      medianHours: z.number(),
      p90Hours: z.number(),
      /** Share of all the working time of the period that went into this step, 0 to 1. */
      share: z.number(),
    }),
  ),
});
